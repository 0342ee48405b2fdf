import type { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { changeAccounts } from '../store/account-log.ts'
import { type Credential, credentials, credentialsOf, replaceSecret, saveCredential } from '../store/credential.ts'
import type { Acting } from './acting.ts'
import { type IssuedKey, issueKey } from './admin.ts'
import { formatToken } from './api-header.ts'
import { keyChangeInput, type keyInput, parseInput, rotateInput } from './inputs.ts'
import { keyStateOf } from './key-state.ts'
import { digestOf, makeSecret } from './secret.ts'

/** Somebody who manages the keys of one subscriber and of no other. */
export interface Managing extends Acting {
  /** null: the agency, for any subscriber. */
  readonly subscriber: string | null
  /** The key with which it is done: it cannot take itself out of use. null: a person. */
  readonly ownKey: string | null
}

/** Keys that are not revoked and have not expired; a script that makes keys in a circle ends here. */
const keysAtMost = 200
const hourMs = 3_600_000

/** Makes a key. @throws Refusal `bad-input`, `not-found`, `forbidden` where there are too many */
export const addApiUser = async (
  { subscriber, ...act }: Managing & { readonly subscriber: string },
  input: Omit<z.input<typeof keyInput>, 'subscriber'>,
): Promise<IssuedKey> => {
  const there = await credentialsOf(act.db, subscriber)
  const counted = there.filter(each => ['active', 'inactive'].includes(keyStateOf(each, act.now)))
  if (counted.length >= keysAtMost) {
    throw new Refusal('forbidden', `there are ${keysAtMost} API users already; let some of them end first`)
  }
  return issueKey(act, { ...input, subscriber })
}

/**
 * Changes the name of a key, when it ends, whether it is in use, or whether it may manage keys.
 * @throws Refusal `bad-input` with the field; `not-found` also for a key of somebody else; `forbidden` where it would shut itself out
 */
export const changeApiUser = async (
  act: Managing,
  id: string,
  input: z.input<typeof keyChangeInput>,
): Promise<Credential> => {
  const { name, expiresAt, isActive, manages } = parseInput(keyChangeInput, input)
  return changeAccounts(act.db, act.by, async sql => {
    const before = await requireKey(sql, act, id)
    if (expiresAt != null && expiresAt <= act.now) {
      const detail = `expiresAt: ${expiresAt.toISOString()} has passed; to end a key now, deactivate it`
      throw new Refusal('bad-input', detail, { field: 'expiresAt' })
    }
    if (act.ownKey === id && (isActive === false || manages === false)) {
      throw new Refusal(
        'forbidden',
        `key ${id} cannot take itself out of use: do it with another key, or in the portal`,
      )
    }
    const changed = await saveCredential(sql, {
      ...before,
      name: name ?? before.name,
      expiresAt: expiresAt === undefined ? before.expiresAt : expiresAt,
      inactiveSince:
        isActive === undefined ? before.inactiveSince : isActive ? null : (before.inactiveSince ?? act.now),
      manages: manages ?? before.manages,
    })
    return { result: changed, news: { kind: 'credential', ref: id, subscriber: changed.subscriber } }
  })
}

/**
 * Gives a key a new secret; the old one is good for some hours more. An older one still in its last hours ends.
 * @throws Refusal `bad-input`, `not-found`, `forbidden` where a key would end its own secret at once: the answer with the new one may be lost
 */
export const rotateApiUser = async (
  act: Managing,
  id: string,
  input: z.input<typeof rotateInput>,
): Promise<IssuedKey> => {
  const { overlapHours } = parseInput(rotateInput, input)
  if (act.ownKey === id && overlapHours === 0) {
    const detail =
      'overlapHours: a key that replaces its own secret keeps the old one for an hour at least, lest this answer be lost'
    throw new Refusal('bad-input', detail, { field: 'overlapHours' })
  }
  const secret = makeSecret()
  return changeAccounts(act.db, act.by, async sql => {
    await requireKey(sql, act, id)
    const previousUntil = new Date(act.now.getTime() + overlapHours * hourMs)
    const credential = await replaceSecret(sql, { id, secretDigest: digestOf(secret), previousUntil })
    return {
      result: { credential, secret, token: formatToken({ id, secret }) },
      news: { kind: 'credential', ref: id, subscriber: credential.subscriber },
    }
  })
}

const requireKey = async (sql: Acting['db'], { subscriber }: Managing, id: string): Promise<Credential> => {
  const [found] = await credentials(sql, [id])
  if (found === undefined || (subscriber !== null && found.subscriber !== subscriber)) {
    throw new Refusal('not-found', `there is no key ${id}`, { field: 'credential' })
  }
  if (found.revokedAt !== null) {
    throw new Refusal('bad-input', `credential: key ${id} was revoked for good; make another`, { field: 'credential' })
  }
  return found
}
