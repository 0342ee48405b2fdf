import { afterEach, expect, test } from 'vitest'
import { type StartedHas, startedHas } from '../../../test/kit/has.ts'
import { createPace } from './pace.ts'

let has: StartedHas | null = null
afterEach(async () => {
  await has?.stop()
  has = null
})

const at = (ms: number) => new Date(Date.parse('2026-11-23T12:00:00Z') + ms)

test('fifty pass at once, twenty wait up to a second, the rest are refused, and each second brings twenty more', () => {
  const pace = createPace({ isStrict: false })
  const places = Array.from({ length: 80 }, () => pace.reserve('3001001', at(0)))
  expect(places.map(place => place.waitMs).slice(0, 50)).toEqual(Array(50).fill(0))
  expect(places.slice(50, 70).map(place => place.waitMs)).toEqual(Array.from({ length: 20 }, (_, n) => 50 * (n + 1)))
  expect(places.slice(70).every(place => !place.isTaken && place.waitMs === 50)).toBe(true)
  expect(pace.reserve('3001002', at(0))).toMatchObject({ isTaken: true, waitMs: 0 })
  const later = Array.from({ length: 21 }, () => pace.reserve('3001001', at(1_000)))
  expect(later.map(place => place.isTaken)).toEqual([...Array(20).fill(true), false])
})

test('the strict rule is 500 ms between any two requests that are answered', () => {
  const pace = createPace({ isStrict: true })
  const ask = (ms: number) => pace.reserve('3001001', at(ms))
  expect(ask(0)).toMatchObject({ isTaken: true })
  expect(ask(1)).toMatchObject({ isTaken: false, waitMs: 499 })
  expect(ask(499)).toMatchObject({ isTaken: false, waitMs: 1 })
  expect(ask(500)).toMatchObject({ isTaken: true, waitMs: 0 })
  expect(ask(999)).toMatchObject({ isTaken: false })
})

test('a refusal says when to come back, in the words and headers that clients read, and is JSON even for a document', async () => {
  has = await startedHas({ hasStrictRate: true })
  expect((await has.ask('/abone/discover/tr_TR')).status).toBe(200)
  const answer = await has.ask('/abone/document/dl:text:20410305:1001/newsml29')
  expect(answer.status).toBe(429)
  expect(answer.header('Content-Type')).toBe('application/json')
  expect(answer.header('Retry-After')).toBe('1')
  expect(answer.head).toMatch(/\r\nRateLimit-Limit: 1\r\nRateLimit-Remaining: 0\r\nRateLimit-Reset: 1\r\n/u)
  expect(answer.json().response).toEqual({ success: false, code: 429, message: 'try again in 0.500 sec' })
  await has.moveTo(has.now() + 500)
  expect((await has.ask('/abone/discover/tr_TR')).status).toBe(200)
})

test('of eighty at once fifty are answered, twenty more a little later, ten are told to try again', async () => {
  const started = await startedHas()
  has = started
  const answers = await Promise.all(Array.from({ length: 80 }, () => started.ask('/abone/discover/tr_TR')))
  expect(answers.filter(each => each.status === 200)).toHaveLength(70)
  const refused = answers.filter(each => each.status === 429)
  expect(refused).toHaveLength(10)
  for (const each of refused) expect(each.json().response.message).toMatch(/^try again in 0\.\d{3} sec$/u)
  const counted = await started.metrics.registry.getSingleMetricAsString('dateline_has_delayed_total')
  expect(counted).toContain('dateline_has_delayed_total 20')
  expect((await started.ask('/abone/discover/tr_TR', { as: started.lantern })).header('RateLimit-Remaining')).toBe('49')
})

test('with the legacy switch what is refused comes with status 200 and its code inside, but too many requests stay 429', async () => {
  const started = await startedHas({ legacyStatus200: true, hasStrictRate: true })
  has = started
  const wrong = await started.ask('/abone/search', { method: 'POST', as: '3001001:wrong' })
  expect(wrong.status).toBe(200)
  expect(wrong.head).not.toContain('WWW-Authenticate')
  expect(wrong.json().response).toMatchObject({ success: false, code: 401 })
  const missing = await started.ask('/abone/document/dl:text:20410305:1001/newsml29')
  expect(missing.status).toBe(200)
  expect(missing.header('Content-Type')).toBe('application/json')
  expect(missing.body).toContain('Dosya Bulunamadı')
  expect((await started.ask('/abone/search', { method: 'POST' })).status).toBe(429)
})
