import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hintKey, styleHints } from './house-style.ts'
import type { StyleText } from './style-hint.ts'
import { languageCodes } from './taxonomy.ts'

const story = (parts: Partial<StyleText>): StyleText => ({
  ...{ language: 'en', headline: 'Ferry starts again', deck: '', dateline: 'ORSEL', bylines: 'Lake desk', body: '' },
  ...{ names: [] },
  ...parts,
})
const said = (parts: Partial<StyleText>) => {
  const text = story(parts)
  return styleHints(text).map(hint => `${hint.rule}: ${text[hint.field].slice(hint.from, hint.to)}`)
}

test('a story in order has nothing said of it', () =>
  expect(
    said({
      body: 'Ferries crossed Lake Orsel on Monday (for the first time since May). Some 12,500 people came; 5% stayed.\n\n“We are glad to be back,” the harbour office said.',
    }),
  ).toEqual([]))

test.each<[string, Partial<StyleText>, string[]]>([
  ['two spaces', { body: 'A ferry  came.' }, ['double-space:   ']],
  ['a space before a comma', { body: 'A ferry , at last.' }, ['space-before-mark:  ,']],
  ['a word twice', { body: 'It was the the ferry.' }, ['repeated-word: the the']],
  ['Turkish doubles on purpose', { language: 'tr', body: 'Gemi yavaş yavaş geldi.' }, []],
  ['but not its small words', { language: 'tr', body: 'Gemi ve ve liman.' }, ['repeated-word: ve ve']],
  ['no dateline', { dateline: ' ', body: 'A ferry came.' }, ['no-dateline: ']],
  ['no byline', { bylines: '', body: 'A ferry came.' }, ['no-byline: ']],
  ['nothing is missing before there is a text', { dateline: '', bylines: '' }, []],
  ['a long headline', { headline: 'x'.repeat(91) }, [`long-headline: ${'x'.repeat(91)}`]],
  ['a headline with a full stop', { headline: 'It came.' }, ['headline-full-stop: .']],
  ['an ellipsis is none', { headline: 'And then...' }, []],
  ['a percentage in English', { body: 'Prices rose %5 and 7 %.' }, ['percent: %5', 'percent: 7 %']],
  ['a percentage in Turkish', { language: 'tr', body: 'Fiyat 5% ve %7 arttı.' }, ['percent: 5%']],
  ['a long number', { body: 'Some 12500 came in 2026, by +4912345.' }, ['number: 12500']],
  ['quotes mixed', { body: 'He said “yes” and "no" and “well”.' }, ['mixed-quotes: "']],
  ['an open bracket', { body: 'A ferry (new came.' }, ['unbalanced: (']],
  ['a numbered list', { body: '1) first 2) second' }, []],
  ['a quotation over two paragraphs', { body: 'She said: “One.\n\n“Two.”' }, []],
  ['capitals', { body: 'A ferry came VERY QUICKLY and UNESCO knew.' }, ['all-caps: VERY QUICKLY']],
  [
    'a quotation of nobody',
    { body: '“The lake is as calm as ever.”' },
    ['unattributed-quote: “The lake is as calm as ever.”'],
  ],
  ['a title in quotes is short', { body: 'They played “Lake Song”.' }, []],
  ['Turkish saying', { language: 'tr', body: '“Göl her zamanki gibi sakin” diye konuştu.' }, []],
  ['Arabic saying behind و', { language: 'ar', body: 'وقالت الهيئة «إن الميناء يعمل كما كان دائما».' }, []],
  [
    'Arabic without',
    { language: 'ar', body: '«إن الميناء يعمل كما كان دائما».' },
    ['unattributed-quote: «إن الميناء يعمل كما كان دائما»'],
  ],
  [
    'a name in two spellings',
    { body: 'The mayor, Tallow, came. Then Tallov spoke, and Tallow left, said Tallow.' },
    ['two-spellings: Tallov'],
  ],
  [
    'a name without its marks',
    { language: 'tr', body: 'Başkan Ağaoğlu geldi, sonra Agaoglu gitti, ve Ağaoğlu sustu.' },
    ['two-spellings: Agaoglu'],
  ],
  ['a name with an ending', { language: 'tr', body: 'Ve Orselde kaldı, sonra Orselden çıktı, ve Orsel sustu.' }, []],
])('%s', (_, parts, expected) => expect(said(parts)).toEqual(expected))

test('a sentence that is too long is pointed at with its words counted', () => {
  const [hint] = styleHints(story({ body: `Short one. ${'word '.repeat(41)}end.` })).filter(
    each => each.rule === 'long-sentence',
  )
  expect(hint).toMatchObject({ from: 11, values: { count: 42 } })
})

test('a hint is known again by its rule and its words, wherever they stand', () => {
  const keyOf = (body: string) => styleHints(story({ body })).map(hint => hintKey(hint, body))
  expect(keyOf('It was the the ferry.')).toEqual(keyOf('Yes. It was the the ferry.'))
})

test('it never fails, and its offsets are in the text, whatever is typed', () => {
  const words = fc.constantFrom(
    '“',
    '”',
    '"',
    '(',
    ')',
    '«',
    '»',
    ' ',
    '  ',
    '\n\n',
    'Orsel',
    'Orsal',
    '%5',
    'ABCDEFGHIJ',
    'قال',
    '.',
    '5 %',
    '1234567',
  )
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words).map(each => each.join('')),
  )
  fc.assert(
    fc.property(fc.constantFrom(...languageCodes), text, text, fc.array(text), (language, headline, body, names) => {
      const typed = story({ language, headline, body, names })
      for (const { field, from, to } of styleHints(typed)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThanOrEqual(from)
        expect(to).toBeLessThanOrEqual(typed[field].length)
      }
    }),
  )
})
