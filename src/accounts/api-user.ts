import { Refusal } from '../domain/refusal.ts'
import type { Credential } from '../store/credential.ts'
import type { Db } from '../store/db.ts'
import { insertTicket, takeTicket } from '../store/ticket.ts'
import { type Claim, readBasic, readBearer } from './api-header.ts'
import type { Catalogue } from './catalogue.ts'
import { createFailures } from './failures.ts'
import { refuseSpent } from './key-state.ts'
import { createLastUsed } from './last-used.ts'
import { digestOf, hasDigest, makeSecret } from './secret.ts'

/** A machine of a subscriber that has shown its key. */
export interface ApiUser {
  /** Id of the credential: 3001001. */
  readonly credential: string
  readonly subscriber: string
  readonly name: string
  /** Digest of the secret that it showed, in base64; left out: it is not known which. */
  readonly shown?: string | undefined
}

/** Tells who sends a request. One secret serves both doors: as a Bearer token for /v1, as a Basic password for /abone. */
export interface Authenticator {
  /** @param address of the client; wrong secrets are counted by it. @throws Refusal `unauthenticated`, `wrong-credentials`, `too-many-requests` */
  bearer(header: string | null | undefined, address: string): ApiUser
  /** The same for `Authorization: Basic`. */
  basic(header: string | null | undefined, address: string): ApiUser
  /** Whether the key, and the secret that was shown, are still good. @throws Refusal `wrong-credentials` with the reason */
  check(user: Pick<ApiUser, 'credential' | 'shown'>): void
  /** A token for the address of a stream, where a browser cannot send headers: good once, for a minute. */
  issueTicket(user: ApiUser): Promise<string>
  /** @throws Refusal `wrong-credentials` where the ticket was used, is too old, or its key is no longer good */
  redeemTicket(token: string): Promise<ApiUser>
  /** Writes when keys were last used. */
  stop(): Promise<void>
}

const ticketMs = 60_000
/** Compared with where an id is unknown, so that this takes as long as a wrong secret. */
const nobody = Buffer.alloc(32)

/** An authenticator over the keys that the catalogue knows; it asks the database for tickets only. A licence that has ended is no reason to refuse. */
export const createAuthenticator = (db: Db, catalogue: Catalogue, clock: () => Date): Authenticator => {
  const failures = createFailures()
  const lastUsed = createLastUsed(db)

  const prove = (claim: Claim | null, address: string): ApiUser => {
    if (claim === null) throw new Refusal('unauthenticated', 'this address needs an API key')
    const now = clock()
    const credential = catalogue.credential(claim.id)
    // Both are looked at in any case, so that neither takes another time.
    const isNewest = hasDigest(claim.secret, credential?.secretDigest ?? nobody)
    const isBefore = hasDigest(claim.secret, credential?.previousDigest ?? nobody)
    if (credential === null || !(isNewest || isBefore)) {
      // The right secret is never held up, so that one wrong client does not silence others behind the same address.
      const waitMs = failures.count(`${address} ${claim.id}`, now)
      if (waitMs !== null) {
        throw new Refusal('too-many-requests', 'too many wrong keys from this address', { retryAfterMs: waitMs })
      }
      throw new Refusal('wrong-credentials', 'there is no such API user with this secret')
    }
    const shown = (isNewest ? credential.secretDigest : credential.previousDigest)?.toString('base64')
    refuseSpent(credential, now, shown)
    lastUsed.note(credential.id, now)
    return toUser(credential, shown)
  }
  const proveAgain = ({ credential: id, shown }: Pick<ApiUser, 'credential' | 'shown'>): ApiUser => {
    const credential = catalogue.credential(id)
    if (credential === null) throw new Refusal('wrong-credentials', 'there is no such API user')
    refuseSpent(credential, clock(), shown)
    return toUser(credential, shown ?? credential.secretDigest.toString('base64'))
  }

  return {
    bearer: (header, address) => prove(readBearer(header), address),
    basic: (header, address) => prove(readBasic(header), address),
    check: user => void proveAgain(user),
    async issueTicket(user) {
      const { credential } = proveAgain(user)
      const token = makeSecret()
      const now = clock()
      const expiresAt = new Date(now.getTime() + ticketMs)
      await insertTicket(db, { tokenDigest: digestOf(token), credential, now, expiresAt })
      return token
    },
    async redeemTicket(token) {
      const credential = await takeTicket(db, digestOf(token), clock())
      if (credential === null) throw new Refusal('wrong-credentials', 'this ticket has been used or is too old')
      return proveAgain({ credential })
    },
    stop: () => lastUsed.stop(),
  }
}

const toUser = ({ id, subscriber, name }: Credential, shown: string | undefined): ApiUser => ({
  credential: id,
  subscriber,
  name,
  shown,
})
