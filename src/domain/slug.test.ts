import { expect, test } from 'vitest'
import { slugOf } from './slug.ts'

const id = 'dl:text:20261123:1001'

test.each([
  ['River levels fall for third week', 'river-levels-fall-for-third-week-1001'],
  ['Şebeke IŞIĞI İğde’ye ulaştı: yüzde 3,5', 'sebeke-isigi-igdeye-ulasti-yuzde-3-5-1001'],
  ['Crème brûlée à Straße, œuvre', 'creme-brulee-a-strasse-oeuvre-1001'],
  ['ميناء سيلوين يعيد فتح أرصفته', 'ميناء-سيلوين-يعيد-فتح-أرصفته-1001'],
  ['مـيـنـاءٌ جديدٌ', 'ميناء-جديد-1001'],
  ['«?!»', '1001'],
  ['', '1001'],
])('%j becomes %j', (headline, slug) => expect(slugOf(headline, id)).toBe(slug))

test('a long headline is cut between words and keeps the number', () => {
  const slug = slugOf('Harbour council approves the largest flood barrier ever built on the lower Aldra', id)
  expect(slug).toBe('harbour-council-approves-the-largest-flood-barrier-ever-1001')
})

test('a single endless word is cut', () => expect(slugOf('x'.repeat(90), id)).toBe(`${'x'.repeat(30)}-1001`))

test('an address holds only letters, digits and hyphens', () => {
  expect(slugOf('<b>"A/B" & C\u202e</b>?#', id)).toBe('b-a-b-c-b-1001')
})
