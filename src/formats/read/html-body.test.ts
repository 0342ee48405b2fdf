import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examples } from '../../../test/kit/examples.ts'
import { type Body, textOfBody } from '../../domain/body.ts'
import { htmlOfBody } from '../html.ts'
import { readHtmlBody } from './html-body.ts'

const bodyOf = (html: string, base: string | null = null): Body => readHtmlBody(html, base).body
const p = (text: string) => ({ kind: 'p', spans: [{ text }] })

test('what our own writer makes of a body is read back as that body', () => {
  for (const [name, { content }] of Object.entries(examples))
    expect(bodyOf(htmlOfBody(content.body)), name).toEqual(content.body)
})

test('paragraphs part at every block element and at line breaks, and white space folds', () => {
  expect(bodyOf('<div>One\n  two<div>three</div></div>four<br/>five<br><br>six')).toEqual(
    ['One two', 'three', 'four', 'five', 'six'].map(p),
  )
  expect(bodyOf('no tags at all')).toEqual([p('no tags at all')])
  expect(bodyOf('<p> </p><p>&nbsp;</p>')).toEqual([])
  expect(bodyOf('<p>soft\u00adhyphen</p>')).toEqual([p('softhyphen')])
})

test('marks and links stay, other elements leave their text', () => {
  expect(
    bodyOf(
      '<p>a <b>b</b> <i>c <strong>d</strong></i> <span style="x">e</span> <a href="https://x.example/1">f</a></p>',
    ),
  ).toEqual([
    {
      kind: 'p',
      spans: [
        { text: 'a ' },
        { text: 'b', strong: true },
        { text: ' ' },
        { text: 'c ', em: true },
        { text: 'd', strong: true, em: true },
        { text: ' e ' },
        { text: 'f', href: 'https://x.example/1' },
      ],
    },
  ])
})

test('no address but http, https and mailto survives, however it is written', () => {
  for (const href of [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/relative',
    '&#106;avascript:x',
  ]) {
    expect(bodyOf(`<p><a href="${href}">x</a></p>`), href).toEqual([p('x')])
  }
  expect(bodyOf('<p><a href="/story">x</a></p>', 'https://a.example/b/')).toEqual([
    { kind: 'p', spans: [{ text: 'x', href: 'https://a.example/story' }] },
  ])
  expect(bodyOf('<p><a href="javascript:x">x</a></p>', 'https://a.example/')).toEqual([p('x')])
})

test('scripts, styles and embedded things go with all in them, and the report names them', () => {
  const { body, lost } = readHtmlBody(
    '<p>a</p><script>if (a<b) alert("<p>no</p>")</script><style>p{}</style><iframe src="x">no</iframe><p onclick="x">b</p>',
  )
  expect(body).toEqual([p('a'), p('b')])
  expect(lost).toEqual(['script', 'style', 'iframe'])
  expect(textOfBody(bodyOf('<svg><script>x</script><p>no</p></svg><p>yes</p>'))).toBe('yes')
})

test('lists and tables keep their shape; nested ones are flattened', () => {
  expect(bodyOf('<ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul>')).toEqual([
    { kind: 'ul', items: ['a', 'b', 'c'].map(text => [{ text }]) },
  ])
  expect(bodyOf('<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td></td></tr></table>')).toEqual([
    {
      kind: 'table',
      header: true,
      rows: [
        [[{ text: 'a' }], [{ text: 'b' }]],
        [[{ text: '1' }], []],
      ],
    },
  ])
  expect(bodyOf('<table><tr><td>a<table><tr><td>in</td></tr></table></td></tr></table>').length).toBeGreaterThan(0)
  expect(bodyOf('<blockquote><p>a</p><p>b</p></blockquote><h4>t</h4>c')).toEqual([
    { kind: 'blockquote', spans: [{ text: 'a' }] },
    { kind: 'blockquote', spans: [{ text: 'b' }] },
    { kind: 'h2', spans: [{ text: 't' }] },
    p('c'),
  ])
})

test('pictures are given beside the body with their description', () => {
  expect(readHtmlBody('<p>a<img src="/i.jpg" alt="A  lake"></p>', 'https://a.example/').media).toEqual([
    { href: 'https://a.example/i.jpg', caption: 'A lake' },
  ])
})

test('whatever comes, a body is made of it, and what it holds is safe', () => {
  const tag = fc.constantFrom(
    '<p>',
    '</p>',
    '<ul>',
    '</ul>',
    '<li>',
    '<table>',
    '</table>',
    '<tr>',
    '<td>',
    '<b>',
    '</b>',
    '<a href="javascript:x">',
    '</a>',
    '<h2>',
    '<script>',
    '</script>',
    '<br>',
    '<figure data-item="x">',
    '</figure>',
    '<blockquote>',
    '&amp;',
    '<',
    '<!--',
    '-->',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(tag, fc.string({ unit: 'binary' })), { maxLength: 60 }), parts => {
      const { body } = readHtmlBody(parts.join(''))
      expect(bodyOf(htmlOfBody(body))).toEqual(body)
      expect(JSON.stringify(body)).not.toMatch(
        /javascript:/iu.test(parts.filter(each => !each.startsWith('<a')).join('')) ? /^$/ : /"href":"javascript/iu,
      )
    }),
    { numRuns: 300 },
  )
})

test('a body nested a hundred thousand deep is read', () => {
  expect(textOfBody(bodyOf(`${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}<p>after</p>`))).toContain('after')
})
