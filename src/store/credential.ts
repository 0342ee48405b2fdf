import type { Db } from './db.ts'

/** A machine credential of a subscriber: Bearer for /v1, Basic for /abone. */
export interface Credential {
  /** Seven digits, as HAS user names are: 3001001. */
  readonly id: string
  readonly subscriber: string
  readonly name: string
  /** SHA-256 of the generated secret. */
  readonly secretDigest: Buffer
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly revokedWhy: string | null
  /** Put out of use since then, and can be put back; null: in use. */
  readonly inactiveSince: Date | null
  /** May make and change keys of its subscriber. */
  readonly manages: boolean
  /** Of the secret before this one, which is good until `previousUntil`. */
  readonly previousDigest: Buffer | null
  readonly previousUntil: Date | null
}

const columns = (sql: Db) => sql`
  id, subscriber_id as subscriber, name, secret_digest as "secretDigest", created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", revoked_why as "revokedWhy", inactive_since as "inactiveSince", manages,
  previous_digest as "previousDigest", previous_until as "previousUntil"`

/** The credentials named, or all, revoked ones too. */
export const credentials = (sql: Db, ids: readonly string[] | null): Promise<Credential[]> => sql<Credential[]>`
  select ${columns(sql)} from credential where ${ids === null ? sql`true` : sql`id = any(${[...ids]}::text[])`} order by id`

/** The credentials of a subscriber, newest first, and when each was last used, to half a minute. */
export const credentialsOf = (
  sql: Db,
  subscriber: string,
): Promise<(Credential & { readonly lastUsedAt: Date | null })[]> => sql`
  select ${columns(sql)}, last_used_at as "lastUsedAt" from credential where subscriber_id = ${subscriber} order by id desc`

/** What a new credential says of itself. */
export interface NewCredential {
  readonly subscriber: string
  readonly name: string
  readonly secretDigest: Buffer
  readonly expiresAt: Date | null
  readonly manages: boolean
}

/** Writes a credential under the next number. */
export const insertCredential = async (
  sql: Db,
  { subscriber, name, secretDigest, expiresAt, manages }: NewCredential,
): Promise<Credential> => {
  const rows = await sql<Credential[]>`
    insert into credential (id, subscriber_id, name, secret_digest, expires_at, manages)
    values (nextval('credential_number')::text, ${subscriber}, ${name}, ${secretDigest}, ${expiresAt}, ${manages})
    returning ${columns(sql)}`
  return theOne(rows)
}

/** Writes what can be changed of a credential; its secret is not. */
export const saveCredential = async (
  sql: Db,
  { id, name, expiresAt, inactiveSince, manages }: Credential,
): Promise<Credential> => {
  const rows = await sql<Credential[]>`
    update credential set name = ${name}, expires_at = ${expiresAt}, inactive_since = ${inactiveSince}, manages = ${manages}
     where id = ${id} returning ${columns(sql)}`
  return theOne(rows)
}

/** Gives a credential another secret; the one it had is good until a moment, and whatever it had before that no more. */
export const replaceSecret = async (
  sql: Db,
  { id, secretDigest, previousUntil }: { id: string; secretDigest: Buffer; previousUntil: Date },
): Promise<Credential> => {
  const rows = await sql<Credential[]>`
    update credential set previous_digest = secret_digest, previous_until = ${previousUntil}, secret_digest = ${secretDigest}
     where id = ${id} returning ${columns(sql)}`
  return theOne(rows)
}

const theOne = (rows: readonly Credential[]): Credential => {
  const row = rows[0]
  if (row === undefined) throw new Error('the credential was not written')
  return row
}

/** Marks a credential as revoked; one that was revoked before keeps its time and reason. null for an unknown id. */
export const revokeCredential = async (
  sql: Db,
  { id, at, why }: { id: string; at: Date; why: string },
): Promise<Credential | null> => {
  const rows = await sql<Credential[]>`
    update credential set revoked_why = case when revoked_at is null then ${why} else revoked_why end,
           revoked_at = coalesce(revoked_at, ${at})
     where id = ${id} returning ${columns(sql)}`
  return rows[0] ?? null
}

/** Writes when credentials were last used; an older time never replaces a newer one. */
export const markUsed = async (sql: Db, uses: ReadonlyMap<string, Date>): Promise<void> => {
  const times = [...uses.values()].map(at => at.toISOString())
  await sql`
    update credential c set last_used_at = greatest(c.last_used_at, u.at)
      from unnest(${[...uses.keys()]}::text[], ${times}::text[]::timestamptz[]) as u(id, at) where c.id = u.id`
}

/** A revoked credential whose subscriber has not been told. */
export interface UntoldRevocation {
  readonly id: string
  readonly name: string
  readonly why: string
  readonly at: Date
  readonly subscriberName: string
  readonly email: string
}

/** Revocations that no mail has gone out about, oldest first. */
export const untoldRevocations = (sql: Db): Promise<UntoldRevocation[]> => sql<UntoldRevocation[]>`
  select c.id, c.name, coalesce(c.revoked_why, '') as why, c.revoked_at as at, s.name as "subscriberName", s.email
    from credential c join subscriber s on s.id = c.subscriber_id
   where c.revoked_at is not null and c.revocation_mailed_at is null order by c.revoked_at limit 50`

export const markRevocationTold = async (sql: Db, { id, at }: { id: string; at: Date }): Promise<void> => {
  await sql`update credential set revocation_mailed_at = ${at} where id = ${id}`
}
