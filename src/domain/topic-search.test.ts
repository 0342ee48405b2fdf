import { expect, test } from 'vitest'
import { findTopics, nextTopics, topicsInText } from './topic-search.ts'

const names = (topics: ReturnType<typeof findTopics>) => topics.map(each => each.names.en)

test.each([
  ['flood', 'flood'],
  ['FLOO', 'flood'],
  ['20000151', 'natural disaster'],
  ['medtop:20000151', 'natural disaster'],
  ['سياسة', 'politics'],
  ['siyaset', 'politics'],
  ['SİYASET', 'politics'],
  ['arts entertain', 'arts and entertainment'],
])('"%s" finds %s first', (q, first) => expect(names(findTopics(q, 10))[0]).toBe(first))

test('nothing is found for nothing, and never more than asked for', () => {
  expect(findTopics('  ', 10)).toEqual([])
  expect(findTopics('zzzz', 10)).toEqual([])
  expect(findTopics('s', 7)).toHaveLength(7)
})

test('before anything is typed, what lies below the chosen comes first, then the tops of the category', () => {
  const [first] = findTopics('disaster', 1)
  const offered = nextTopics([first?.qcode ?? ''], 'politics', 50)
  expect(offered[0]?.broader).toBe(first?.code)
  expect(names(offered).at(-1)).toBe('politics')
  expect(names(nextTopics([], 'sports', 9))).toEqual(['sport'])
  expect(nextTopics([], null, 9)).toEqual([])
})

test('topics that a text names are found by their whole names, most often named first', () => {
  const text = 'The flood came at night. After the floods, an election was put off. Flood damage was seen.'
  expect(names(topicsInText(text, 5))).toEqual(['flood', 'election'])
  expect(topicsInText('', 5)).toEqual([])
})
