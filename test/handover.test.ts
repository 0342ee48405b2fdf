import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addSubscriber, issueKey, setLicence } from '../src/accounts/admin.ts'
import { paragraph } from '../src/domain/body.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'
import { waiting, whileLocked } from './kit/locks.ts'
import { openStream, type StreamClient } from './kit/stream-client.ts'

let started: Started
let streams: StreamClient[] = []
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api,stream' })
})
afterEach(() => {
  for (const stream of streams) stream.close()
  streams = []
})
afterAll(() => started.stop())

const secretWords = 'a sentence that was wrong'
const story = (parts = {}) => content({ body: [paragraph(`It was ${secretWords} from the start.`)], ...parts })
const courier = () => started.accounts.courier.key.token
const open = async (query: string, { url = started.url, token = courier() } = {}) => {
  const stream = await openStream(url, token, query)
  streams.push(stream)
  await stream.until(frame => frame.event === 'scope')
  return stream
}
const ids = (stream: StreamClient) => stream.frames.flatMap(frame => (frame.id === null ? [] : [frame.id]))
const act = () => ({ db: started.db, by: 'test', now: new Date() })
/** Entries in Turkish, of an item of their own, that nobody here asks for: a backlog that takes a while to look through. */
const filler = async (count: number) => {
  const { seq } = await started.file({ content: content({ language: 'tr' }) })
  await started.db`
    with head as (update wire_head set seq = seq + ${count} returning seq)
    insert into entry (seq, at, item_id, version, signal, type, language, category, priority, products, product_versions, item_products, embargoed, digest)
    select n, e.at, e.item_id, 1, 'new', e.type, e.language, e.category, e.priority, e.products, e.product_versions, e.item_products, false, e.digest
      from entry e, head, generate_series(head.seq - ${count} + 1, head.seq) as n where e.seq = ${seq}`
  await started.db`notify wire`
  const head = async () => {
    const answer = await fetch(`${started.url}/v1/scope`, { headers: { Authorization: `Bearer ${courier()}` } })
    return ((await answer.json()) as { head: number }).head
  }
  await expect.poll(head, { timeout: 10_000 }).toBe(seq + count)
}

test('a reader whose cursor is ahead of this process gets nothing twice, and its cursor never goes back', async () => {
  const first = await started.file()
  const stream = await new Promise<StreamClient>((resolve, reject) => {
    // The fan-out looks into acts before it hands out a correction, so it stays behind the head meanwhile.
    whileLocked(started.db, 'act', async () => {
      const correction = await started.file(
        { signal: 'correction', note: 'the day', content: story() },
        { item: first.item },
      )
      await waiting(started.db)
      resolve(await open(`?after=${correction.seq}`))
    }).catch(reject)
  })
  const next = await started.file()
  const frame = await stream.until(({ data }) => data.seq === next.seq)
  expect(stream.entries().map(({ data }) => data.seq)).toEqual([next.seq])
  expect(frame.data.prev).toBe(next.seq - 1)
  expect(ids(stream)).toEqual([...ids(stream)].sort((a, b) => a - b))
})

test('what was read of a backlog before a kill is not sent after it: the notice stands in its place', async () => {
  const item = await started.file({ content: story() })
  await filler(9_000)
  const stream = await open(`?after=${item.seq - 1}&language=en`)
  await sleep(20)
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: item.item })
  await stream.until(frame => frame.id === kill.seq)
  const seen = stream.entries()
  const ahead = seen.findIndex(frame => frame.data.overtaking)
  const old = seen.findIndex(frame => frame.id === item.seq)
  expect(JSON.stringify(seen.slice(ahead === -1 ? 0 : ahead))).not.toContain(secretWords)
  expect(old).toBeGreaterThanOrEqual(0)
})

test('a page never has the text of an item that it says is killed', async () => {
  const items = []
  for (let n = 0; n < 4; n++) items.push(await started.file({ content: story({ headline: `Story ${n}` }) }))
  await filler(9_000)
  const after = (items[0]?.seq ?? 0) - 1
  // Whichever of these kills comes while the page is being read.
  for (const [n, { item }] of items.entries()) {
    const asked = fetch(`${started.url}/v1/entries?after=${after}&language=en&consumer=page`, {
      headers: { Authorization: `Bearer ${courier()}` },
    })
    await sleep(15 * (n + 1))
    await started.file({ signal: 'kill', note: 'wrong' }, { item })
    const { entries } = (await (await asked).json()) as { entries: { item: string; state: string; signal: string }[] }
    const states = entries.filter(entry => entry.item === item).map(entry => entry.state)
    if (states.includes('killed')) expect(new Set(states)).toEqual(new Set(['killed']))
  }
})

test('an item that is killed while somebody fetches it is answered with the notice', async () => {
  const item = await started.file({ content: story() })
  const headers = { Authorization: `Bearer ${courier()}` }
  const answers: Promise<Response>[] = []
  await whileLocked(started.db, 'act', async () => {
    answers.push(fetch(`${started.url}/v1/items/${item.item}`, { headers }))
    await waiting(started.db)
    await started.file({ signal: 'kill', note: 'wrong' }, { item: item.item })
  })
  const [answer] = await Promise.all(answers)
  expect(answer?.status).toBe(410)
  expect(await answer?.text()).not.toContain(secretWords)
})

test('a client that has gone before its stream begins leaves nothing behind', async () => {
  await whileLocked(started.db, 'consumer', async () => {
    const clients = Array.from({ length: 5 }, () => {
      const gone = new AbortController()
      const headers = { Authorization: `Bearer ${courier()}` }
      const answer = fetch(`${started.url}/v1/stream?consumer=gone`, { headers, signal: gone.signal }).catch(() => null)
      return { gone, answer }
    })
    await waiting(started.db, 5)
    for (const { gone } of clients) gone.abort()
    await Promise.all(clients.map(client => client.answer))
    await sleep(50)
  })
  await sleep(100)
  const metrics = await (await fetch(`${started.url}/metrics`)).text()
  expect(metrics.match(/^dateline_stream_readers.* (\d+)$/gmu)).toEqual([
    'dateline_stream_readers{state="live"} 0',
    'dateline_stream_readers{state="behind"} 0',
  ])
  const open = await started.db`
    select from ledger l join consumer c on c.id = l.consumer_id where c.name = 'gone' and l.closed_at is null`
  expect(open.length).toBe(0)
})

test('of two changes of a contract the later one counts, however long the first takes to be written down', async () => {
  const { id } = await addSubscriber(act(), { name: 'Twice', email: 'desk@twice.example' })
  const { products } = started.accounts
  const licence = await setLicence(act(), {
    subscriber: id,
    products: [products.generalEn],
    from: new Date('2026-01-01'),
  })
  const { token } = await issueKey(act(), { subscriber: id, name: 'twice' })
  await expect.poll(async () => (await openStream(started.url, token)).status).toBe(200)
  const stream = await open('', { token })
  const change = (named: number[]) => setLicence(act(), { id: licence.id, subscriber: id, products: named })
  await whileLocked(
    started.db,
    'selection',
    async () => {
      await change([products.generalEn, products.flash])
      await waiting(started.db)
      await change([products.generalEn])
      const scopes = () => stream.frames.filter(frame => frame.event === 'scope').length
      await expect.poll(scopes).toBeGreaterThan(1)
    },
    'share',
  )
  await sleep(200)
  expect(stream.frames.filter(frame => frame.event === 'scope').at(-1)?.data.products).toEqual([products.generalEn])
  const open_ = await started.db`
    select from ledger l join consumer c on c.id = l.consumer_id where c.subscriber_id = ${id} and l.closed_at is null`
  expect(open_.length).toBeLessThanOrEqual(2)
})

test('a reader that stops reading is not sent less: it has the rest from the wire when it goes on', async () => {
  const stream = await open('')
  stream.pause()
  const long = story({
    body: Array.from({ length: 300 }, () => paragraph('Ferries crossed the lake again. '.repeat(20))),
  })
  const sent: number[] = []
  for (let n = 0; n < 40; n++) sent.push((await started.file({ content: long })).seq)
  const behind = async () => /readers\{state="behind"\} 1/u.test(await (await fetch(`${started.url}/metrics`)).text())
  await expect.poll(behind, { timeout: 10_000 }).toBe(true)
  stream.resume()
  await stream.until(frame => frame.id === sent.at(-1), 20_000)
  const entries = stream.entries()
  expect(entries.map(frame => frame.id)).toEqual(sent)
  expect(entries.slice(1).every((frame, n) => frame.data.prev >= (entries[n]?.id ?? 0))).toBe(true)
})

test('a reader goes on with another process where the first one fell', async () => {
  const [one, two] = [await started.another(), await started.another()]
  const before = await started.file()
  const stream = await open(`?after=${before.seq}&consumer=moving`, { url: one.url })
  const early = [await started.file(), await started.file()]
  await stream.until(frame => frame.id === early[1]?.seq)
  await one.stop()
  await stream.ended
  const left = await started.db`
    select from ledger l join consumer c on c.id = l.consumer_id where c.name = 'moving' and l.closed_at is null`
  expect(left.length).toBe(0)
  const missed = await started.file()
  const held = ids(stream).at(-1) ?? 0
  const again = await open(`?after=${held}&consumer=moving`, { url: two.url })
  const late = await started.file()
  await again.until(frame => frame.id === late.seq)
  const entries = [...stream.entries(), ...again.entries()]
  expect(entries.map(frame => frame.id)).toEqual([...early, missed, late].map(sent => sent.seq))
  expect(again.entries()[0]?.data.prev).toBe(held)
  await two.stop()
})
