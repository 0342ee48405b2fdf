import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'
import { openStream, type StreamClient } from './kit/stream-client.ts'

let started: Started
beforeAll(async () => {
  started = await startedDateline()
})
afterAll(() => started.stop())

const openAt = async (token: string, query = ''): Promise<StreamClient & { after: number }> => {
  const stream = await openStream(started.url, token, query)
  const scope = await stream.until(frame => frame.event === 'scope')
  return { ...stream, after: scope.data.after }
}

test('many at once reach every reader in order, each with the last one it got as prev', async () => {
  const { courier, lantern } = started.accounts
  const readers = await Promise.all([
    openAt(courier.key.token),
    openAt(courier.key.token, '?format=thin'),
    openAt(lantern.key.token),
  ])
  const sent = await Promise.all(
    Array.from({ length: 60 }, (_, n) => started.file({ content: content({ language: n % 3 === 0 ? 'tr' : 'en' }) })),
  )
  const last = Math.max(...sent.map(entry => entry.seq))
  const lastTurkish = Math.max(...sent.filter((_, n) => n % 3 === 0).map(entry => entry.seq))
  for (const [n, reader] of readers.entries()) {
    await reader.until(frame => frame.id === (n === 2 ? lastTurkish : last) && frame.event === 'entry')
    const entries = reader.entries()
    expect(entries).toHaveLength(n === 2 ? 20 : 60)
    let cursor = reader.after
    for (const frame of reader.frames.filter(each => each.id !== null)) {
      if (frame.event === 'entry') expect(frame.data.prev).toBe(cursor)
      expect(frame.id).toBeGreaterThanOrEqual(cursor)
      cursor = frame.id ?? cursor
    }
    reader.close()
  }
})

test('a correction among many reaches whoever has the item, after all that came before it', async () => {
  const reader = await openAt(started.accounts.courier.key.token)
  const item = await started.file()
  await reader.until(frame => frame.id === item.seq)
  const [first, correction, second] = await Promise.all([
    started.file(),
    started.file({ signal: 'correction', note: 'the day', line: 'It was Tuesday.', content: content() }, item),
    started.file(),
  ])
  const last = Math.max(first.seq, correction.seq, second.seq)
  await reader.until(frame => frame.id === last)
  const seqs = reader.entries().map(frame => frame.id)
  expect(seqs).toEqual([item.seq, item.seq + 1, item.seq + 2, item.seq + 3])
  reader.close()
})

test('a server that stops waits until it is written down where each of its readers was', async () => {
  const { dateline, url, accounts, file, database, log } = await startedDateline()
  const readers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => openStream(url, accounts.courier.key.token, `?consumer=reader-${n}`)),
  )
  for (const reader of readers) await reader.until(frame => frame.event === 'scope')
  const { seq } = await file()
  for (const reader of readers) await reader.until(frame => frame.id === seq)
  const isSlow = database.db.begin(async sql => {
    await sql`lock table ledger in exclusive mode`
    await Promise.all(readers.map(reader => reader.ended))
    await sql`select pg_sleep(0.5)`
  })
  await expect
    .poll(
      async () =>
        (await database.db`select from pg_locks where mode = 'ExclusiveLock' and relation = 'ledger'::regclass`).length,
    )
    .toBe(1)
  await Promise.all([dateline.stop(), isSlow])
  const [open] = await database.db`select count(*) as count from ledger where closed_at is null`
  const [behind] = await database.db`select count(*) as count from consumer where cursor <> ${seq}`
  await database.drop()
  expect([open, behind]).toEqual([{ count: 0 }, { count: 0 }])
  expect(log).toEqual([])
})
