import type { Context, MiddlewareHandler } from 'hono'
import { Refusal } from '../domain/refusal.ts'
import { type Realm, readSession } from '../web/cookies.ts'
import type { WebEnv } from '../web/env.ts'
import type { People, Person, Role } from './people.ts'

export { actionOf, can, requireCan } from './permissions.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Who is signed in; set behind `signedIn` only. */
    person: Person
  }
}

/** What a route behind `signedIn` knows; `c.get('person')` is typed by the map above. (An environment of its own, wider than WebEnv,
 *  would not be accepted by the functions of web/: hono's Context is invariant in it.) */
export type SignedInEnv = WebEnv

/** Lets signed-in people pass and names them as `person`. Others who ask for a page go to the sign-in page and come back after it;
 *  scripts, streams and forms are refused (`unauthenticated`), so that what was typed into a form is still there after going back. */
export const signedIn =
  (people: People, realm: Realm): MiddlewareHandler<SignedInEnv> =>
  async (c, next) => {
    const person = await people.personOf(realm, readSession(c, realm))
    if (person !== null) {
      c.set('person', person)
      return next()
    }
    if (!asksForPage(c)) throw new Refusal('unauthenticated', 'nobody is signed in here')
    const { pathname, search } = new URL(c.req.url)
    const wanted = pathname === `/${realm}` && search === '' ? '' : `?next=${encodeURIComponent(pathname + search)}`
    return c.redirect(`/${realm}/sign-in${wanted}`, 302)
  }

const asksForPage = (c: Context): boolean =>
  (c.req.method === 'GET' || c.req.method === 'HEAD') && /\btext\/html\b/i.test(c.req.header('accept') ?? '')

/** Lets people with one of these roles pass. @throws Refusal `forbidden` */
export const allow =
  (...roles: readonly Role[]): MiddlewareHandler<SignedInEnv> =>
  async (c, next) => {
    const { role } = c.get('person')
    if (!roles.includes(role)) throw new Refusal('forbidden', `this needs the role ${roles.join(' or ')}, not ${role}`)
    await next()
  }

const here = 'http://here.invalid'

/** Where to go after signing in: `next` where that is a page of this realm, else the realm's first page. Addresses of other sites are not
 *  followed, however they are written (CWE-601). */
export const localPath = (realm: Realm, next: string | null | undefined): string => {
  const home = `/${realm}`
  if (next == null || next.length > 2000 || !next.startsWith(home) || !URL.canParse(next, here)) return home
  const { origin, pathname, search } = new URL(next, here)
  const isOfRealm = pathname === home || pathname.startsWith(`${home}/`)
  const isSigning = pathname === `${home}/sign-in` || pathname === `${home}/sign-out`
  return origin === here && isOfRealm && !isSigning ? pathname + search : home
}
