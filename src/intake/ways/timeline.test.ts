import { afterAll, beforeEach, expect, test } from 'vitest'
import { looksAt, peer, textOf } from '../../../test/kit/looks.ts'
import { lookAtTimeline } from './timeline.ts'

const hourMs = 3_600_000
const noon = Date.parse('2026-11-23T12:00:00Z')

interface Post {
  readonly id: string
  readonly created_at: string
  edited_at?: string | null
  content: string
}

let posts: Post[] = []
let left = 300
let knowsEdits = true
let now = noon

/** As docs.joinmastodon.org has it: newest first, `since_id` and `max_id` exclusive, a Link header, rate limits. */
const server = await peer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://peer.example')
  const reset = new Date(now + hourMs).toISOString()
  response.setHeader('X-RateLimit-Remaining', String(left)).setHeader('X-RateLimit-Reset', reset)
  const json = (value: unknown, status = 200) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
  if (left <= 0) return json({ error: 'Too many requests' }, 429)
  left--
  if (url.pathname === '/api/v1/accounts/lookup') {
    if (url.searchParams.get('acct') !== 'harbour') return json({ error: 'Record not found' }, 404)
    return json({ id: '77', acct: 'harbour', display_name: 'Orsel Harbour', url: 'https://posts.example/@harbour' })
  }
  const [, id] = /^\/api\/v1\/statuses\/(\d+)$/u.exec(url.pathname) ?? []
  if (id !== undefined) {
    const post = posts.find(each => each.id === id)
    return post === undefined ? json({ error: 'Record not found' }, 404) : json(whole(post))
  }
  if (url.pathname !== '/api/v1/accounts/77/statuses') return json({ error: 'Record not found' }, 404)
  const since = BigInt(url.searchParams.get('since_id') ?? 0)
  const most = BigInt(url.searchParams.get('max_id') ?? '9'.repeat(20))
  const limit = Number(url.searchParams.get('limit') ?? 20)
  const page = posts.filter(each => BigInt(each.id) > since && BigInt(each.id) < most).slice(0, limit)
  const last = page.at(-1)
  if (last !== undefined) response.setHeader('Link', `<${server.url}${url.pathname}?max_id=${last.id}>; rel="next"`)
  return json(page.map(whole))
})
afterAll(() => server.stop())

const whole = (post: Post) => ({
  ...post,
  ...(knowsEdits ? { edited_at: post.edited_at ?? null } : {}),
  uri: `https://posts.example/users/harbour/statuses/${post.id}`,
  url: `https://posts.example/@harbour/${post.id}`,
  account: { acct: 'harbour', display_name: 'Orsel Harbour', url: 'https://posts.example/@harbour' },
  favourites_count: left,
})

const write = (n: number, at = now): Post => {
  const post = { id: String(1000 + n), created_at: new Date(at).toISOString(), content: `<p>Post ${n}</p>` }
  posts = [post, ...posts]
  return post
}

const following = (settings: object = {}) =>
  looksAt((source, take, signal) => lookAtTimeline(source, take, signal, { now: () => now }), {
    kind: 'timeline',
    settings: { url: server.url, account: '@harbour', ...settings },
  })

const contents = (looks: ReturnType<typeof following>) =>
  looks.arrivals.map(each => JSON.parse(textOf(each))).map(each => each.content ?? `deleted ${each.deleted}`)

beforeEach(() => {
  posts = []
  left = 300
  now = noon
  knowsEdits = true
  server.asked.length = 0
})

test('posts are taken oldest first, then only what is new', async () => {
  for (let n = 1; n <= 3; n++) write(n)
  const looks = following()
  expect(await looks.look()).toMatchObject({ kind: 'looked' })
  write(4)
  await looks.look()
  await looks.look()
  expect(contents(looks)).toEqual([1, 2, 3, 4].map(n => `<p>Post ${n}</p>`))
})

test('more than a page of new posts is paged through by the Link header, and none is missed', async () => {
  write(0)
  const looks = following()
  await looks.look()
  for (let n = 1; n <= 95; n++) write(n)
  await looks.look()
  expect(contents(looks)).toEqual(Array.from({ length: 96 }, (_, n) => `<p>Post ${n}</p>`))
})

test('a store that fails in the middle loses nothing and doubles nothing', async () => {
  write(1)
  write(2)
  const looks = following()
  looks.failNext()
  await expect(looks.look()).rejects.toThrow('full')
  await looks.look()
  expect(contents(looks)).toEqual(['<p>Post 1</p>', '<p>Post 2</p>'])
})

test('an edit is noticed when recent posts are looked at again, and taken once', async () => {
  const post = write(1)
  write(2)
  const looks = following()
  await looks.look()
  post.content = '<p>Post 1, put right</p>'
  post.edited_at = '2026-11-23T12:05:00.000Z'
  await looks.look()
  expect(looks.arrivals).toHaveLength(2)
  now += hourMs
  await looks.look()
  now += hourMs
  await looks.look()
  expect(contents(looks)).toEqual(['<p>Post 1</p>', '<p>Post 2</p>', '<p>Post 1, put right</p>'])
})

test('where a server knows no time of edits, a change of the words is one and counts of readers are not', async () => {
  knowsEdits = false
  const post = write(1)
  const looks = following()
  await looks.look()
  post.content = '<p>Other words</p>'
  now += hourMs
  await looks.look()
  now += hourMs
  await looks.look()
  expect(contents(looks)).toEqual(['<p>Post 1</p>', '<p>Other words</p>'])
  expect(JSON.parse(textOf(looks.arrivals[1])).noticed_edit_at).toBe(new Date(noon + hourMs).toISOString())
})

test('a deletion is noticed, kept beside the post and said once', async () => {
  write(1)
  write(2)
  const looks = following()
  await looks.look()
  posts = posts.filter(each => each.id !== '1001')
  for (let look = 0; look < 3; look++) {
    now += hourMs
    await looks.look()
  }
  expect(contents(looks)).toEqual(['<p>Post 1</p>', '<p>Post 2</p>', 'deleted 1001'])
  expect(JSON.parse(textOf(looks.arrivals[2]))).toMatchObject({
    uri: 'https://posts.example/users/harbour/statuses/1001',
    account: { acct: 'harbour', display_name: 'Orsel Harbour' },
    noticed_at: new Date(noon + hourMs).toISOString(),
  })
})

test('posts older than the days set are not looked at again', async () => {
  write(1)
  const looks = following({ recheckDays: 1 })
  await looks.look()
  posts = []
  now += 25 * hourMs
  await looks.look()
  expect(looks.arrivals).toHaveLength(1)
})

test('looking again stops before the server would refuse, and goes on when it may', async () => {
  for (let n = 1; n <= 20; n++) write(n)
  const looks = following()
  await looks.look()
  posts = []
  now += hourMs
  left = 10
  expect(await looks.look()).toMatchObject({ kind: 'looked' })
  expect(left).toBeGreaterThan(0)
  expect(looks.arrivals.length).toBeLessThan(40)
  left = 300
  now += 2 * hourMs
  await looks.look()
  expect(looks.arrivals).toHaveLength(40)
})

test('a server that refuses says until when; an account that is not there is a reason', async () => {
  left = 0
  const refused = await following().look()
  expect(refused).toMatchObject({ kind: 'failed', retryAfterMs: hourMs })
  left = 300
  expect(await following({ account: '@nobody' }).look()).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('404'),
  })
})

test('a source that is set to another account begins anew', async () => {
  write(1)
  const looks = following()
  await looks.look()
  const other = looksAt((source, take, signal) => lookAtTimeline(source, take, signal, { now: () => now }), {
    kind: 'timeline',
    settings: { url: server.url, account: 'harbour' },
    state: looks.state(),
  })
  await other.look()
  expect(other.arrivals).toHaveLength(1)
})
