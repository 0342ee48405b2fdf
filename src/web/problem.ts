import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import type { Language } from '../domain/taxonomy.ts'
import { type Key, t } from './i18n/translate.ts'

const statuses: Readonly<Record<RefusalCode, number>> = {
  'bad-input': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  'not-entitled': 403,
  'download-limit': 403,
  'link-spent': 403,
  withheld: 403,
  forbidden: 403,
  'stale-form': 403,
  'no-such-item': 404,
  'not-found': 404,
  'not-acceptable': 406,
  'signal-not-allowed': 409,
  'embargo-fixed': 409,
  'nothing-embargoed': 409,
  'item-moved': 409,
  'draft-moved': 409,
  'name-taken': 409,
  'media-not-ready': 409,
  killed: 410,
  'too-large': 413,
  'note-required': 422,
  'embargo-past': 422,
  'key-reused': 422,
  unreadable: 422,
  'unsafe-file': 422,
  'too-many-requests': 429,
}

/** The HTTP status of a refusal. */
export const statusOf = (code: RefusalCode): number => statuses[code]

/** RFC 9457 §3.1; `instance` is the request's id, `field` the input at fault. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly instance: string
  readonly field?: string
}

/** What went wrong, for machines; nothing of an error that is not a refusal is told beyond the id under which it was logged. */
export const problemOf = (error: unknown, requestId: string): Problem => {
  const instance = `urn:request:${requestId}`
  if (error instanceof Refusal) {
    const { code, message: detail, field } = error
    const title = t('en', `problem.${code}.title`)
    const problem = { type: `/problems/${code}`, title, status: statuses[code], detail, instance }
    return field === null ? problem : { ...problem, field }
  }
  // What the router and its middleware refuse themselves, such as a body that is not JSON.
  if (error instanceof HTTPException && error.status < 500) {
    return { type: 'about:blank', title: t('en', 'problem.bad-input.title'), status: error.status, instance }
  }
  return { type: '/problems/internal', title: t('en', 'problem.internal.title'), status: 500, instance }
}

/** The headers that go with a problem, whether it is answered as JSON or as a page. */
export const problemHeaders = (error: unknown, status: number): Record<string, string> => ({
  'Cache-Control': 'no-store',
  ...(error instanceof Refusal && error.retryAfterMs !== null
    ? { 'Retry-After': String(Math.ceil(error.retryAfterMs / 1000)) }
    : {}),
  ...(status === 401 ? { 'WWW-Authenticate': 'Bearer realm="Dateline"' } : {}),
})

/** A problem as `application/problem+json`, for doors that machines use. */
export const problemResponse = (c: Context, error: unknown): Response => {
  const problem = problemOf(error, String(c.get('requestId') ?? ''))
  return c.body(JSON.stringify(problem), problem.status as 400, {
    'Content-Type': 'application/problem+json',
    ...problemHeaders(error, problem.status),
  })
}

/** What went wrong, for people, in their language: what it is and what to do. */
export const refusalMessage = (language: Language, refusal: Refusal): { title: string; advice: string } =>
  messageOf(language, refusal.code, refusal.retryAfterMs)

/** As `refusalMessage`, for anything that was thrown. */
export const errorMessage = (language: Language, error: unknown): { title: string; advice: string } => {
  if (error instanceof Refusal) return refusalMessage(language, error)
  const isOurs = !(error instanceof HTTPException && error.status < 500)
  return messageOf(language, isOurs ? 'internal' : 'bad-input', null)
}

const messageOf = (language: Language, code: RefusalCode | 'internal', retryAfterMs: number | null) => {
  const retry: Key = 'problem.retry'
  return {
    title: t(language, `problem.${code}.title`),
    advice:
      retryAfterMs === null
        ? t(language, `problem.${code}.advice`)
        : t(language, retry, { count: Math.ceil(retryAfterMs / 1000) }),
  }
}
