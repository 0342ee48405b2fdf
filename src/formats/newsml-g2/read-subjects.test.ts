import { expect, test } from 'vitest'
import { firstOf, newsItem } from '../../../test/kit/g2-documents.ts'
import type { ReadDefaults } from '../reading.ts'

// Each document is invented, and odd in a way that real agencies' files are.

test('subjects are Media Topics, what old codes became, or the agency’s own under its code, spaces and all', () => {
  const contentMeta = `<subject qcode="medtop:20000151"/><subject uri="http://cv.iptc.org/newscodes/mediatopic/15000000"><name xml:lang="de">Sport</name></subject>
    <subject qcode="subj:15054000"/><subject qcode="old:15000000"/><subject qcode="MWMarket:TSX  VENTURE"><name>TSX</name></subject>
    <subject qcode="x:1"><name>Places</name><sameAs qcode="medtop:04000000"/></subject><subject type="cpnat:geoArea"><name>Orsel</name></subject>`
  const item = firstOf(
    `<newsMessage><header><catalog><scheme alias="old" uri="http://cv.iptc.org/newscodes/subjectcode/"/></catalog></header><itemSet>${newsItem({ contentMeta })}</itemSet></newsMessage>`,
  )
  expect(item.subjects.map(each => each.qcode)).toEqual([
    'medtop:20000151',
    'medtop:15000000',
    'medtop:20001065',
    'MWMarket:TSX VENTURE',
    'medtop:04000000',
  ])
  expect(item.places).toEqual([{ name: 'Orsel', uri: null }])
  expect(item.subjects[1]?.name).toBe('sport')
  expect(item.subjects[3]?.name).toBe('TSX')
})

test('an agency’s copy of the old subject codes is read as they are, and what it has beside keeps its own code', () => {
  const { subjects, category } = firstOf(
    newsItem({
      contentMeta: '<subject qcode="orselsubj:15054000"><name>Kicking</name></subject><subject qcode="orselsubj:X9"/>',
    }),
  )
  expect(subjects.map(each => each.qcode)).toEqual(['medtop:20001065', 'orselsubj:X9'])
  expect(category).toBe('sports')
})

test('the category is that of a Dateline’s URI, or of a vocabulary of categories by the map of the source', () => {
  const of = (subject: string, defaults: Partial<ReadDefaults> = {}) =>
    firstOf(newsItem({ contentMeta: subject }), defaults)
  expect(of('<subject uri="https://x.example/cv/category/health"/>')).toMatchObject({
    category: 'health',
    subjects: [],
  })
  expect(of('<subject qcode="AAcat:SPO"><name xml:lang="tr">Spor</name></subject>')).toMatchObject({
    category: 'sports',
    subjects: [],
  })
  expect(of('<subject qcode="xcat:zz"/>', { categoryMap: { zz: 'politics' } })).toMatchObject({
    category: 'politics',
    subjects: [],
  })
  expect(of('<subject qcode="xcat:zz"/>')).toMatchObject({
    category: null,
    subjects: [{ qcode: 'xcat:zz', name: 'xcat:zz' }],
  })
})
