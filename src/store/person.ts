import type { Language } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'

export const staffRoles = ['writer', 'editor', 'admin'] as const
export const userRoles = ['reader', 'master'] as const
/** Staff write, edit or administer; a subscriber's people read, and its master users manage. */
export type Role = (typeof staffRoles)[number] | (typeof userRoles)[number]

/** Somebody who signs in. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  /** null: a person of the agency. */
  readonly subscriber: string | null
  readonly language: Language
}

/** The columns of a Person; expects `person p`. */
export const personColumns = (sql: Db) => sql`p.id, p.email, p.name, p.role, p.subscriber_id as subscriber, p.language`

/** Whose sign-in an e-mail address is: `staff` of the agency, or people of subscribers. Disabled people are left out. */
export const personForSignIn = async (
  sql: Db,
  { email, isStaff }: { email: string; isStaff: boolean },
): Promise<{ person: Person; passwordHash: string } | null> => {
  const rows = await sql<(Person & { passwordHash: string })[]>`
    select ${personColumns(sql)}, p.password_hash as "passwordHash" from person p
     where lower(p.email) = lower(${email}) and (p.subscriber_id is null) = ${isStaff} and p.disabled_at is null`
  const row = rows[0]
  if (row === undefined) return null
  const { passwordHash, ...person } = row
  return { person, passwordHash }
}

/** Somebody of the agency by id or e-mail address, who is not shut out; null: there is none. */
export const staffPerson = async (sql: Db, idOrEmail: string): Promise<Person | null> => {
  const rows = await sql<Person[]>`
    select ${personColumns(sql)} from person p
     where (p.id = ${idOrEmail} or lower(p.email) = lower(${idOrEmail})) and p.subscriber_id is null and p.disabled_at is null`
  return rows[0] ?? null
}

/** Somebody of a subscriber by id, who is not shut out; null: there is none. */
export const personOfSubscriber = async (sql: Db, id: string): Promise<Person | null> => {
  const rows = await sql<Person[]>`
    select ${personColumns(sql)} from person p where p.id = ${id} and p.subscriber_id is not null and p.disabled_at is null`
  return rows[0] ?? null
}

/** Writes a person; null where the e-mail address is taken among staff, or among subscribers' people. */
export const insertPerson = async (
  sql: Db,
  { id, email, name, role, subscriber, language }: Person,
  passwordHash: string,
): Promise<Person | null> => {
  const rows = await sql<Person[]>`
    insert into person as p (id, email, name, role, subscriber_id, language, password_hash)
    values (${id}, ${email}, ${name}, ${role}, ${subscriber}, ${language}, ${passwordHash})
    on conflict (lower(email), (subscriber_id is null)) do nothing
    returning ${personColumns(sql)}`
  return rows[0] ?? null
}

/** Shuts a person out and ends their sessions; null for an unknown id. */
export const disablePersonRow = async (sql: Db, { id, at }: { id: string; at: Date }): Promise<Person | null> => {
  await sql`delete from session where person_id = ${id}`
  const rows = await sql<Person[]>`
    update person as p set disabled_at = coalesce(disabled_at, ${at}) where id = ${id} returning ${personColumns(sql)}`
  return rows[0] ?? null
}
