import type { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { type AccountNews, changeAccounts } from '../store/account-log.ts'
import { type Credential, insertCredential, revokeCredential } from '../store/credential.ts'
import type { Db } from '../store/db.ts'
import { disablePersonRow, insertPerson, type Person } from '../store/person.ts'
import { insertSubscriber, type Subscriber, subscribers } from '../store/subscriber.ts'
import type { Acting } from './acting.ts'
import { formatToken } from './api-header.ts'
import { keyInput, parseInput, personInput, revokeInput, staffInput, subscriberInput, userInput } from './inputs.ts'
import { hashPassword } from './password.ts'
import { digestOf, isSecret, makeId, makeSecret } from './secret.ts'

export { endLicence, setLicence, setProduct } from './contracts.ts'

/** @throws Refusal `bad-input`, `name-taken` */
export const addSubscriber = (act: Acting, input: z.input<typeof subscriberInput>): Promise<Subscriber> => {
  const { name, email } = parseInput(subscriberInput, input)
  return changeAccounts(act.db, act.by, async sql => {
    const id = makeId('sub')
    const subscriber = await insertSubscriber(sql, { id, name, email })
    if (subscriber === null) {
      throw new Refusal('name-taken', `there is a subscriber "${name}" already`, { field: 'name' })
    }
    return { result: subscriber, news: { kind: 'subscriber', ref: id, subscriber: id } }
  })
}

/** A person of the agency. @throws Refusal `bad-input`, `name-taken` */
export const addStaff = async (act: Acting, input: z.input<typeof staffInput>): Promise<Person> => {
  const { password, ...rest } = parseInput(staffInput, input)
  return addPerson(act, { ...rest, id: makeId('stf'), subscriber: null }, await hashPassword(password))
}

/** A person of a subscriber. @throws Refusal `bad-input`, `not-found`, `name-taken` */
export const addUser = async (act: Acting, input: z.input<typeof userInput>): Promise<Person> => {
  const { password, ...rest } = parseInput(userInput, input)
  return addPerson(act, { ...rest, id: makeId('usr') }, await hashPassword(password))
}

const addPerson = (act: Acting, person: Person, passwordHash: string): Promise<Person> =>
  changeAccounts(act.db, act.by, async sql => {
    if (person.subscriber !== null) await requireSubscriber(sql, person.subscriber)
    const added = await insertPerson(sql, person, passwordHash)
    if (added === null) {
      throw new Refusal('name-taken', `${person.email} has an account already`, { field: 'email' })
    }
    return { result: added, news: newsOf(added) }
  })

/** Shuts a person out at once; their sessions end. @throws Refusal `not-found` */
export const disablePerson = (act: Acting, input: z.input<typeof personInput>): Promise<Person> => {
  const { person: id } = parseInput(personInput, input)
  return changeAccounts(act.db, act.by, async sql => {
    const person = await disablePersonRow(sql, { id, at: act.now })
    if (person === null) throw new Refusal('not-found', `there is no person ${id}`, { field: 'person' })
    return { result: person, news: newsOf(person) }
  })
}

const newsOf = ({ id, subscriber }: Person): AccountNews => ({
  kind: subscriber === null ? 'staff' : 'user',
  ref: id,
  subscriber,
})

/** A key that was just made; its secret is known here and nowhere else. */
export interface IssuedKey {
  readonly credential: Credential
  /** Password of HAS, with the credential's id as user name. */
  readonly secret: string
  /** Bearer token: `dlk_3001001_…`. */
  readonly token: string
}

/** @throws Refusal `bad-input`, `not-found` */
export const issueKey = (act: Acting, input: z.input<typeof keyInput>): Promise<IssuedKey> =>
  issueKeyWith(act, input, makeSecret())

/** The same with a secret that was generated before (`makeSecret`) and is kept somewhere, as the demo's are. */
export const issueKeyWith = async (
  act: Acting,
  input: z.input<typeof keyInput>,
  secret: string,
): Promise<IssuedKey> => {
  const { subscriber, name, expires, manages } = parseInput(keyInput, input)
  if (!isSecret(secret)) throw new RangeError('the secret was not generated')
  if (expires !== null && expires <= act.now) {
    throw new Refusal('bad-input', `expires: ${expires.toISOString()} has passed`, { field: 'expires' })
  }
  return changeAccounts(act.db, act.by, async sql => {
    await requireSubscriber(sql, subscriber)
    const secretDigest = digestOf(secret)
    const credential = await insertCredential(sql, { subscriber, name, secretDigest, expiresAt: expires, manages })
    const { id } = credential
    return {
      result: { credential, secret, token: formatToken({ id, secret }) },
      news: { kind: 'credential', ref: id, subscriber },
    }
  })
}

/** Closes a key at every door, for good. @throws Refusal `bad-input`, `not-found` */
export const revokeKey = (act: Acting, input: z.input<typeof revokeInput>): Promise<Credential> => {
  const { credential: id, why } = parseInput(revokeInput, input)
  return changeAccounts(act.db, act.by, async sql => {
    const revoked = await revokeCredential(sql, { id, at: act.now, why })
    if (revoked === null) throw new Refusal('not-found', `there is no key ${id}`, { field: 'credential' })
    return { result: revoked, news: { kind: 'credential', ref: id, subscriber: revoked.subscriber } }
  })
}

const requireSubscriber = async (sql: Db, id: string): Promise<void> => {
  const found = await subscribers(sql, [id])
  if (found.length === 0) throw new Refusal('not-found', `there is no subscriber ${id}`, { field: 'subscriber' })
}
