import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { sourceHealth } from '../store/intake-health.ts'
import { createLog } from '../telemetry.ts'
import { createAlarm } from './alarm.ts'
import { addSource, changeSource } from './sources.ts'
import { take } from './take.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

test('a source that is silent for too long is said to have stalled, once, and is well again when it speaks', async () => {
  const { db } = database
  const { id } = await addSource(db, { name: 'Quiet', kind: 'http', stalledAfterMinutes: 30 })
  await addSource(db, { name: 'May be silent', kind: 'http' })
  const lines: string[] = []
  let minutes = 29
  const clock = () => new Date(Date.now() + minutes * 60_000)
  const alarm = createAlarm(db, createLog('warn', { write: line => void lines.push(line) }), clock)
  await alarm()
  expect(lines).toEqual([])
  minutes = 31
  await alarm()
  await alarm()
  expect(lines.map(line => JSON.parse(line))).toMatchObject([{ source: 'Quiet', stalledAfterMinutes: 30 }])
  const conditions = async () => (await sourceHealth(db, clock())).map(({ condition }) => condition)
  expect(await conditions()).toEqual(['well', 'stalled'])
  await take(db, id, { bytes: Buffer.from('news'), name: null, contentType: null, headers: {} })
  minutes = 20
  await alarm()
  expect(await conditions()).toEqual(['well', 'well'])
  minutes = 40
  await alarm()
  expect(lines).toHaveLength(2)
  await changeSource(db, id, { enabled: false })
  expect(await conditions()).toEqual(['well', 'off'])
})
