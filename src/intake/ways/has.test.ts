import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { content } from '../../../test/kit/examples.ts'
import { noon, type StartedHas, startedHas } from '../../../test/kit/has.ts'
import { looksAt, peer, textOf } from '../../../test/kit/looks.ts'
import { lookAtHas } from './has.ts'

const minuteMs = 60_000
let has: StartedHas
let statuses: number[] = []

beforeEach(async () => {
  // Its own rule: 500 ms between any two requests, else 429.
  has = await startedHas({ hasStrictRate: true })
  statuses = []
  has.server.on('request', (_, response) => response.once('finish', () => statuses.push(response.statusCode)))
})
afterEach(() => has.stop())

const following = (settings: object = {}, sleep = (ms: number) => has.moveTo(has.now() + ms)) => {
  const [user = '', secret = ''] = has.courier.split(':')
  return looksAt((source, take, signal) => lookAtHas(source, take, signal, { now: has.now, sleep }), {
    kind: 'has',
    settings: { url: has.url, user, ...settings },
    secret,
  })
}
const file = (headline: string, more: object = {}) => has.file({ content: content({ headline }), ...more })
const headlines = (looks: ReturnType<typeof following>) =>
  looks.arrivals.map(each => /<headline[^>]*>([^<]*)</u.exec(textOf(each))?.[1])

test('documents are taken oldest first, at a pace that HAS never refuses', async () => {
  for (const n of [1, 2, 3]) await file(`Story ${n}`)
  const looks = following()
  expect(await looks.look()).toMatchObject({ kind: 'looked' })
  await file('Story 4')
  await looks.look()
  await looks.look()
  expect(headlines(looks)).toEqual(['Story 1', 'Story 2', 'Story 3', 'Story 4'])
  expect(statuses).toEqual(Array.from({ length: 7 }, () => 200))
  expect(looks.arrivals[0]).toMatchObject({
    contentType: 'application/xml',
    headers: { 'has-date': expect.any(String) },
  })
})

test('corrections and kills come anew', async () => {
  const sent = await file('Story 1')
  const looks = following()
  await looks.look()
  const item = sent.item
  await has.moveTo(has.now() + minuteMs)
  await has.file({ signal: 'correction', note: 'The name', content: content({ headline: 'Story 1, right' }) }, item)
  await looks.look()
  await has.moveTo(has.now() + minuteMs)
  await has.file({ signal: 'kill', note: 'It was a drill' }, item)
  await looks.look()
  expect(looks.arrivals).toHaveLength(3)
  expect(textOf(looks.arrivals[1])).toContain('Story 1, right')
  expect(textOf(looks.arrivals[2])).toContain('canceled')
})

test('an item with a date a little before the newest one known is not missed', async () => {
  const early = await file('Early')
  await has.moveTo(has.now() + minuteMs)
  await file('Late')
  const looks = following()
  await looks.look()
  expect(headlines(looks)).toEqual(['Early', 'Late'])
  // As if the list had not had it then.
  const state = looks.state() as { seen: { id: string }[] }
  const forgetful = looksAt(
    (source, take, signal) =>
      lookAtHas(source, take, signal, { now: has.now, sleep: async ms => has.moveTo(has.now() + ms) }),
    {
      kind: 'has',
      settings: { url: has.url, user: has.courier.split(':')[0] },
      secret: has.courier.split(':')[1] ?? null,
      state: { ...state, seen: state.seen.filter(each => each.id !== early.item) },
    },
  )
  await forgetful.look()
  expect(headlines(forgetful)).toEqual(['Early'])
})

test('a first look goes back only so far', async () => {
  await file('Old')
  await has.moveTo(noon + 120 * minuteMs)
  await file('New')
  const looks = following({ firstHours: 1 })
  await looks.look()
  expect(headlines(looks)).toEqual(['New'])
})

test('what comes after a first look that found nothing is not missed, and what was before it does not come', async () => {
  await file('Old')
  await has.moveTo(noon + minuteMs)
  const looks = following({ firstHours: 0 })
  await looks.look()
  await file('New')
  await has.moveTo(noon + 2 * minuteMs)
  await looks.look()
  await looks.look()
  expect(headlines(looks)).toEqual(['New'])
})

test('a store that fails in the middle loses nothing', async () => {
  await file('Story 1')
  await file('Story 2')
  const looks = following()
  looks.failNext()
  await expect(looks.look()).rejects.toThrow('full')
  await looks.look()
  expect(headlines(looks)).toEqual(['Story 1', 'Story 2'])
})

test('a client that was too quick waits as it is told', async () => {
  await file('Story 1')
  const looks = following({}, async ms => {
    // Its own pause of 510 ms does not help it here: time moves only when it was told to wait.
    if (ms !== 510) await has.moveTo(has.now() + ms)
  })
  expect(await looks.look()).toMatchObject({ kind: 'looked' })
  expect(statuses).toContain(429)
  expect(headlines(looks)).toEqual(['Story 1'])
})

test('wrong credentials are a reason, with HTTP 401 and with 200 and a code of 401 alike', async () => {
  const looks = following({ user: '9999999' })
  expect(await looks.look()).toMatchObject({ kind: 'failed', reason: expect.stringContaining('401') })
})

/** An old HAS that says everything with HTTP 200. */
const documents: Record<string, string> = {}
const old = await peer((request, response, body) => {
  const id = decodeURIComponent(request.url?.split('/')[3] ?? '')
  if (request.url === '/abone/search') {
    const ids = Object.keys(documents)
    const offset = Number(new URLSearchParams(body).get('offset'))
    const result = ids
      .slice(offset, offset + 2)
      .map(each => ({ id: each, type: 'text', date: '2026-11-23T09:00:00Z', title: 'x' }))
    response.end(
      JSON.stringify({
        data: { result, total: String(ids.length) },
        response: { success: true, code: 200, message: '' },
      }),
    )
  } else if (request.url?.startsWith('/abone/document/')) response.end(documents[id])
  else response.end('{}')
})
afterAll(() => old.stop())

const followingOld = () =>
  looksAt(
    (source, take, signal) =>
      lookAtHas(source, take, signal, { now: () => Date.parse('2026-11-23T10:00:00Z'), sleep: async () => {} }),
    { kind: 'has', settings: { url: `${old.url}/`, user: '3001234' }, secret: 'x' },
  )

test('sentences in answers of 200 are never stored as documents, and absent documents are asked for again', async () => {
  Object.assign(documents, {
    'aa:text:20261123:1': '<newsMessage>one</newsMessage>',
    'aa:text:20261123:2': 'Bu içerik için yetkiniz yoktur',
    'aa:text:20261123:3': 'Dosya Bulunamadı',
    'aa:text:20261123:4': '{"data":null,"response":{"success":false,"code":404,"message":"Dosya Bulunamadı"}}',
    'aa:text:20261123:5': '{"data":"<newsMessage>five</newsMessage>"}',
    'aa:text:20261123:6': '<html><body>Service temporarily unavailable</body></html>',
  })
  const looks = followingOld()
  await looks.look()
  expect(looks.arrivals.map(textOf).sort()).toEqual([
    '<newsMessage>five</newsMessage>',
    '<newsMessage>one</newsMessage>',
  ])
  documents['aa:text:20261123:3'] = '<newsMessage>three</newsMessage>'
  await looks.look()
  expect(textOf(looks.arrivals[2])).toBe('<newsMessage>three</newsMessage>')
})

test('a code of 401 in an answer of 200 ends the look with its message', async () => {
  const refusing = await peer((_, response) =>
    response.end('{"data":null,"response":{"success":false,"code":401,"message":"Kullanıcı adı veya şifre hatalı"}}'),
  )
  const looks = looksAt(
    (source, take, signal) => lookAtHas(source, take, signal, { now: () => 0, sleep: async () => {} }),
    { kind: 'has', settings: { url: refusing.url, user: '3001234' } },
  )
  expect(await looks.look()).toMatchObject({ kind: 'failed', reason: expect.stringContaining('401: Kullanıcı') })
  await refusing.stop()
})

test('of a picture without newsml29 the newsml12 is taken', async () => {
  const pictures = await peer((request, response) => {
    const line = {
      id: 'aa:picture:20261123:7',
      type: 'picture',
      date: '2026-11-23T09:00:00Z',
      title: 'x',
      group_id: 'g',
    }
    if (request.url === '/abone/search')
      response.end(
        JSON.stringify({ data: { result: [line], total: 1 }, response: { success: true, code: 200, message: '' } }),
      )
    else if (request.url?.endsWith('/newsml12')) response.end('<NewsML/>')
    else response.writeHead(404).end('Dosya Bulunamadı')
  })
  const looks = looksAt(
    (source, take, signal) =>
      lookAtHas(source, take, signal, { now: () => Date.parse('2026-11-23T10:00:00Z'), sleep: async () => {} }),
    { kind: 'has', settings: { url: pictures.url, user: '3001234' } },
  )
  await looks.look()
  expect(looks.arrivals.map(each => [textOf(each), each.name])).toEqual([
    ['<NewsML/>', 'aa:picture:20261123:7.newsml12.xml'],
  ])
  await pictures.stop()
})
