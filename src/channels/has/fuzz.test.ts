import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedHas, startedHas } from '../../../test/kit/has.ts'
import { flood, tram } from '../../../test/kit/stories.ts'

let has: StartedHas
beforeAll(async () => {
  has = await startedHas()
  for (const each of [flood, tram]) await has.file({ content: each })
})
afterAll(() => has.stop())

/** Moves time on so that the pace never matters. */
const ask: StartedHas['ask'] = async (...call) => {
  await has.moveTo(has.now() + 100)
  return has.ask(...call)
}

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '*',
    'NOW',
    '1,2',
    '[1,2]',
    '[',
    '[[]]',
    '-1',
    '1e9',
    '99999999999999999999',
    '2026-02-30',
    "'",
    '" -x',
    '\u0000',
    '\ud800',
    'İ',
  ),
  fc.constantFrom('0001-01-01', '9999-12-31', '9999-12-31T23:59:59-15:00', '31/12/9999'),
)
const names = [
  'start_date',
  'end_date',
  'filter_provider',
  'filter_category',
  'filter_priority',
  'filter_package',
] as const
const more = ['filter_type', 'filter_language', 'search_string', 'offset', 'limit', 'end_data'] as const
const parameters = fc.dictionary(fc.constantFrom(...names, ...more), fc.oneof(word, fc.jsonValue()), { maxKeys: 6 })

test('no parameters make a search fail', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(parameters, fc.boolean(), async (fields, isJson) => {
      const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
      const body = isJson
        ? JSON.stringify(fields)
        : new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, text(value)])).toString()
      const answer = await ask('/abone/search', { method: 'POST', body })
      const { data, response } = answer.json()
      expect(response).toEqual({ success: true, code: 200, message: '' })
      expect(data.total).toBeGreaterThanOrEqual(data.result.length)
      expect(data.result.every((line: { title: unknown }) => typeof line.title === 'string')).toBe(true)
    }),
    { numRuns: 200 },
  )
  expect(has.logged).toEqual([])
})

test('no address and no body make anything but an envelope', { timeout: 120_000 }, async () => {
  const part = fc.oneof(
    word.map(text => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '-'))),
    fc.constantFrom(
      'document',
      'search',
      'discover',
      'newsml29',
      'tr_TR',
      '%',
      '%00',
      '..',
      'dl:text:20410305:1001',
      'dl%3Atext%3A1%3A1',
    ),
  )
  const path = fc.array(part, { maxLength: 4 }).map(parts => ['/abone', ...parts].join('/'))
  const body = fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes))
  const contentType = fc.constantFrom('application/json', 'multipart/form-data; boundary=a', 'text/plain', 'x')
  const codes = new Set<number>()
  await fc.assert(
    fc.asyncProperty(path, body, contentType, fc.constantFrom('GET', 'POST'), async (to, sent, type, method) => {
      const answer = await ask(to, { method, body: method === 'POST' ? sent : '', headers: { 'Content-Type': type } })
      codes.add(answer.status)
      if (answer.header('Content-Type') === 'application/xml') return
      const { response } = answer.json()
      expect(response.code).toBe(answer.status)
      expect(response.success).toBe(answer.status === 200)
      expect(answer.status).toBeLessThan(500)
    }),
    { numRuns: 200 },
  )
  expect(codes.has(404) && codes.has(200)).toBe(true)
  expect(has.logged).toEqual([])
})
