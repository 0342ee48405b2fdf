import { afterEach, expect, test } from 'vitest'
import { looksAt, peer, textOf } from '../../../test/kit/looks.ts'
import { feed } from './feed.ts'

const rss = (title: string, built = 'Mon, 23 Nov 2026 09:00:00 GMT') =>
  `<rss version="2.0"><channel><title>Harbour</title><lastBuildDate>${built}</lastBuildDate><item><title>${title}</title></item></channel></rss>`

const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(each => each.stop()))
})
const served = async (answer: Parameters<typeof peer>[0]) => {
  const started = await peer(answer)
  open.push(started)
  return started
}
const following = (url: string, more: { settings?: object; secret?: string } = {}) =>
  looksAt(feed.look, { kind: 'feed', settings: { url, ...more.settings }, secret: more.secret ?? null })

test('a feed is taken whole, with its type, and asked for again by its ETag and date', async () => {
  let [version, unchanged] = [1, 0]
  const { url } = await served((request, response) => {
    const etag = `"${version}"`
    const date = `Mon, 23 Nov 2026 09:0${version}:00 GMT`
    const isHeld = request.headers['if-none-match'] === etag && request.headers['if-modified-since'] === date
    if (isHeld) unchanged++
    response.writeHead(isHeld ? 304 : 200, {
      ETag: etag,
      'Last-Modified': date,
      'Content-Type': 'application/rss+xml; charset=iso-8859-9',
    })
    response.end(isHeld ? undefined : rss(`Story ${version}`))
  })
  const looks = following(url)
  await looks.look()
  await looks.look()
  expect(unchanged).toBe(1)
  version = 2
  expect(await looks.look()).toMatchObject({ kind: 'looked', again: false })
  expect(looks.arrivals.map(textOf)).toEqual([rss('Story 1'), rss('Story 2')])
  expect(looks.arrivals[0]).toMatchObject({
    contentType: 'application/rss+xml; charset=iso-8859-9',
    headers: { etag: '"1"' },
  })
})

test('a feed that differs only in the moment of its making is not taken again', async () => {
  let built = 'Mon, 23 Nov 2026 09:00:00 GMT'
  const { url } = await served((_, response) => response.end(rss('Story', built)))
  const looks = following(url)
  await looks.look()
  built = 'Mon, 23 Nov 2026 09:05:00 GMT'
  await looks.look()
  expect(looks.arrivals).toHaveLength(1)
})

test('a permanent move is remembered, and forgotten where it leads nowhere any more', async () => {
  let isNewThere = true
  const { url, asked } = await served((request, response) => {
    if (request.url === '/old' && isNewThere) response.writeHead(301, { Location: '/new' }).end()
    else if (request.url === '/new' && !isNewThere) response.writeHead(404).end()
    else response.end(rss(`At ${request.url}`))
  })
  const looks = following(`${url}/old`)
  await looks.look()
  await looks.look()
  expect(asked).toEqual(['GET /old', 'GET /new', 'GET /new'])
  isNewThere = false
  await looks.look()
  await looks.look()
  expect(asked.slice(3)).toEqual(['GET /new', 'GET /old', 'GET /old'])
  expect(looks.arrivals.map(each => textOf(each).includes('At /old'))).toEqual([false, true])
})

test('a temporary move is followed and not remembered', async () => {
  const { url, asked } = await served((request, response) => {
    if (request.url === '/a') response.writeHead(302, { Location: '/b' }).end()
    else response.end(rss('Story'))
  })
  const looks = following(`${url}/a`)
  await looks.look()
  await looks.look()
  expect(asked).toEqual(['GET /a', 'GET /b', 'GET /a', 'GET /b'])
})

test('a feed that is gone says so and is left in peace for a day; one that is busy says how long', async () => {
  const { url } = await served((request, response) => {
    if (request.url === '/gone') response.writeHead(410).end()
    else response.writeHead(503, { 'Retry-After': '90' }).end()
  })
  expect(await following(`${url}/gone`).look()).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('gone for good'),
    retryAfterMs: 86_400_000,
  })
  expect(await following(`${url}/busy`).look()).toMatchObject({ kind: 'failed', retryAfterMs: 90_000 })
})

test('credentials are sent, but not to where the feed has moved', async () => {
  const seen: (string | undefined)[] = []
  const other = await served((request, response) => {
    seen.push(request.headers.authorization)
    response.end(rss('Story'))
  })
  const first = await served((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(308, { Location: `${other.url}/` }).end()
  })
  const looks = following(first.url, { settings: { user: 'desk' }, secret: 'word' })
  await looks.look()
  await looks.look()
  expect(seen).toEqual([`Basic ${Buffer.from('desk:word').toString('base64')}`, undefined, undefined])
})

test('a source that is set to another address begins anew', async () => {
  const { url } = await served((request, response) => {
    if (request.headers['if-none-match'] !== undefined) response.writeHead(304).end()
    else response.setHeader('ETag', '"1"').end(rss('Story'))
  })
  const before = following(`${url}/a`)
  await before.look()
  const after = looksAt(feed.look, { kind: 'feed', settings: { url: `${url}/b` }, state: before.state() })
  await after.look()
  expect(after.arrivals).toHaveLength(1)
})
