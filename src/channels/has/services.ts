import type { IncomingMessage } from 'node:http'
import type { ApiUser } from '../../accounts/api-user.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import type { Scope } from '../../domain/licence.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Taker } from '../../media/offer.ts'
import type { Media } from '../../media/open.ts'
import type { Wire } from '../../wire/open.ts'
import type { Listings } from './listings.ts'
import type { Tables } from './tables.ts'

/** What the functions work with. */
export interface Services {
  readonly wire: Wire
  readonly catalogue: Catalogue
  readonly media: Pick<Media, 'served' | 'links' | 'bindsAddress'>
  readonly tables: Tables
  readonly listings: Listings
  readonly agencyName: string
}

/** A request of somebody known, at a route that exists. */
export interface Call {
  readonly user: ApiUser
  readonly request: IncomingMessage
  /** Of the client. */
  readonly address: string
  readonly query: URLSearchParams
  /** What follows the name of the function in the path, decoded. */
  readonly rest: readonly string[]
}

/** @throws Refusal `not-entitled` where there never was a licence */
export const scopeFor = ({ catalogue }: Services, user: ApiUser, now: Date): Scope => {
  const scope = catalogue.scopeOf(user.subscriber, now)
  if (scope === null) throw new Refusal('not-entitled', `${user.name} has no licence`)
  return scope
}

/** Who takes a file, under the contract of now. @throws Refusal `not-entitled` where there never was a licence */
export const takerFor = (services: Services, user: ApiUser, now: Date): Taker => ({
  subscriber: user.subscriber,
  actor: user.credential,
  scope: scopeFor(services, user, now),
  downloadLimit: services.catalogue.contractOf(user.subscriber, now)?.downloadLimit ?? null,
})
