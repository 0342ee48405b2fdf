import { expect, test } from 'vitest'
import { compileFilter, type Filter } from './filter.ts'
import { parseItemId } from './ids.ts'
import { fold, wordsOf } from './words.ts'

const entry = {
  seq: 1,
  at: new Date(0),
  item: parseItemId('dl:text:20261123:1001'),
  version: 1,
  newestVersion: 1,
  signal: 'new',
  type: 'text',
  language: 'tr',
  category: 'economy',
  priority: 2,
  products: [3],
  itemProducts: [3, 4],
  embargoed: false,
  firstAt: new Date(0),
  releasedAt: null,
  state: 'usable',
  recalledAt: null,
} as const
const text = wordsOf('İSTANBUL limanında IŞIK söndü; liman işletmesi açıklama yaptı.')

test.each<[boolean, Filter]>([
  [true, {}],
  [true, { languages: ['tr', 'en'], categories: ['economy'], priorities: [1, 2], types: ['text'], products: [4] }],
  [false, { languages: ['en'] }],
  [false, { languages: ['tr'], priorities: [3] }],
  [false, { products: [5] }],
  [true, { q: 'istanbul ışık' }],
  [true, { q: 'Istanbul isik' }],
  [true, { q: '"liman işletmesi"' }],
  [false, { q: '"işletmesi liman"' }],
  [false, { q: 'istanbul -söndü' }],
  [true, { q: 'istanbul -ankara' }],
  [false, { q: 'ankara' }],
  [true, { q: ' " ' }],
])('%s for %j', (expected, filter) => {
  expect(compileFilter(filter)(entry, () => text)).toBe(expected)
})

test('words are asked for only where the filter has a query and the rest matches', () => {
  const never = () => {
    throw new Error('asked for words')
  }
  expect(compileFilter({ languages: ['tr'] })(entry, never)).toBe(true)
  expect(compileFilter({ languages: ['en'], q: 'istanbul' })(entry, never)).toBe(false)
})

test.each([
  ['İSTANBUL', 'istanbul'],
  ['ısparta', 'isparta'],
  ['Çağrı Öğün Şükrü', 'cagri ogun sukru'],
  ['المَدْرَسَةُ', 'المدرسه'],
  ['أحمد إلى آخر', 'احمد الي اخر'],
  ['Émile', 'emile'],
])('%s folds to %s', (given, folded) => {
  expect(fold(given)).toBe(folded)
})
