import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { insertWire } from '../../test/kit/wires.ts'
import type { Entry } from '../domain/entry.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Scope } from '../domain/licence.ts'
import type { Language } from '../domain/taxonomy.ts'
import { listItems } from './list.ts'
import { addSearchRows } from './search.ts'

const at = new Date('2026-11-23T09:00:00Z')
const texts: readonly { language: Language; headline: string; body: string; parts?: Partial<Entry> }[] = [
  {
    language: 'en',
    headline: 'Floods close the lower town of Veyra',
    body: 'The rivers were rising, the gauge office said.',
  },
  { language: 'en', headline: 'Café owners ask for e-mail alerts', body: 'The town of lower Veyra answered.' },
  { language: 'tr', headline: 'IRMAKLI’DA TRAMVAYLAR ÇALIŞIYOR', body: 'Işıklı hat İstanbul’dan da izlendi.' },
  { language: 'ar', headline: 'ميناء قديرة يستقبل السفن', body: 'قالت هيئة الميناء إن الأرصفة جاهزة' },
  { language: 'en', headline: 'Quiet day', body: 'secretword', parts: { products: [2], itemProducts: [1, 2] } },
  { language: 'en', headline: 'Withdrawn tale', body: 'secretword', parts: { state: 'killed' } },
]
const scope: Scope = {
  ...{
    subscriber: 'sub_a',
    products: [1],
    types: ['text'],
    languages: null,
    sizes: {},
    from: new Date(0),
    until: null,
  },
  ...{ archiveDays: null, delayMinutes: 0, embargoTrust: false },
}

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
  const wire = texts.map(
    ({ language, parts }, n): Entry => ({
      ...{
        seq: n + 1,
        at,
        item: `dl:text:20261123:${n + 1}` as ItemId,
        version: 1,
        signal: 'new',
        type: 'text',
        language,
      },
      ...{ category: 'general', priority: 4, products: [1], itemProducts: [1], embargoed: false, firstAt: at },
      ...{ releasedAt: null, newestVersion: 1, state: 'usable', recalledAt: null },
      ...parts,
    }),
  )
  await insertWire(database.db, wire)
  await addSearchRows(
    database.db,
    wire.map(({ seq, item, version, language }, n) => {
      const { headline = '', body = '' } = texts[n] ?? {}
      return { seq, item, version, language, headline, all: `${headline}\n${body}` }
    }),
  )
})
afterAll(() => database.drop())

const found = async (text: string | string[]): Promise<number[]> => {
  const wanted = { scope, now: at, filter: {}, from: null, to: null, before: null, offset: 0, limit: 10 }
  return (await listItems(database.db, { ...wanted, text })).map(entry => entry.seq)
}

test.each<[string, number[]]>([
  ['veyra', [2, 1]],
  ['VEYRA town', [2, 1]],
  ['flood', [1]],
  ['flooding river', [1]],
  ['"lower town"', [1]],
  ['"town lower"', []],
  ['veyra -flood', [2]],
  ['-veyra', [6, 5, 4, 3]],
  ['veyra -"lower town"', [2]],
  ['the veyra', [2, 1]],
  ['cafe', [2]],
  ['CAFÉ', [2]],
  ['e-mail', [2]],
  ['email', []],
  ['ırmaklı', [3]],
  ['irmakli', [3]],
  ['IRMAKLI', [3]],
  ['tramvay', [3]],
  ['calisiyor', [3]],
  ['istanbul', [3]],
  ['İSTANBUL', [3]],
  ['"istanbul dan"', [3]],
  ['ميناء', [4]],
  ['الميناء', [4]],
  ['ارصفه', [4]],
  ['الارصفه', [4]],
  ['quiet', [5]],
])('%s finds %j', async (query, expected) => {
  expect(await found(query)).toEqual(expected)
})

test.each<[string[], number[]]>([
  [
    ['flood', 'cafe'],
    [2, 1],
  ],
  [
    ['lower town', 'tramvay', 'nowhere'],
    [3, 2, 1],
  ],
  [['!!', 'quiet'], [5]],
  [
    ['quiet', '-veyra'],
    [6, 5, 4, 3],
  ],
])('of several texts any one will do: %j finds %j', async (texts, expected) => {
  expect(await found(texts)).toEqual(expected)
})

test('words of a body that the scope may not read, or of an item that was killed, find nothing', async () => {
  expect(await found('secretword')).toEqual([])
  expect(await found('tale')).toEqual([])
  const wide = { ...scope, products: [1, 2] }
  const wanted = { scope: wide, now: at, filter: {}, from: null, to: null, before: null, offset: 0, limit: 10 }
  expect((await listItems(database.db, { ...wanted, text: 'secretword' })).map(entry => entry.seq)).toEqual([5])
})

test('a query without a word in it asks for nothing in particular', async () => {
  expect(await found(' - "" !? ')).toHaveLength(6)
})

test('queries are words, whatever they look like to the database', async () => {
  for (const query of [
    "'); drop table item; --",
    "veyra' & !'",
    '<-> :* | \\',
    `${'x'.repeat(3_000)}`,
    '\u{fdfa}'.repeat(300),
    '"\'"',
  ]) {
    await expect(found(query)).resolves.toBeInstanceOf(Array)
  }
})

test('a text too long for the index is found by what it begins with', async () => {
  const { db } = database
  const all = `begins ${Array.from({ length: 60_000 }, (_, n) => `w${n}${'y'.repeat(20)}`).join(' ')} ends`
  await db`delete from search_version where seq = 1`
  await addSearchRows(db, [
    { seq: 1, item: 'dl:text:20261123:1' as ItemId, version: 1, language: 'en', headline: 'Long', all },
  ])
  expect(await found('begins')).toEqual([1])
  expect(await found('ends')).toEqual([])
})
