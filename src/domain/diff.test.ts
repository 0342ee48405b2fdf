import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Change, diffWords } from './diff.ts'

const side = (changes: readonly Change[], kind: 'gone' | 'came'): string =>
  changes
    .filter(each => each.kind === 'same' || each.kind === kind)
    .map(each => each.text)
    .join('')

test.each<[string, string, string, string[]]>([
  ['equal texts', 'a b', 'a b', ['= a b']],
  [
    'a word in another’s place',
    'stood at 4.2 metres',
    'stood at 4.5 metres',
    ['= stood at ', '- 4.2', '+ 4.5', '=  metres'],
  ],
  [
    'a phrase reads as one change',
    'the old grey mill',
    'the new red mill',
    ['= the ', '- old grey', '+ new red', '=  mill'],
  ],
  ['words that came', 'a c', 'a b c', ['= a ', '+ b ', '= c']],
  ['from nothing', '', 'a', ['+ a']],
  ['to nothing', 'a', '', ['- a']],
  [
    'Arabic words with their marks',
    'قالت هيئةُ الميناء',
    'قالت إدارة الميناء',
    ['= قالت ', '- هيئةُ', '+ إدارة', '=  الميناء'],
  ],
])('%s', (_, before, after, expected) => {
  const sign = { same: '=', gone: '-', came: '+' } as const
  expect(diffWords(before, after).map(({ kind, text }) => `${sign[kind]} ${text}`)).toEqual(expected)
})

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ' ', ' ', '\n', '.', 'é', '😀'), { maxLength: 60 })
  .map(all => all.join(''))

test('both texts can be put together again from the changes', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = diffWords(before, after)
      expect(side(changes, 'gone')).toBe(before)
      expect(side(changes, 'came')).toBe(after)
    }),
    { numRuns: 500 },
  )
})

test('a text has no changes against itself', () => {
  fc.assert(
    fc.property(text, same => {
      expect(diffWords(same, same).every(each => each.kind === 'same')).toBe(true)
    }),
  )
})

test('books are compared by lines, and what differs in a line by words', () => {
  const line = (n: number) => `Line ${n} of a long book with some words in it.\n`
  const lines = Array.from({ length: 1500 }, (_, n) => line(n))
  const before = ['first\n', ...lines, 'last'].join('')
  const after = ['other\n', ...lines.map((each, n) => (n === 700 ? each.replace('long', 'short') : each)), 'end'].join(
    '',
  )
  const changes = diffWords(before, after)
  expect(side(changes, 'gone')).toBe(before)
  expect(side(changes, 'came')).toBe(after)
  expect(changes).toContainEqual({ kind: 'gone', text: 'long' })
  expect(changes).toContainEqual({ kind: 'came', text: 'short' })
})

test('texts beyond all bounds are replaced as a whole', () => {
  const before = Array.from({ length: 2500 }, (_, n) => `a${n}`).join('\n')
  const after = Array.from({ length: 2500 }, (_, n) => `b${n}`).join('\n')
  expect(diffWords(before, after).map(each => each.kind)).toEqual(['gone', 'came'])
})
