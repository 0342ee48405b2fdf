import { expect, test } from 'vitest'
import { occurrencesOf } from './occurrences.ts'

const found = (text: string, words: string, isExact = false): string[] =>
  occurrencesOf(text, { words, isExact }).map(({ from, to }) => text.slice(from, to))

test('case, accents and the Turkish i’s make no difference', () => {
  expect(found('İSTANBUL, Istanbul, istanbul, ıstanbul', 'istanbul')).toHaveLength(4)
  expect(found('Café, CAFE, cafe\u0301', 'cafe')).toEqual(['Café', 'CAFE', 'cafe\u0301'])
  expect(found('çınar', 'CINAR')).toEqual(['çınar'])
})

test('nor do the forms of Arabic letters and their vowels', () => {
  expect(found('الأخبار، الاخبار', 'الاخبار')).toEqual(['الأخبار', 'الاخبار'])
  expect(found('مُحَمَّد', 'محمد')).toEqual(['مُحَمَّد'])
})

test('letter by letter where that is asked for, and nothing for nothing', () => {
  expect(found('Ferry ferry', 'ferry', true)).toEqual(['ferry'])
  expect(found('Ferry', '')).toEqual([])
})

test('places are those of the text, also after signs that fold to more than one', () => {
  expect(found('½ ﬁne ferry 𝒟ay', 'ferry')).toEqual(['ferry'])
})
