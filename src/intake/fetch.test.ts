import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { peer } from '../../test/kit/looks.ts'
import { fetchBytes, retryAfterOf } from './fetch.ts'

const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(each => each.stop()))
})
const served = async (answer: Parameters<typeof peer>[0]) => {
  const started = await peer(answer)
  open.push(started)
  return started
}
const { signal } = new AbortController()

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
])('a body in %s is decoded', async (encoding, encode) => {
  const { url } = await served((_, response) => response.setHeader('Content-Encoding', encoding).end(encode('ferry')))
  const outcome = await fetchBytes({ url, signal })
  expect(outcome).toMatchObject({ kind: 'answer', status: 200, movedTo: null })
  expect('bytes' in outcome && new TextDecoder().decode(outcome.bytes)).toBe('ferry')
})

test('a body that is too large ends as such, also one that only grows by decoding', async () => {
  const large = Buffer.alloc(200_000)
  const { url } = await served((request, response) => {
    if (request.url === '/gzip') response.setHeader('Content-Encoding', 'gzip').end(gzipSync(large))
    else response.end(large)
  })
  for (const path of ['/plain', '/gzip']) {
    expect(await fetchBytes({ url: url + path, mostBytes: 100_000, signal })).toMatchObject({ kind: 'too-large' })
  }
})

test('a damaged body, a closed port and an address that is none are outcomes with a reason', async () => {
  const { url } = await served((_, response) => response.setHeader('Content-Encoding', 'gzip').end('no gzip'))
  expect(await fetchBytes({ url, signal })).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringContaining('damaged'),
  })
  expect(await fetchBytes({ url: 'http://127.0.0.1:1/', signal })).toMatchObject({ kind: 'unreachable' })
  expect(await fetchBytes({ url: 'nonsense', signal })).toMatchObject({ kind: 'unreachable' })
})

test('permanent redirects are told, others are followed only', async () => {
  const { url } = await served((request, response) => {
    const moves: Record<string, [number, string]> = { '/old': [301, '/new'], '/mixed': [302, '/old'] }
    const [status, location] = moves[request.url ?? ''] ?? [200, '']
    if (status === 200) response.end('here')
    else response.writeHead(status, { Location: location }).end()
  })
  expect(await fetchBytes({ url: `${url}/old`, signal })).toMatchObject({ kind: 'answer', movedTo: `${url}/new` })
  expect(await fetchBytes({ url: `${url}/mixed`, signal })).toMatchObject({
    kind: 'answer',
    movedTo: null,
    url: `${url}/new`,
  })
})

test('an endless redirect ends', async () => {
  const { url, asked } = await served((_, response) => response.writeHead(302, { Location: '/again' }).end())
  expect(await fetchBytes({ url, signal })).toMatchObject({ kind: 'unreachable' })
  expect(asked).toHaveLength(6)
})

test('credentials do not go to another origin', async () => {
  let seen: string | undefined = 'not asked'
  const other = await served((request, response) => {
    seen = request.headers.authorization
    response.end('x')
  })
  const first = await served((_, response) => response.writeHead(307, { Location: `${other.url}/x` }).end())
  await fetchBytes({ url: first.url, headers: { authorization: 'Basic c2VjcmV0' }, signal })
  expect(seen).toBeUndefined()
})

test('Retry-After is read in seconds and as a date, and bounded by a day', () => {
  const now = Date.parse('2026-11-24T10:00:00Z')
  expect(retryAfterOf('120', now)).toBe(120_000)
  expect(retryAfterOf('Tue, 24 Nov 2026 10:01:00 GMT', now)).toBe(60_000)
  expect(retryAfterOf('Tue, 24 Nov 2026 09:00:00 GMT', now)).toBe(0)
  expect(retryAfterOf('99999999', now)).toBe(86_400_000)
  expect(retryAfterOf('soon', now)).toBeNull()
  expect(retryAfterOf(undefined, now)).toBeNull()
})
