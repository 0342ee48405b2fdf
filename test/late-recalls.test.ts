import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addSubscriber, issueKey, revokeKey, setLicence } from '../src/accounts/admin.ts'
import { paragraph } from '../src/domain/body.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'
import { openStream, type StreamClient } from './kit/stream-client.ts'

let started: Started
let streams: StreamClient[] = []
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api,stream,has' })
})
afterEach(() => {
  for (const stream of streams) stream.close()
  streams = []
  started.setClock(null)
})
afterAll(() => started.stop())

const act = () => ({ db: started.db, by: 'test', now: new Date() })
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const right = content({ headline: 'Put right', body: [paragraph('It was Tuesday.')] })
const open = async (token: string, query: string) => {
  const stream = await openStream(started.url, token, query)
  streams.push(stream)
  await stream.until(frame => frame.event === 'scope')
  return stream
}
const pulled = async (token: string, query: string) => {
  const answer = await fetch(`${started.url}/v1/entries?${query}`, { headers: { Authorization: `Bearer ${token}` } })
  return {
    status: answer.status,
    ...((await answer.json()) as { entries: { seq: number; overtaking?: true; face: string }[]; next: number }),
  }
}
const subscriberWith = async (name: string, terms: { delayMinutes?: number; archiveDays?: number; from?: Date }) => {
  const { id } = await addSubscriber(act(), { name, email: `desk@${name.toLowerCase()}.example` })
  const products = [started.accounts.products.generalEn]
  const licence = await setLicence(act(), { subscriber: id, products, from: new Date('2026-01-01'), ...terms })
  const { token, credential } = await issueKey(act(), { subscriber: id, name })
  const known = async () =>
    (await fetch(`${started.url}/v1/scope`, { headers: { Authorization: `Bearer ${token}` } })).status
  await expect.poll(known).toBe(200)
  return { id, token, licence, credential: credential.id }
}

test('a kill in the stretch that the archive window leaves out reaches those who have the item', async () => {
  const { token } = await subscriberWith('Archive', { archiveDays: 2 })
  const item = await started.file()
  const stream = await open(token, `?after=${item.seq - 1}`)
  await stream.until(frame => frame.id === item.seq)
  stream.close()
  await stream.ended
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: item.item })
  const last = await started.file()
  const other = await open(started.accounts.courier.key.token, `?after=${item.seq}`)
  await other.until(frame => frame.id === last.seq)
  started.setClock(later(3 * 24 * 60))
  const back = await open(token, `?after=${item.seq}`)
  const gap = await back.until(frame => frame.event === 'gap')
  const notice = await back.until(frame => frame.event === 'entry')
  expect(notice).toMatchObject({ id: null, data: { seq: kill.seq, overtaking: true, face: 'notice' } })
  expect(back.frames.indexOf(notice)).toBeLessThan(back.frames.indexOf(gap))
  const page = await pulled(token, `after=${item.seq}`)
  expect(page.entries).toMatchObject([{ seq: kill.seq, overtaking: true, face: 'notice' }])
})

test('who only fetched an item is told of its kill, whatever the stream and the pull ask for', async () => {
  const { token, credential } = await subscriberWith('Fetching', {})
  const item = await started.file({ content: content({ category: 'sports' }) })
  const other = await started.file({ content: content({ category: 'sports' }) })
  const fetched = await fetch(`${started.url}/v1/items/${item.item}`, { headers: { Authorization: `Bearer ${token}` } })
  expect(fetched.status).toBe(200)
  const stream = await open(token, `?after=${other.seq}&category=politics`)
  await started.file({ signal: 'kill', note: 'wrong' }, { item: other.item })
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: item.item })
  await stream.until(frame => frame.id === kill.seq)
  expect(new Set(stream.entries().map(frame => frame.data.seq))).toEqual(new Set([kill.seq]))
  const page = await pulled(token, `after=${other.seq}&category=politics`)
  expect(page.entries.filter(entry => !entry.overtaking).map(entry => entry.seq)).toEqual([kill.seq])

  const document = await started.file({ content: content({ category: 'sports' }) })
  const basic = Buffer.from(`${credential}:${token.split('_')[2]}`).toString('base64')
  const has = await fetch(`${started.url}/abone/document/${document.item}/newsml29`, {
    headers: { Authorization: `Basic ${basic}` },
  })
  expect(has.status).toBe(200)
  const last = await started.file({ signal: 'kill', note: 'wrong' }, { item: document.item })
  await stream.until(frame => frame.id === last.seq)
})

test('a delayed reader that was away gets the correction of what it has at once, and the ledger knows', async () => {
  const { token, id } = await subscriberWith('Later', { delayMinutes: 15 })
  const item = await started.file()
  await started.db`update entry set at = at - interval '20 minutes' where seq = ${item.seq}`
  await started.db`update item set first_at = first_at - interval '20 minutes' where id = ${item.item}`
  const stream = await open(token, `?after=${item.seq - 1}`)
  await stream.until(frame => frame.id === item.seq)
  stream.close()
  await stream.ended
  const correction = await started.file({ signal: 'correction', note: 'the day', content: right }, { item: item.item })
  const back = await open(token, `?after=${item.seq}`)
  const ahead = await back.until(frame => frame.data.seq === correction.seq)
  expect(ahead).toMatchObject({ id: null, data: { overtaking: true, face: 'full' } })
  back.close()
  await back.ended
  const page = await pulled(token, `after=${item.seq}`)
  expect(page.entries).toMatchObject([{ seq: correction.seq, overtaking: true, face: 'full' }])
  const ranges = await started.db`
    select distinct c.kind from ledger l join consumer c on c.id = l.consumer_id
     where c.subscriber_id = ${id} and l.from_seq < ${correction.seq} and l.to_seq >= ${correction.seq} and l.closed_at is not null`
  expect(ranges.map(row => row.kind).sort()).toEqual(['pull', 'stream'])
})

test('a delayed puller that waits is told of a kill as soon as it is sent', async () => {
  const { token } = await subscriberWith('Waiting', { delayMinutes: 15 })
  const item = await started.file()
  await started.db`update entry set at = at - interval '20 minutes' where seq = ${item.seq}`
  await started.db`update item set first_at = first_at - interval '20 minutes' where id = ${item.item}`
  const first = await pulled(token, `after=${item.seq - 1}`)
  expect(first.entries.map(entry => entry.seq)).toEqual([item.seq])
  const waiting = pulled(token, `after=${item.seq}&wait=60`)
  await sleep(300)
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: item.item })
  expect((await waiting).entries).toMatchObject([{ seq: kill.seq, overtaking: true }])
})

test('a key that is revoked while a pull waits gets nothing that comes after', async () => {
  const { token, credential } = await subscriberWith('Revoked', {})
  const { next } = await pulled(token, '')
  const waiting = pulled(token, `after=${next}&wait=20`)
  await sleep(200)
  await revokeKey(act(), { credential, why: 'lost' })
  await expect.poll(async () => (await pulled(token, '')).status).toBe(401)
  await started.file()
  expect(await waiting).toMatchObject({ status: 401 })
})

test('a contract that changes while a pull waits decides what it is answered', async () => {
  const { token, id, licence } = await subscriberWith('Changed', {})
  const { next } = await pulled(token, '')
  const waiting = pulled(token, `after=${next}&wait=20`)
  await sleep(200)
  await setLicence(act(), { id: licence.id, subscriber: id, products: [started.accounts.products.generalTr] })
  await sleep(700)
  await started.file()
  expect(await waiting).toMatchObject({ status: 200, entries: [] })
})

test('a pull whose client has gone does not move the cursor that is kept for it', async () => {
  const { token } = await subscriberWith('Gone', {})
  await pulled(token, 'consumer=kept')
  const gone = new AbortController()
  const headers = { Authorization: `Bearer ${token}` }
  const left = fetch(`${started.url}/v1/entries?consumer=kept&wait=20`, { headers, signal: gone.signal }).catch(
    () => null,
  )
  await sleep(300)
  gone.abort()
  await left
  await sleep(50)
  const sent = await started.file()
  await sleep(200)
  expect((await pulled(token, 'consumer=kept')).entries.map(entry => entry.seq)).toEqual([sent.seq])
})

test('who passed an item before the contract began and had it afterwards counts as having it', async () => {
  const from = new Date(Date.now() + 3_000)
  const { token } = await subscriberWith('Early', { from })
  const item = await started.file({ content: content({ category: 'sports' }) })
  const early = await open(token, `?after=${item.seq - 1}`)
  expect(early.frames.find(frame => frame.event === 'scope')?.data.state).toBe('not-started')
  await early.until(frame => frame.event === 'upto' && frame.id === item.seq)
  const unseen = await started.file({ content: content({ category: 'sports' }) })
  await started.file({ signal: 'kill', note: 'wrong' }, { item: unseen.item })
  await early.until(frame => frame.event === 'scope' && frame.data.state === 'active')
  expect(early.entries()).toEqual([])
  early.close()
  await early.ended
  const back = await open(token, `?after=${item.seq - 1}&consumer=again`)
  await back.until(frame => frame.id === item.seq)
  back.close()
  await back.ended
  const politics = await open(token, '?category=politics&consumer=again')
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: item.item })
  await politics.until(frame => frame.data.seq === kill.seq)
})
