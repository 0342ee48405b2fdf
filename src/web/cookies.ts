import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { WebEnv } from './env.ts'

/** Who a session belongs to: staff sign in to the desk, users to the portal; one browser can hold both. */
export type Realm = 'desk' | 'portal'

const yearS = 31_536_000

const isHttps = (c: Context<WebEnv>): boolean => c.get('settings').publicUrl.startsWith('https:')
// The browser itself refuses a `__Secure-` cookie that did not come over https.
const sessionName = (c: Context<WebEnv>, realm: Realm): string => `${isHttps(c) ? '__Secure-' : ''}dateline_${realm}`

const options = (c: Context<WebEnv>, path: string) =>
  ({ path, httpOnly: true, sameSite: 'Lax', secure: isHttps(c) }) as const

/** The session token that the browser sent, or null. */
export const readSession = (c: Context<WebEnv>, realm: Realm): string | null =>
  getCookie(c, sessionName(c, realm)) || null

/** Gives the browser its session token. @param maxAgeS without it the cookie goes with the browser window */
export const writeSession = (c: Context<WebEnv>, realm: Realm, token: string, maxAgeS?: number): void =>
  setCookie(c, sessionName(c, realm), token, {
    ...options(c, `/${realm}`),
    ...(maxAgeS === undefined ? {} : { maxAge: maxAgeS }),
  })

/** Takes the session cookie away from the browser. */
export const clearSession = (c: Context<WebEnv>, realm: Realm): void => {
  deleteCookie(c, sessionName(c, realm), options(c, `/${realm}`))
}

/** What a reader chose to see, kept for a year: not a secret, and not tied to an account. */
export type Preference = 'language' | 'theme'

export const readPreference = (c: Context<WebEnv>, name: Preference): string | undefined =>
  getCookie(c, `dateline_${name}`)

export const writePreference = (c: Context<WebEnv>, name: Preference, value: string): void =>
  setCookie(c, `dateline_${name}`, value, { ...options(c, '/'), maxAge: yearS })
