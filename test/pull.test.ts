import { afterAll, beforeAll, expect, test } from 'vitest'
import { paragraph } from '../src/domain/body.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'

let started: Started
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api' })
})
afterAll(() => started.stop())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${started.url}${path}`, {
    headers: { Authorization: `Bearer ${started.accounts.courier.key.token}`, ...headers },
  })
const page = async (path: string) => {
  const answer = await get(path)
  expect(answer.status).toBe(200)
  return (await answer.json()) as {
    entries: { seq: number; item: string; document: unknown }[]
    next: number
    upto: number
  }
}
const settled = (seq: number) =>
  expect
    .poll(
      async () =>
        Number((await (await get('/readyz')).text()).match(/\d+/)?.[0]) >= seq &&
        (await page(`/v1/entries?after=${seq - 1}&limit=1`)).upto,
    )
    .toBe(seq)

test('a puller walks the wire page by page and misses nothing', async () => {
  const sent = []
  for (let i = 0; i < 7; i++) sent.push((await started.file()).seq)
  await settled(sent.at(-1) ?? 0)
  const got: number[] = []
  let after = (sent[0] ?? 0) - 1
  for (;;) {
    const { entries, next } = await page(`/v1/entries?after=${after}&limit=3`)
    if (entries.length === 0) break
    got.push(...entries.map(entry => entry.seq))
    after = next
  }
  expect(got).toEqual(sent)
})

test('without a cursor a consumer goes on from where it stood, each name by itself', async () => {
  const first = await page('/v1/entries?consumer=archive')
  expect(first.entries).toEqual([])
  const sent = await started.file()
  await settled(sent.seq)
  expect((await page('/v1/entries?consumer=archive')).entries.map(entry => entry.seq)).toEqual([sent.seq])
  expect((await page('/v1/entries?consumer=archive')).entries).toEqual([])
})

test('a long poll at the head answers when something comes for it, and not for what does not match', async () => {
  const head = (await page('/v1/entries?consumer=poll')).next
  const waiting = page(`/v1/entries?after=${head}&wait=20&language=tr`)
  await new Promise(resolve => setTimeout(resolve, 200))
  await started.file()
  const turkish = await started.file({ content: content({ language: 'tr' }) })
  expect((await waiting).entries.map(entry => entry.seq)).toEqual([turkish.seq])
})

test('the same page again is not modified', async () => {
  const sent = await started.file()
  await settled(sent.seq)
  const first = await get(`/v1/entries?after=${sent.seq - 1}`)
  const again = await get(`/v1/entries?after=${sent.seq - 1}`, { 'If-None-Match': first.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
  const weak = { 'If-None-Match': `"other", W/${first.headers.get('etag')}` }
  expect((await get(`/v1/entries?after=${sent.seq - 1}`, weak)).status).toBe(304)
})

test('an item comes in the format asked for, and a killed one is gone with its notice', async () => {
  const sent = await started.file({ content: content({ body: [paragraph('Words that were wrong.')] }) })
  const path = `/v1/items/${sent.item}`
  const ninjs = await get(path)
  expect([ninjs.status, ninjs.headers.get('content-type')]).toEqual([200, 'application/json'])
  expect(await ninjs.text()).toContain('Words that were wrong.')
  const xml = await get(path, { Accept: 'application/vnd.iptc.g2.newsitem+xml' })
  expect(await xml.text()).toContain('<newsItem')
  expect(
    (await get(path, { Accept: 'text/plain;q=0.5, application/json;q=0.1' })).headers.get('content-type'),
  ).toContain('text/plain')
  expect((await get(path, { Accept: 'image/png' })).status).toBe(406)
  expect((await get(path, { 'If-None-Match': ninjs.headers.get('etag') ?? '' })).status).toBe(304)
  await started.file({ signal: 'kill', note: 'invented', line: 'We withdrew it.' }, { item: sent.item })
  for (const accept of ['application/json', 'application/xml', 'text/plain']) {
    const gone = await get(path, { Accept: accept })
    const text = await gone.text()
    expect(gone.status).toBe(410)
    expect(text).toContain('We withdrew it.')
    expect(text).not.toContain('Words that were wrong')
  }
  expect((await get(`${path}?version=1`)).status).toBe(410)
  expect((await get('/v1/items/dl:text:20260101:1')).status).toBe(404)
  expect((await get('/v1/items/nonsense')).status).toBe(400)
})

test('every wrong parameter is named', async () => {
  for (const [query, field] of [
    ['after=x', 'after'],
    ['limit=0', 'limit'],
    ['wait=61', 'wait'],
    ['language=xx', 'language.0'],
    ['product=nope', 'product'],
    ['format=pdf', 'format'],
  ]) {
    const answer = await get(`/v1/entries?${query}`)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ field })
  }
})

test('too many requests are told when to come back', async () => {
  started.setClock(new Date())
  const answers = await Promise.all(Array.from({ length: 130 }, () => get('/v1/scope')))
  const throttled = answers.filter(answer => answer.status === 429)
  expect(throttled.length).toBeGreaterThan(0)
  for (const answer of throttled) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  started.setClock(null)
})

test('the description of the API is OpenAPI 3.1 and names every route', async () => {
  const described = (await (await fetch(`${started.url}/v1/openapi.json`)).json()) as { openapi: string; paths: object }
  expect(described.openapi).toBe('3.1.0')
  expect(Object.keys(described.paths).sort()).toEqual([
    ...['/api-users', '/api-users/{id}', '/api-users/{id}/rotate', '/entries', '/items/{id}'],
    ...['/media/{item}', '/media/{item}/{role}', '/media/{item}/{role}/link', '/scope', '/stream', '/tickets'],
  ])
})
