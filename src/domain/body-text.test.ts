import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crops, flood } from '../../test/kit/stories.ts'
import type { Block, Span } from './body.ts'
import { joinedBlock, readBody, writeBody } from './body-text.ts'

const read = (text: string) => readBody({ text, kept: [] }).body

describe('reading what an editor typed', () => {
  const p = (...spans: Span[]): Block => ({ kind: 'p', spans })
  test.each<[string, string, Block[]]>([
    ['an empty line parts paragraphs', 'One.\n\nTwo.', [p({ text: 'One.' }), p({ text: 'Two.' })]],
    ['a single line break is a space', 'One\r\ntwo.', [p({ text: 'One two.' })]],
    ['a subheading stands alone', '## What\nText', [{ kind: 'h2', spans: [{ text: 'What' }] }, p({ text: 'Text' })]],
    ['items make a list', '- a\n- b', [{ kind: 'ul', items: [[{ text: 'a' }], [{ text: 'b' }]] }]],
    ['numbered items too', '1) a\n2) b', [{ kind: 'ol', items: [[{ text: 'a' }], [{ text: 'b' }]] }]],
    ['an ordinal at the start of a sentence makes none', '1. Lig bugün', [p({ text: '1. Lig bugün' })]],
    ['a quotation goes on over lines', '> a\n> b', [{ kind: 'blockquote', spans: [{ text: 'a b' }] }]],
    [
      'asterisks mark',
      'a *b* **c** ***d***',
      [
        p(
          { text: 'a ' },
          { text: 'b', em: true },
          { text: ' ' },
          { text: 'c', strong: true },
          { text: ' ' },
          { text: 'd', strong: true, em: true },
        ),
      ],
    ],
    ['a sum is not emphasis', '5 * 3 and 2 * 2', [p({ text: '5 * 3 and 2 * 2' })]],
    ['an asterisk alone is one', 'a *b and **c', [p({ text: 'a *b and **c' })]],
    ['four asterisks are four', '****', [p({ text: '****' })]],
    [
      'a link leads to the web',
      'see [the *table*](https://a.example/b_(c)?d=1).',
      [
        p(
          { text: 'see ' },
          { text: 'the ', href: 'https://a.example/b_(c)?d=1' },
          { text: 'table', em: true, href: 'https://a.example/b_(c)?d=1' },
          { text: '.' },
        ),
      ],
    ],
    ['and nowhere else', '[x](javascript:alert(1)) [sic]', [p({ text: '[x](javascript:alert(1)) [sic]' })]],
    ['a backslash takes a sign at its word', '\\## not \\*so\\*', [p({ text: '## not *so*' })]],
    ['nothing but space is nothing', ' \n\t\n ', []],
  ])('%s', (_, text, body) => {
    expect(read(text)).toEqual(body)
  })

  test('lines that name nothing kept are told, not lost', () => {
    expect(readBody({ text: 'a\n\n[[table 2: x]]', kept: [] }).unknown).toEqual([{ line: '[[table 2: x]]' }])
  })
})

describe('writing a body for an editor', () => {
  test('a story without marks is its paragraphs', () => {
    expect(writeBody(flood.body).text.split('\n\n')).toHaveLength(4)
  })

  test('tables and pictures are kept as they were, in their places', () => {
    const written = writeBody(crops.body)
    expect(written.kept.map(block => block.kind)).toEqual(['table', 'figure'])
    expect(written.text).toContain('[[table 1: District Tonnes]]')
    expect(written.text).toContain('[[picture 2: A field near Lisk.]]')
    expect(readBody(written).body).toEqual(crops.body)
  })

  test('the order of members, which the stored document changes, makes no difference', () => {
    const stored = JSON.parse(
      JSON.stringify(crops.body, (_, value) =>
        Array.isArray(value) || typeof value !== 'object' ? value : Object.fromEntries(Object.entries(value).sort()),
      ),
    )
    expect(writeBody(stored)).toEqual(writeBody(crops.body))
  })

  test('a kept block can be moved and taken out', () => {
    const written = writeBody(crops.body)
    const moved = `[[picture 2]]\n${written.text.replace(/\[\[.*\]\]/gu, '')}`
    const { body } = readBody({ ...written, text: moved })
    expect(body[0]?.kind).toBe('figure')
    expect(body.some(block => block.kind === 'table')).toBe(false)
  })
})

// Signs that mean something, so that most generated texts are tricky ones.
const tricky = fc.string({
  unit: fc.constantFrom(
    'a',
    'é',
    'ş',
    'ل',
    '1',
    ' ',
    '\u00a0',
    '\t',
    '\n',
    '*',
    '**',
    '\\',
    '[',
    ']',
    '(',
    ')',
    '[[',
    ']](',
    '- ',
    '## ',
    '> ',
    '1) ',
    '#',
    '😀',
  ),
})
const spanArb: fc.Arbitrary<Span> = fc
  .record({
    text: fc.oneof(tricky, fc.string({ unit: 'grapheme' })),
    strong: fc.option(fc.constant(true as const), { nil: undefined }),
    em: fc.option(fc.constant(true as const), { nil: undefined }),
    href: fc.option(
      fc.constantFrom(
        'https://a.example/',
        'https://a.example/(x)\\y)',
        'mailto:desk@a.example',
        'http://a.example/a b',
      ),
      { nil: undefined },
    ),
  })
  .map(({ text, strong, em, href }) => ({ text, ...(strong && { strong }), ...(em && { em }), ...(href && { href }) }))
const spansArb = fc.array(spanArb, { maxLength: 5 })
const blockArb: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('p', 'h2', 'blockquote'), spans: spansArb }),
  fc.record({ kind: fc.constantFrom('ul', 'ol'), items: fc.array(spansArb, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('table'),
    header: fc.boolean(),
    rows: fc.array(fc.array(spansArb, { maxLength: 2 }), { maxLength: 2 }),
  }),
)

describe('there and back', () => {
  test('no body loses anything', () => {
    fc.assert(
      fc.property(fc.array(blockArb, { maxLength: 6 }), body => {
        const { body: again, unknown } = readBody(writeBody(body))
        expect(unknown).toEqual([])
        expect(again.map(joinedBlock)).toEqual(body.map(joinedBlock))
      }),
      { numRuns: 500 },
    )
  })

  test('whatever is typed is read the same again after it was written by us', () => {
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string()), text => {
        const once = read(text)
        expect(readBody(writeBody(once)).body).toEqual(once)
      }),
      { numRuns: 500 },
    )
  })

  test('ordinary text with marks needs no kept blocks', () => {
    const spans: Span[] = [
      { text: 'a ' },
      { text: ' b ', em: true },
      { text: '*', strong: true },
      { text: '[1]' },
      { text: 'link', em: true, href: 'https://a.example/' },
    ]
    const written = writeBody([
      { kind: 'p', spans },
      { kind: 'p', spans: [{ text: '- no list' }] },
      { kind: 'p', spans: [{ text: '1) no list' }] },
    ])
    expect(written.kept).toEqual([])
  })
})
