import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { urlOf } from '../../test/kit/command-line.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { connect } from './db.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})

afterAll(() => database.drop())

test('values arrive as the types the rest of the code expects', async () => {
  const [row] =
    await database.db`select 9007199254740991::bigint as seq, '{3,1}'::int[] as pages, '{5}'::bigint[] as seqs,
    '2026-03-01 12:00+03'::timestamptz as at, '{"a":[1]}'::jsonb as body, '{x,"y z"}'::text[] as words`
  expect(row).toEqual({
    seq: 9007199254740991,
    pages: [3, 1],
    seqs: [5],
    at: new Date('2026-03-01T09:00:00Z'),
    body: { a: [1] },
    words: ['x', 'y z'],
  })
})

test('a bigint that a number cannot hold is an error, not another number', async () => {
  await expect(database.db`select 9007199254740993::bigint as seq`).rejects.toThrow('does not fit a number')
})

test('an undefined parameter is an error', async () => {
  const missing: { id?: number } = {}
  const query = () => database.db`select ${missing.id as unknown as number} as id`
  await expect((async () => await query())()).rejects.toThrow('Undefined values are not allowed')
})

test('arrays and times go in as they come out', async () => {
  const at = new Date('2026-03-01T09:00:00.123Z')
  const { db } = database
  const [row] = await db`
    select ${[2, 3]}::int[] as pages, ${at}::timestamptz as at, ${7}::bigint as seq, ${db.array([at])} as times`
  expect(row).toEqual({ pages: [2, 3], at, seq: 7, times: [at] })
})

test('a database named by an address knows arrays too', async () => {
  const db = connect({ kind: 'url', url: urlOf(database.address) })
  const [row] = await db`select ${[2, 3]}::int[] as pages`
  expect(row).toEqual({ pages: [2, 3] })
  await db.end()
})

test('arrays of any text go in and come out unchanged, elements that are null too', async () => {
  const { db } = database
  const text = fc.string({ unit: 'binary' }).map(each => each.replaceAll('\0', ''))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async words => {
      const given = words.map(each => each ?? '')
      const [row] = await db`select ${words}::text[] as words, ${db.array(given, 1009)} as typed`
      expect(row).toEqual({ words, typed: given })
    }),
    { examples: [[['', 'NULL', null, '{}', '","', '\\', '"', ' a ', 'ı,İ']]] },
  )
  const [row] =
    await db`select ${db.array([true, false])} as yes, ${db.array([Buffer.from([0, 255])])} as bytes, ${[]}::int[] as none`
  expect(row).toEqual({ yes: [true, false], bytes: [Buffer.from([0, 255])], none: [] })
})

test('a connection that is lost while it is being made is an error of its query and of nothing else', async () => {
  let unhandled = 0
  const count = () => void unhandled++
  process.on('unhandledRejection', count)
  const pools = Array.from({ length: 30 }, () => connect(database.address, { max: 1, name: 'cut at once' }))
  const queries = pools.map(db => db`select 1`.catch(() => null))
  for (let i = 0; i < 40; i++) {
    await database.db`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut at once'`
  }
  await Promise.all(queries)
  await Promise.all(pools.map(db => db.end({ timeout: 1 })))
  process.off('unhandledRejection', count)
  expect(unhandled).toBe(0)
})

test('a pool is back after the server has thrown it out', async () => {
  const db = connect(database.address, { max: 1, name: 'thrown out' })
  await db`select 1`
  await database.db`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'thrown out'`
  // What was already on its way to the lost connection may fail; what comes after must not.
  const [row] = await vi.waitFor(async () => await db`select 1 as one`)
  expect(row).toEqual({ one: 1 })
  await db.end()
})

test('the site login exists and owns nothing', async () => {
  const site = connect(database.siteAddress, { max: 1 })
  await expect(site`create table public.theirs (id int)`).rejects.toThrow('permission denied')
  const [row] = await site`select current_user as login`
  expect(row).toEqual({ login: 'dateline_site' })
  await site.end()
})

test('an address can name a Unix socket as libpq does', async () => {
  if (database.address.kind !== 'socket') return expect(database.address.url).toContain('://')
  const { user, password, directory, port, database: name } = database.address
  const url = `postgres://${user}:${password}@localhost:${port}/${name}?host=${encodeURIComponent(directory)}`
  const db = connect({ kind: 'url', url }, { max: 1 })
  expect(await db`select current_database() as name`).toEqual([{ name }])
  await db.end()
})
