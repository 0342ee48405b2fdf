import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { Refusal } from '../domain/refusal.ts'
import type { WebEnv, WebSettings } from './env.ts'

/** The name of the hidden field; scripts send the same value as header `x-csrf-token`, and forms with files in the query of their address, so
 *  that no file is read before. */
export const csrfField = 'csrf'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/** The token that goes into forms of a session. The session token is the key, known to the reader's browser and to us alone, so that
 *  nothing has to be stored and every process knows it. */
export const csrfToken = (session: string): string =>
  createHmac('sha256', session).update('dateline form').digest('base64url')

/** Refuses what a page of another site makes a reader's browser send (403 `stale-form`). Clients that are no browsers send neither
 *  Sec-Fetch-Site nor Origin and pass: they carry no cookies that somebody else could use. */
export const sameOrigin =
  (settings: Pick<WebSettings, 'publicUrl'>): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    if (!safeMethods.includes(c.req.method) && !isFromHere(c, settings.publicUrl)) {
      throw new Refusal('stale-form', 'this request was started by a page of another site')
    }
    await next()
  }

const isFromHere = (c: Context, publicUrl: string): boolean => {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  if (origin === undefined || origin === publicUrl) return true
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host')
}

/** Refuses a form whose token is not the one of the session it arrives with: it was drawn before a sign-in, or not by us. */
export const checkCsrf = async (c: Context<WebEnv>): Promise<void> => {
  const expected = c.get('csrf')
  if (safeMethods.includes(c.req.method) || expected === null) return
  const sent = c.req.header('x-csrf-token') ?? c.req.query(csrfField) ?? (await fieldOf(c))
  if (sent === undefined || !isEqual(sent, expected)) {
    throw new Refusal('stale-form', 'this form was opened before you last signed in', { field: csrfField })
  }
}

const fieldOf = async (c: Context): Promise<string | undefined> => {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined
  const value = (await c.req.parseBody())[csrfField]
  return typeof value === 'string' ? value : undefined
}

const isEqual = (a: string, b: string): boolean => {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
