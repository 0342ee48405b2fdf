import { Refusal } from '../domain/refusal.ts'
import type { Db } from '../store/db.ts'
import { type Person, personForSignIn } from '../store/person.ts'
import { deleteSession, insertSession, sessionPerson, slideSession } from '../store/session.ts'
import type { Realm } from '../web/cookies.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import { hashPassword, isPassword, passwordLength } from './password.ts'
import { digestOf, isSecret, makeSecret } from './secret.ts'

export type { Person, Role } from '../store/person.ts'

/** Somebody's try to sign in. */
export interface SignIn {
  readonly realm: Realm
  readonly email: string
  readonly password: string
  readonly address: string
  /** The browser, as it names itself; for the person's list of sessions. */
  readonly agent: string
  /** The token that the browser had before, which ends. */
  readonly previous: string | null
}

/** Staff (realm `desk`) and subscribers' people (realm `portal`) and their sessions. */
export interface People {
  /** Starts a session. Whether the account exists shows neither in the answer nor in its time.
   *  @throws Refusal `wrong-credentials`, or `too-many-requests` with the time to wait */
  signIn(attempt: SignIn): Promise<{ person: Person; token: string }>
  /** Whose session it is, which is thereby prolonged; null where it has ended. */
  personOf(realm: Realm, token: string | null): Promise<Person | null>
  signOut(token: string): Promise<void>
}

const hourMs = 3_600_000
/** How long a session lives without being used. */
const lifetimeMs: Readonly<Record<Realm, number>> = { desk: 12 * hourMs, portal: 30 * 24 * hourMs }
/** Not every request moves the end of its session. */
const slideAfterMs = 60_000
/** RFC 5321 §4.5.3.1 leaves an e-mail address 254 characters. */
const longestEmail = 254

/** The people of a database. @param clock the time */
export const createPeople = (db: Db, clock: () => Date): People => {
  let decoy: Promise<string> | null = null

  return {
    async signIn({ realm, email: typed, password, address, agent, previous }) {
      const now = clock()
      const email = typed.trim().slice(0, longestEmail)
      const trying = { account: `${realm}:${email.toLowerCase()}`, address }
      await countAttempt(db, trying, now)
      decoy ??= hashPassword(makeSecret())
      const anyHash = await decoy
      const found = await personForSignIn(db, { email, isStaff: realm === 'desk' })
      const isRight = await isPassword(password.slice(0, passwordLength.most + 1), found?.passwordHash ?? anyHash)
      if (found === null || !isRight) {
        throw new Refusal('wrong-credentials', 'e-mail address and password do not belong together')
      }
      await forgetAttempts(db, trying)
      if (previous !== null) await deleteSession(db, digestOf(previous))
      const token = makeSecret()
      await insertSession(db, {
        tokenDigest: digestOf(token),
        person: found.person.id,
        at: now,
        expiresAt: new Date(now.getTime() + lifetimeMs[realm]),
        address,
        agent: agent.slice(0, 200),
      })
      return { person: found.person, token }
    },
    async personOf(realm, token) {
      if (token === null || !isSecret(token)) return null
      const now = clock()
      const tokenDigest = digestOf(token)
      const session = await sessionPerson(db, { tokenDigest, isStaff: realm === 'desk', now })
      if (session === null) return null
      if (now.getTime() - session.seenAt.getTime() >= slideAfterMs) {
        await slideSession(db, { tokenDigest, now, expiresAt: new Date(now.getTime() + lifetimeMs[realm]) })
      }
      return session.person
    },
    signOut: token => deleteSession(db, digestOf(token)),
  }
}
