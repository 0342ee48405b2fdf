import type { Db } from './db.ts'
import { type Person, personColumns } from './person.ts'

/** A session as it is kept: only the digest of its token. */
export interface NewSession {
  readonly tokenDigest: Buffer
  readonly person: string
  readonly at: Date
  readonly expiresAt: Date
  readonly address: string
  readonly agent: string
}

/** Starts a session, and clears away the person's expired ones. */
export const insertSession = async (sql: Db, session: NewSession): Promise<void> => {
  const { tokenDigest, person, at, expiresAt, address, agent } = session
  await sql`
    with expired as (
      delete from session where person_id = ${person} and expires_at <= ${at}
    )
    insert into session (token_digest, person_id, created_at, seen_at, expires_at, address, agent)
    values (${tokenDigest}, ${person}, ${at}, ${at}, ${expiresAt}, ${address}, ${agent})`
}

/** The person of a live session, and when it was last seen; null where it has expired, is unknown, or the person is shut out. */
export const sessionPerson = async (
  sql: Db,
  { tokenDigest, isStaff, now }: { tokenDigest: Buffer; isStaff: boolean; now: Date },
): Promise<{ person: Person; seenAt: Date } | null> => {
  const rows = await sql<(Person & { seenAt: Date })[]>`
    select ${personColumns(sql)}, s.seen_at as "seenAt" from session s join person p on p.id = s.person_id
     where s.token_digest = ${tokenDigest} and s.expires_at > ${now} and p.disabled_at is null
       and (p.subscriber_id is null) = ${isStaff}`
  const row = rows[0]
  if (row === undefined) return null
  const { seenAt, ...person } = row
  return { person, seenAt }
}

/** Moves the end of a session. */
export const slideSession = async (
  sql: Db,
  { tokenDigest, now, expiresAt }: { tokenDigest: Buffer; now: Date; expiresAt: Date },
): Promise<void> => {
  await sql`update session set seen_at = ${now}, expires_at = ${expiresAt} where token_digest = ${tokenDigest}`
}

export const deleteSession = async (sql: Db, tokenDigest: Buffer): Promise<void> => {
  await sql`delete from session where token_digest = ${tokenDigest}`
}
