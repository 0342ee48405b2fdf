import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Person } from '../accounts/people.ts'
import { canonicalJson } from '../domain/canonical.ts'
import { isLapsed } from '../domain/licence.ts'
import { Refusal } from '../domain/refusal.ts'
import type { WebEnv } from '../web/env.ts'
import { screenOf } from '../web/screen.ts'
import type { Portal, Visit } from './env.ts'

/** The visit of a person with what their subscriber may see at this moment. @throws Refusal `forbidden` for somebody of no subscriber */
export const visitOf = (portal: Portal, c: Context<WebEnv>, person: Person = c.get('person')): Visit => {
  const { subscriber } = person
  if (subscriber === null) throw new Refusal('forbidden', 'the portal is for subscribers')
  const now = portal.clock()
  return { screen: screenOf(c), person, subscriber, scope: portal.catalogue.scopeOf(subscriber, now), now }
}

/** A short name for what a visit may see: pages that carry it can tell whether it has changed since they were drawn. */
export const standingOf = ({ scope, now }: Visit): string => {
  const standing = scope === null ? null : { scope, lapsed: isLapsed(scope, now), begun: now >= scope.from }
  return createHash('sha256').update(canonicalJson(standing)).digest('base64url').slice(0, 12)
}
