import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { raws } from '../store/intake-raw.ts'
import { intakeSource } from '../store/intake-source.ts'
import { backOffMs, type Looker, lookAt } from './look.ts'
import { addSource, keepSecret, requireSource } from './sources.ts'
import type { Way } from './way.ts'
import { ways } from './ways.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const key = Buffer.alloc(32, 3)
const at = new Date('2026-11-24T08:00:00Z')
const looker = (look: Way['look'], more: Partial<Looker> = {}): Looker => ({
  ...{ db: database.db, ways: { ...ways, feed: { look } }, key: () => key, clock: () => at, random: () => 0.5 },
  ...more,
})
const source = (name: string) =>
  addSource(database.db, { name, kind: 'feed', settings: { url: 'https://feed.example/' } })
const text = (words: string) => ({ bytes: Buffer.from(words), name: null, contentType: null, headers: {} })
const never = new AbortController().signal

test('what a look gives is stored with the state it has reached, and the same bytes once', async () => {
  const { id } = await source('Stored')
  const answers: string[] = []
  const look: Way['look'] = async (opened, take) => {
    expect(opened.state).toBeNull()
    answers.push(await take(text('one'), { at: 1 }), await take(text('one'), { at: 2 }))
    throw new Error('the line broke')
  }
  const looked = await lookAt(looker(look), await requireSource(database.db, id), never)
  expect(looked).toEqual({ kind: 'failed', reason: 'the line broke', retryAfterMs: null })
  expect(answers).toEqual(['new', 'known'])
  expect(await raws(database.db, { source: id, limit: 10 })).toHaveLength(1)
  expect(await intakeSource(database.db, id)).toMatchObject({
    ...{ state: { at: 2 }, failures: 1, lastError: 'the line broke', lastOkAt: null },
    nextPollAt: new Date(at.getTime() + 300_000),
  })
  await lookAt(
    looker(async () => ({ kind: 'looked', state: { at: 3 } })),
    await requireSource(database.db, id),
    never,
  )
  expect(await intakeSource(database.db, id)).toMatchObject({ state: { at: 3 }, failures: 0, lastOkAt: at })
})

test('the credential reaches the way, is nowhere in the clear, and is blotted out of what the way complains of', async () => {
  const { id } = await source('Secret')
  await keepSecret(database.db, id, { secret: 'hunter2', key })
  const look: Way['look'] = async ({ secret }) => {
    throw new Error(`https://desk:${secret}@feed.example/ answered 401`)
  }
  const looked = await lookAt(looker(look), await requireSource(database.db, id), never)
  expect(looked).toMatchObject({ reason: 'https://desk:(hidden)@feed.example/ answered 401' })
  expect(JSON.stringify(await intakeSource(database.db, id))).not.toContain('hunter2')
  const rows = await database.db`select * from intake_source where id = ${id}`
  expect(rows[0]?.secret.includes('hunter2')).toBe(false)
  const other = looker(look, { key: () => Buffer.alloc(32, 4) })
  expect(await lookAt(other, await requireSource(database.db, id), never)).toMatchObject({
    reason: 'its credential was sealed with another SECRET_KEY: enter it again',
  })
  const none = looker(look, { key: () => null })
  expect(await lookAt(none, await requireSource(database.db, id), never)).toMatchObject({
    reason: expect.stringContaining('need the setting SECRET_KEY'),
  })
})

test('a look that the end of the process cuts off is no failure', async () => {
  const { id } = await source('Cut off')
  const stopping = new AbortController()
  const look: Way['look'] = async (_, take) => {
    stopping.abort()
    await take(text('too late'))
    return { kind: 'looked', state: null }
  }
  await lookAt(looker(look), await requireSource(database.db, id), stopping.signal)
  expect(await intakeSource(database.db, id)).toMatchObject({ failures: 0, lastError: null })
  expect(await raws(database.db, { source: id, limit: 10 })).toEqual([])
})

test('failures make the wait grow to an hour, with a spread', () => {
  expect([0, 1, 2, 3].map(failures => backOffMs(60_000, failures, 0.5))).toEqual([60_000, 120_000, 240_000, 480_000])
  expect([0, 1].map(random => backOffMs(60_000, 0, random))).toEqual([45_000, 75_000])
  expect(backOffMs(60_000, 500, 1)).toBe(3_600_000)
  expect(backOffMs(1_000, 0, 0.5)).toBe(2_000)
})

test('what is wrong in the settings of a source is named', async () => {
  const add = (input: object) =>
    addSource(database.db, { name: 'Wrong', kind: 'folder', settings: { path: '/in' }, ...input })
  await expect(add({ settings: { path: 'in' } })).rejects.toThrow('settings.path: must be an absolute path')
  await expect(add({ settings: { path: '/in', pathh: 1 } })).rejects.toThrow(
    'settings.pathh: a source of the kind folder has: path, done',
  )
  await expect(add({ defaults: { timeZone: 'Mars' } })).rejects.toThrow('defaults.timeZone: must be a time zone')
  await expect(add({ defaults: { charset: 'latin-99' } })).rejects.toThrow('defaults.charset: must be a charset')
  await expect(add({ routing: { mode: 'draft' } })).rejects.toThrow('person: drafts need somebody')
  await expect(add({ person: 'nobody@meridian.example' })).rejects.toThrow('is nobody of the agency')
  await source('Taken')
  await expect(add({ name: 'Taken' })).rejects.toThrow('there is a source "Taken" already')
  const { id } = await source('No key')
  await expect(keepSecret(database.db, id, { secret: 'x', key: null })).rejects.toThrow('need the setting SECRET_KEY')
})
