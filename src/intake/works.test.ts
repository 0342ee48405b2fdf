import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../test/kit/dateline.ts'
import { ninjsOf } from '../../test/kit/intake.ts'
import { readDocument } from '../formats/read.ts'
import { incomingItems } from '../store/intake-item.ts'
import { quarantined } from '../store/intake-raw.ts'
import { createLog } from '../telemetry.ts'
import type { Read } from './parse.ts'
import { reparse } from './repair.ts'
import { addSource } from './sources.ts'
import { take } from './take.ts'
import { createWorks } from './works.ts'

let started: Started
beforeAll(async () => {
  // No process of it does intake: the tests do, step by step.
  started = await startedDateline({ ROLES: 'api' })
})
afterAll(() => started.stop())

const works = (read: Read = readDocument) =>
  createWorks({
    ...{ db: started.db, publisher: started.dateline.publisher, timeZone: 'UTC', log: createLog('silent'), read },
    ...{ onParsed: () => {}, onRouted: () => {} },
  })
const source = (name: string) =>
  addSource(started.db, { name, kind: 'http', routing: { mode: 'broadcast' }, defaults: { category: 'general' } })
const hand = (id: string, body: string) =>
  take(started.db, id, { bytes: Buffer.from(body), name: null, contentType: null, headers: {} })
const newest = async (id: string) =>
  (
    await incomingItems(started.db, { source: id, status: ['arrived', 'sent', 'superseded', 'waiting'], limit: 100 })
  ).map(({ headline, status, seq }) => ({ headline, status, seq }))

test('an item that was sent in the moment before the process was killed is not sent again', async () => {
  const { id } = await source('Killed')
  await hand(id, ninjsOf())
  await works().work(id)
  const [before] = await newest(id)
  // As if the note of it had never been written.
  await started.db`update intake_item set status = 'arrived', item_id = null, seq = null where source_id = ${id}`
  await works().work(id)
  expect(await newest(id)).toEqual([before])
  const [head] = await started.db`select count(*) as count from entry where seq > ${before?.seq ?? 0}`
  expect(head?.count).toBe(0)
})

test('of several processes one works through a source at a time, and in the order of arrival', async () => {
  const { id } = await source('Crowded')
  const crowd = [works(), works(), works()]
  for (let n = 1; n <= 30; n++) {
    await hand(id, ninjsOf({ version: String(n), headline: `Version ${n}` }))
    if (n % 10 === 0) await Promise.all(crowd.map(each => each.work(id)))
  }
  await works().work(id)
  const rows = await newest(id)
  expect(rows.map(row => row.headline)).toEqual(Array.from({ length: 30 }, (_, n) => `Version ${30 - n}`))
  const seqs = rows.map(row => row.seq ?? 0)
  expect(seqs).toEqual([...seqs].sort((a, b) => b - a))
  expect(new Set(rows.map(row => row.status))).toEqual(new Set(['sent']))
})

test('after a reader was mended, all that it could not read is read from the bytes that were kept', async () => {
  const { id } = await source('Mended')
  const broken: Read = async () => ({ failure: 'the reader failed: it trips over headlines' })
  await hand(id, ninjsOf({ headline: 'One' }))
  await hand(id, ninjsOf({ headline: 'Two', version: '2' }))
  await works(broken).work(id)
  expect(await quarantined(started.db, { source: id, limit: 10 })).toMatchObject([
    { reason: 'the reader failed: it trips over headlines' },
    { reason: 'the reader failed: it trips over headlines' },
  ])
  expect(await reparse(started.db, id)).toBe(2)
  await works().work(id)
  expect(await newest(id)).toMatchObject([
    { headline: 'Two', status: 'sent' },
    { headline: 'One', status: 'sent' },
  ])
})

test('what the database does not take goes to quarantine, and signs that it cannot store are left out', async () => {
  const { id } = await source('Odd signs')
  const odd: Read = async (bytes, defaults) => {
    const reading = await readDocument(bytes, defaults)
    if ('failure' in reading) return reading
    return { ...reading, items: reading.items.map(item => ({ ...item, otherSignals: ['a\u0000b', '\ud800'] })) }
  }
  await hand(id, ninjsOf({ headline: 'Odd' }))
  await works(odd).work(id)
  expect(await newest(id)).toMatchObject([{ headline: 'Odd', status: 'sent' }])
  const wrong: Read = async (bytes, defaults) => {
    const reading = await odd(bytes, defaults)
    if ('failure' in reading) return reading
    return { ...reading, items: reading.items.map(item => ({ ...item, priority: 1e9 as never })) }
  }
  await hand(id, ninjsOf({ headline: 'Wrong' }))
  await works(wrong).work(id)
  expect(await quarantined(started.db, { source: id, limit: 10 })).toMatchObject([
    { reason: expect.stringMatching(/^what was read could not be stored: /) },
  ])
})
