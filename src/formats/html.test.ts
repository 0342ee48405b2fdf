import { expect, test } from 'vitest'
import { paragraph } from '../domain/body.ts'
import { htmlOfBody } from './html.ts'
import { escapeXml, oneLine } from './xml.ts'

test('text and addresses are escaped, so that no markup comes from a text', () => {
  expect(htmlOfBody([paragraph('<script>alert("x")</script> & more')])).toBe(
    '<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more</p>',
  )
  const href = 'https://veyra.example/?a=1&b="><b>'
  expect(htmlOfBody([{ kind: 'p', spans: [{ text: 'link', href }] }])).toBe(
    '<p><a href="https://veyra.example/?a=1&amp;b=&quot;&gt;&lt;b&gt;">link</a></p>',
  )
})

test('a link that is neither http(s) nor mailto loses its address and keeps its text', () => {
  for (const href of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    '//veyra.example',
    'file:///etc',
  ]) {
    expect(htmlOfBody([{ kind: 'p', spans: [{ text: 'link', href, strong: true }] }])).toBe(
      '<p><strong>link</strong></p>',
    )
  }
})

test('a lead goes into the first paragraph, or before what is none', () => {
  expect(htmlOfBody([paragraph('Text.'), paragraph('More.')], 'VEYRA - ')).toBe('<p>VEYRA - Text.</p>\n<p>More.</p>')
  expect(htmlOfBody([{ kind: 'ul', items: [[{ text: 'one' }]] }], 'VEYRA - ')).toBe(
    '<p>VEYRA - </p>\n<ul><li>one</li></ul>',
  )
})

test('characters that XML cannot carry are removed, without joining words', () => {
  expect(escapeXml('a\u0000b\u0008c')).toBe('abc')
  expect(escapeXml('one\fthe\vother\u0085third\r\nfourth')).toBe('one the other third\nfourth')
  expect(escapeXml('\ud800x\udc00 \ufffe\uffff')).toBe('x ')
  expect(escapeXml('🙂 قلم Iı İi \u202Eabc')).toBe('🙂 قلم Iı İi \u202Eabc')
  expect(oneLine('  a\n b\tc  ')).toBe('a b c')
})
