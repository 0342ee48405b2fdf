import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { connect, type Db } from '../src/store/db.ts'
import { migrate } from '../src/store/migrate.ts'
import { parseFiling } from '../src/wire/filing.ts'
import { publish } from '../src/wire/publish.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'
import { startTestServer } from './kit/server.ts'
import { openStream, type StreamClient } from './kit/stream-client.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Publishes until it is acknowledged, as a sender with a key may. */
const insist = async (started: Started, key: string): Promise<number> => {
  for (;;) {
    const sent = await send(started, key).catch(() => null)
    if (sent !== null) return sent.seq
    await sleep(20)
  }
}

const send = (started: Started, key: string) =>
  publish(started.dateline.publisher, {
    filing: parseFiling({ signal: 'new', content: content({ headline: key }), by: 'A editor' }),
    item: null,
    expects: null,
    key,
  })

/** Reads as a client does: comes back with the last id whenever the stream ends or is refused. */
const follower = (started: Started, after: number) => {
  const held = { cursor: after }
  const got: { seq: number; prev: number; held: number }[] = []
  let stream: StreamClient | null = null
  let isOver = false
  const read = async () => {
    while (!isOver) {
      stream = await openStream(started.url, started.accounts.courier.key.token, `?after=${held.cursor}`)
      const mine = stream
      await mine.ended
      take(mine)
      await sleep(20)
    }
  }
  const taken = new WeakSet<object>()
  const take = (from: StreamClient) => {
    for (const frame of from.frames) {
      if (taken.has(frame) || frame.id === null) continue
      taken.add(frame)
      if (frame.event === 'entry') got.push({ seq: frame.data.seq, prev: frame.data.prev, held: held.cursor })
      held.cursor = frame.id
    }
  }
  const finished = read()
  return {
    got,
    look: () => {
      if (stream !== null) take(stream)
      return got.map(each => each.seq)
    },
    async stop() {
      isOver = true
      stream?.close()
      await finished
    },
  }
}

const listeners = (db: Db) => async () =>
  (await db`select from pg_stat_activity where datname = current_database() and query ilike 'listen %'`).length

const throughTrouble = async (started: Started, trouble: () => Promise<void>) => {
  const first = await insist(started, 'first')
  const reader = follower(started, first)
  ends.push(() => reader.stop())
  const sent: number[] = []
  for (let round = 0; round < 4; round++) {
    sent.push(await insist(started, `before ${round}`))
    const during = [0, 1, 2].map(n => insist(started, `during ${round} ${n}`))
    await trouble()
    sent.push(...(await Promise.all(during)), await insist(started, `after ${round}`))
  }
  const wanted = [...sent].sort((a, b) => a - b)
  await expect.poll(reader.look, { timeout: 15_000 }).toEqual(wanted)
  expect(wanted).toEqual(Array.from({ length: wanted.length }, (_, i) => first + 1 + i))
  expect(reader.got.filter(each => each.prev !== each.held)).toEqual([])
}

test('every connection to the database cut, again and again: nothing is lost, doubled or left unheard', async () => {
  const started = await startedDateline({ ROLES: 'api,stream' })
  ends.push(() => started.stop())
  await throughTrouble(started, async () => {
    await started.db`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
  })
  await expect.poll(listeners(started.db), { timeout: 10_000 }).toBeGreaterThan(0)
})

test('a database that crashes and recovers under a running server: the same', async () => {
  const server = await startTestServer([])
  ends.push(() => server.stop())
  const db = connect(server.address)
  await migrate(db)
  // A crash must not take back what was acknowledged.
  await db.unsafe(
    `alter database ${server.address.kind === 'socket' ? server.address.database : 'postgres'} set synchronous_commit = on`,
  )
  await db`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`
  const drop = () => db.end({ timeout: 5 })
  const own = { db, address: server.address, siteAddress: server.address, drop }
  const started = await startedDateline({ ROLES: 'api,stream' }, own)
  ends.push(() => started.stop())
  await throughTrouble(started, async () => {
    const [backend] = await db<
      { pid: number }[]
    >`select pid from pg_stat_activity where application_name = 'dateline' limit 1`
    // A backend that dies of a signal makes the server throw everybody out and replay its log.
    if (backend !== undefined) process.kill(backend.pid, 'SIGKILL')
    await sleep(100)
  })
  await expect.poll(() => listeners(db)().catch(() => 0), { timeout: 10_000 }).toBeGreaterThan(0)
})
