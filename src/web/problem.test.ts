import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { expect, test } from 'vitest'
import { Refusal, refusalCodes } from '../domain/refusal.ts'
import { languageCodes } from '../domain/taxonomy.ts'
import { problemOf, problemResponse, refusalMessage, statusOf } from './problem.ts'

test('every refusal has a client-error status and words in every language', () => {
  expect(refusalCodes.length).toBeGreaterThan(15)
  for (const code of refusalCodes) {
    expect(statusOf(code), code).toBeGreaterThanOrEqual(400)
    expect(statusOf(code), code).toBeLessThan(500)
    for (const language of languageCodes) {
      const { title, advice } = refusalMessage(language, new Refusal(code, 'detail'))
      expect(title.length * advice.length, `${language} ${code}`).toBeGreaterThan(0)
    }
  }
})

test('a refusal becomes a problem with its code, reason, request and field', () => {
  const problem = problemOf(new Refusal('note-required', 'a kill needs a note', { field: 'note' }), 'r-1')
  expect(problem).toEqual({
    type: '/problems/note-required',
    title: 'A note to desks is missing',
    status: 422,
    detail: 'a kill needs a note',
    instance: 'urn:request:r-1',
    field: 'note',
  })
})

test('anything else becomes a 500 that tells nothing but the id it was logged under', () => {
  const problem = problemOf(new Error('password of the database is hunter2'), 'r-2')
  expect(problem.status).toBe(500)
  expect(JSON.stringify(problem)).not.toContain('hunter2')
  expect(problem.instance).toBe('urn:request:r-2')
})

test('what the router refuses keeps its own status', () =>
  expect(problemOf(new HTTPException(400, { message: 'Malformed JSON' }), 'r').status).toBe(400))

test('a refusal that may be tried again says when, in whole seconds', async () => {
  const app = new Hono()
  app.get('/', c => problemResponse(c, new Refusal('too-many-requests', 'slow down', { retryAfterMs: 1_200 })))
  const answer = await app.request('/')
  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('2')
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(refusalMessage('tr', new Refusal('too-many-requests', 'x', { retryAfterMs: 2_000 })).advice).toContain(
    '2 saniye',
  )
})
