import { Refusal } from '../domain/refusal.ts'
import type { Credential } from '../store/credential.ts'

/** What a key is at a moment: only one that is `active` opens anything. `revoked` is for good. */
export type KeyState = 'active' | 'expired' | 'inactive' | 'revoked'

export const keyStateOf = (
  { revokedAt, inactiveSince, expiresAt }: Pick<Credential, 'revokedAt' | 'inactiveSince' | 'expiresAt'>,
  now: Date,
): KeyState => {
  if (revokedAt !== null) return 'revoked'
  if (inactiveSince !== null) return 'inactive'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active'
}

/** A key as it may be told: without what its secrets are checked by. */
export const plainKey = <T extends Credential>({ secretDigest, previousDigest, ...rest }: T) => rest

/**
 * Refuses a key that is not good now, with the reason, which only those get to read who have shown a secret of it.
 * @param shown digest of that secret in base64; undefined: it is not known which was shown
 * @throws Refusal `wrong-credentials`
 */
export const refuseSpent = (credential: Credential, now: Date, shown?: string): void => {
  const { id, revokedAt, revokedWhy, inactiveSince, expiresAt } = credential
  if (revokedAt !== null) throw spent(`key ${id} was revoked on ${day(revokedAt)}: ${revokedWhy}`)
  if (inactiveSince !== null) {
    throw spent(
      `key ${id} was deactivated on ${day(inactiveSince)}; a master user of your organisation can activate it again`,
    )
  }
  if (expiresAt !== null && expiresAt <= now) {
    throw spent(`key ${id} expired on ${day(expiresAt)}; a master user of your organisation can give it another end`)
  }
  if (shown === undefined || shown === credential.secretDigest.toString('base64')) return
  const { previousDigest, previousUntil } = credential
  if (shown !== previousDigest?.toString('base64')) throw spent(`the secret of key ${id} has been replaced`)
  if (previousUntil === null || previousUntil <= now) {
    throw spent(`the secret of key ${id} was replaced, and the old one ended on ${day(previousUntil ?? now)}`)
  }
}

const spent = (why: string): Refusal => new Refusal('wrong-credentials', why)
const day = (moment: Date): string => moment.toISOString().slice(0, 10)
