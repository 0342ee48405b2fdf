import { describe, expect, test } from 'vitest'
import { categoryOf } from './category.ts'

const subject = (qcode: string, name = '') => ({ qcode, name })

test('the map of the source comes first, with or without the name of the vocabulary', () => {
  expect(categoryOf([subject('medtop:15000000')], ['sport'], { sport: 'general' })).toBe('general')
  expect(categoryOf([subject('afpcat:XYZ')], [], { xyz: 'health' })).toBe('health')
  expect(categoryOf([subject('own:1', 'Kulüpler')], [], { kulüpler: 'sports' })).toBe('sports')
})

describe('words for categories are understood in the languages that agencies write', () => {
  test.each([
    ['Sport', 'sports'],
    ['SPOR', 'sports'],
    ['deportes', 'sports'],
    ['رياضة', 'sports'],
    ['SAĞLIK', 'health'],
    ['SİYASET', 'politics'],
    ['Ekonomi', 'economy'],
    ['Wirtschaft', 'economy'],
    ['économie', 'economy'],
    ['اقتصاد', 'economy'],
    ['Kültür-Sanat-Yaşam', 'culture-arts-life'],
    ['Science and Technology', 'science-technology'],
    ['science-technology', 'science-technology'],
  ])('%s', (word, category) => {
    expect(categoryOf([], [word], {})).toBe(category)
  })
})

test('category codes of ANPA 1312 and IPTC 7901 are understood', () => {
  const found = ['s', 'f', 'a', 'e', 'p', 'SPO', 'FIN', 'pl', 'wi'].map(code => categoryOf([], [code], {}))
  const expected = ['sports', 'economy', 'general', 'culture-arts-life', 'politics', 'sports', 'economy', 'politics']
  expect(found).toEqual([...expected, 'economy'])
})

test('Media Topics and old subject codes tell the category', () => {
  expect(categoryOf([subject('medtop:20001065', 'soccer')], [], {})).toBe('sports')
  expect(categoryOf([subject('subj:04000000')], [], {})).toBe('economy')
  expect(categoryOf([subject('own:7', 'x'), subject('http://cv.iptc.org/newscodes/mediatopic/07000000')], [], {})).toBe(
    'health',
  )
})

test('a name of a subject tells it last, and a letter is no name', () => {
  expect(categoryOf([subject('own:1', 'Football'), subject('medtop:11000000')], [], {})).toBe('politics')
  expect(categoryOf([subject('own:1', 'Football')], [], {})).toBe('sports')
  expect(categoryOf([subject('own:1', 's')], [], {})).toBe(null)
})

test('what nothing tells stays open', () => {
  expect(categoryOf([subject('own:1', 'kittens')], ['constructor', '__proto__'], {})).toBe(null)
})
