import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../test/kit/database.ts'
import { looksAt, peer, textOf } from '../../test/kit/looks.ts'
import { insertSource, removeSource } from '../store/intake-source.ts'
import { websubOf } from '../store/websub.ts'
import { noSourceDefaults } from './settings.ts'
import type { Arrival } from './way.ts'
import { pushedFeed } from './ways/feed.ts'
import { createPushing, websubRoutes } from './websub.ts'

const database = await freshDatabase()
const { db } = database
const delivered: [string, Arrival][] = []
let now = new Date('2026-11-23T12:00:00Z')
const clock = () => now
const web = new Hono()
web.route(
  '/v1/intake/websub',
  websubRoutes({ db, clock, deliver: async (source, arrival) => void delivered.push([source, arrival]) }),
)
web.onError((_, c) => c.text('refused', 404))
const ours = createServer(getRequestListener(web.fetch))
await new Promise<void>(resolve => ours.listen(0, '127.0.0.1', resolve))
const publicUrl = `http://127.0.0.1:${(ours.address() as AddressInfo).port}`

interface Subscription {
  readonly callback: string
  readonly topic: string
  readonly secret: string
}
let subscriptions: Subscription[] = []
let isWilling = true
let polls = 0

/** A feed, and beside it a hub that makes sure before it answers, as some do (W3C WebSub §5.3). */
const other = await peer(async (request, response, body) => {
  if (request.url !== '/hub') {
    polls++
    const links = `<${other.url}/hub>; rel="hub", <${other.url}/feed>; rel="self"`
    return response
      .setHeader('Link', links)
      .end('<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title></feed>')
  }
  const form = new URLSearchParams(body)
  const callback = form.get('hub.callback') ?? ''
  const topic = form.get('hub.topic') ?? ''
  if (!isWilling) return response.writeHead(403).end('not for you')
  const asked = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': 'c-123', 'hub.lease_seconds': '864000' }
  const answer = await fetch(`${callback}?${new URLSearchParams(asked)}`)
  if (!answer.ok || (await answer.text()) !== 'c-123') return response.writeHead(400).end()
  subscriptions.push({ callback, topic, secret: form.get('hub.secret') ?? '' })
  response.writeHead(202).end()
})
afterAll(async () => {
  await other.stop()
  ours.closeAllConnections()
  await new Promise(resolve => ours.close(resolve))
  await database.drop()
})

let n = 0
const newSource = async () => {
  const id = `src_feed${++n}`
  const settings = { url: `${other.url}/feed` }
  await insertSource(db, {
    ...{ id, kind: 'feed', name: id, enabled: true, settings, everySeconds: 60 },
    ...{ defaults: noSourceDefaults, routing: { mode: 'desk' }, person: null, stalledAfterMinutes: null },
  })
  const way = pushedFeed(createPushing({ db, publicUrl, clock }))
  return {
    id,
    looks: looksAt((source, take, signal) => way.look({ ...source, id }, take, signal), { kind: 'feed', settings }),
  }
}
const push = ({ callback, secret }: Subscription, body: string, method = 'sha256') =>
  fetch(callback, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/atom+xml',
      'X-Hub-Signature': `${method}=${createHmac(method, secret).update(body).digest('hex')}`,
    },
    body,
  })
const only = (): Subscription => {
  const [first] = subscriptions
  if (first === undefined) throw new Error('nobody has subscribed')
  return first
}

beforeEach(() => {
  subscriptions = []
  delivered.length = 0
  isWilling = true
  polls = 0
  now = new Date()
})

test('a feed that names a hub is pushed from then on, and polled only now and then', async () => {
  const { id, looks } = await newSource()
  await looks.lookOn()
  expect(subscriptions).toHaveLength(1)
  expect(only()).toMatchObject({ callback: `${publicUrl}/v1/intake/websub/${id}`, topic: `${other.url}/feed` })
  const before = polls
  await looks.look()
  await looks.look()
  expect(polls).toBe(before)

  expect((await push(only(), '<feed><entry/></feed>')).status).toBe(204)
  expect(delivered.map(([source, arrival]) => [source, textOf(arrival), arrival.contentType])).toEqual([
    [id, '<feed><entry/></feed>', 'application/atom+xml'],
  ])
})

test.each(['sha1', 'sha256', 'sha384', 'sha512'])('what is signed by %s is taken', async method => {
  const { looks } = await newSource()
  await looks.lookOn()
  await push(only(), '<feed/>', method)
  expect(delivered).toHaveLength(1)
})

test('what is not signed, or by somebody else, is not taken', async () => {
  const { looks } = await newSource()
  await looks.lookOn()
  await push({ ...only(), secret: 'a guess' }, '<feed/>')
  await fetch(only().callback, { method: 'POST', body: '<feed/>' })
  await fetch(only().callback, { method: 'POST', body: '<feed/>', headers: { 'X-Hub-Signature': 'md5=00' } })
  expect(delivered).toEqual([])
})

test('a subscription that we did not ask for is not confirmed, nor is the end of one', async () => {
  const { id, looks } = await newSource()
  await looks.lookOn()
  const confirm = (source: string, mode: string, topic: string) =>
    fetch(
      `${publicUrl}/v1/intake/websub/${source}?${new URLSearchParams({ 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': 'x' })}`,
    )
  expect((await confirm(id, 'subscribe', 'https://elsewhere.example/feed')).status).toBe(404)
  expect((await confirm('src_nobody', 'subscribe', `${other.url}/feed`)).status).toBe(404)
  expect((await confirm(id, 'unsubscribe', `${other.url}/feed`)).status).toBe(404)
})

test('a lease is renewed before it ends, with the secret that the hub knows', async () => {
  const { looks } = await newSource()
  await looks.lookOn()
  now = new Date(now.getTime() + 9.5 * 86_400_000)
  await looks.look()
  expect(subscriptions).toHaveLength(2)
  expect(subscriptions[1]).toEqual(subscriptions[0])
})

test('where the hub refuses, the feed is polled as before and the hub asked again only after an hour', async () => {
  isWilling = false
  const { id, looks } = await newSource()
  await looks.lookOn()
  expect((await websubOf(db, id))?.refused).toContain('403')
  const before = polls
  await looks.look()
  await looks.look()
  expect(polls).toBe(before + 2)
  expect(other.asked.filter(each => each === 'POST /hub').length).toBeGreaterThan(0)
  isWilling = true
  now = new Date(now.getTime() + 3_700_000)
  await looks.look()
  expect(subscriptions).toHaveLength(1)
})

test('a hub that denies later is believed, and the hub of a source that was removed hears that it is gone', async () => {
  const { id, looks } = await newSource()
  await looks.lookOn()
  const { callback, topic } = only()
  await fetch(`${callback}?${new URLSearchParams({ 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': 'quota' })}`)
  expect(await websubOf(db, id)).toMatchObject({ leaseUntil: null, refused: 'the hub refuses: quota' })
  await removeSource(db, id)
  expect((await push(only(), '<feed/>')).status).toBe(410)
  expect(delivered).toEqual([])
})
