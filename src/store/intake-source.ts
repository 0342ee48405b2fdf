import { randomBytes } from 'node:crypto'
import type { Category, Priority } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'
import { storableJson } from './json.ts'

export const sourceKinds = ['folder', 'http', 'feed', 'has', 'dateline', 'imap', 'smtp', 'timeline'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** What the documents of a source mean where they do not say; the settings of `ReadDefaults` (formats/reading.ts). */
export interface SourceDefaults {
  readonly language: string | null
  readonly timeZone: string | null
  readonly charset: string | null
  readonly category: Category | null
  readonly categoryMap: Readonly<Record<string, Category>>
  readonly priority: Priority | null
  readonly provider: string | null
}

export const routingModes = ['desk', 'draft', 'broadcast'] as const

/** What becomes of an item: it waits at the desk, becomes a draft, or goes onto the wire where each list that is given contains it. */
export interface Routing {
  readonly mode: (typeof routingModes)[number]
  readonly categories?: readonly string[] | undefined
  readonly priorities?: readonly Priority[] | undefined
  readonly languages?: readonly string[] | undefined
  /** Whether the files of pictures, videos, graphics and files are fetched; left out: of agencies' APIs (has, dateline) alone. */
  readonly files?: boolean | undefined
}

/** What may be set of a source. */
export interface SourceSetup {
  readonly name: string
  readonly enabled: boolean
  readonly settings: unknown
  readonly everySeconds: number
  readonly defaults: SourceDefaults
  readonly routing: Routing
  /** In whose name drafts are made. */
  readonly person: string | null
  /** Without an arrival for so long it has stalled; null: it may be silent for ever. */
  readonly stalledAfterMinutes: number | null
}

/** Where news comes in from. Its credential and key are not in it, only whether it has them. */
export interface IntakeSource extends SourceSetup {
  readonly id: string
  readonly kind: SourceKind
  readonly hasSecret: boolean
  readonly hasKey: boolean
  readonly state: unknown
  readonly createdAt: Date
  readonly nextPollAt: Date
  readonly lastPollAt: Date | null
  readonly lastOkAt: Date | null
  readonly lastArrivalAt: Date | null
  readonly lastError: string | null
  readonly lastErrorAt: Date | null
  /** Failed looks one after another, up to now. */
  readonly failures: number
}

export const makeSourceId = (): string => `src_${randomBytes(8).toString('hex')}`
export const isSourceId = (text: string): boolean => /^src_[a-z0-9]{1,40}$/.test(text)

const columns = (sql: Db) => sql`
  s.id, s.name, s.kind, s.enabled, s.settings, s.secret is not null as "hasSecret", s.key_digest is not null as "hasKey",
  s.every_seconds as "everySeconds", s.defaults, s.routing, s.person_id as person, s.state,
  s.stalled_after_minutes as "stalledAfterMinutes", s.created_at as "createdAt", s.next_poll_at as "nextPollAt",
  s.last_poll_at as "lastPollAt", s.last_ok_at as "lastOkAt", s.last_arrival_at as "lastArrivalAt", s.last_error as "lastError",
  s.last_error_at as "lastErrorAt", s.failures`

/** All sources that were not removed, by name. */
export const intakeSources = (sql: Db): Promise<IntakeSource[]> => sql<IntakeSource[]>`
  select ${columns(sql)} from intake_source s where s.removed_at is null order by s.name`

/** A source by its id or its exact name; null where there is none, or it was removed. */
export const intakeSource = async (sql: Db, idOrName: string): Promise<IntakeSource | null> => {
  const rows = await sql<IntakeSource[]>`
    select ${columns(sql)} from intake_source s where (s.id = ${idOrName} or s.name = ${idOrName}) and s.removed_at is null
     order by s.id = ${idOrName} desc limit 1`
  return rows[0] ?? null
}

/** Sources to be looked at now, the longest due first. @param kinds those that are looked at by the clock */
export const dueSources = (
  sql: Db,
  { now, kinds, limit }: { now: Date; kinds: readonly SourceKind[]; limit: number },
): Promise<IntakeSource[]> => sql<IntakeSource[]>`
  select ${columns(sql)} from intake_source s
   where s.enabled and s.removed_at is null and s.next_poll_at <= ${now} and s.kind = any(${[...kinds]}::text[])
   order by s.next_poll_at, s.id limit ${limit}`

/** Writes a new source. @returns null where the name is taken */
export const insertSource = async (
  sql: Db,
  source: SourceSetup & { id: string; kind: SourceKind },
): Promise<IntakeSource | null> => {
  const { id, kind, name, enabled, settings, everySeconds, defaults, routing, person, stalledAfterMinutes } = source
  const rows = await sql<IntakeSource[]>`
    insert into intake_source as s (id, kind, name, enabled, settings, every_seconds, defaults, routing, person_id, stalled_after_minutes)
    values (${id}, ${kind}, ${name}, ${enabled}, ${sql.json(storableJson(settings))}, ${everySeconds}, ${sql.json(storableJson(defaults))},
            ${sql.json(storableJson(routing))}, ${person}, ${stalledAfterMinutes})
    on conflict (name) where removed_at is null do nothing
    returning ${columns(sql)}`
  return rows[0] ?? null
}

/** Replaces all that may be set of a source; it is looked at at once. @throws the database's error 23505 where the name is taken */
export const updateSource = async (sql: Db, id: string, setup: SourceSetup): Promise<IntakeSource | null> => {
  const { name, enabled, settings, everySeconds, defaults, routing, person, stalledAfterMinutes } = setup
  const rows = await sql<IntakeSource[]>`
    update intake_source as s
       set name = ${name}, enabled = ${enabled}, settings = ${sql.json(storableJson(settings))}, every_seconds = ${everySeconds},
           defaults = ${sql.json(storableJson(defaults))}, routing = ${sql.json(storableJson(routing))}, person_id = ${person},
           stalled_after_minutes = ${stalledAfterMinutes}, next_poll_at = now()
     where id = ${id} and removed_at is null returning ${columns(sql)}`
  return rows[0] ?? null
}

/** Takes a source out; what came in by it stays. @returns false where there is none */
export const removeSource = async (sql: Db, id: string): Promise<boolean> => {
  const rows = await sql`
    update intake_source set removed_at = clock_timestamp(), secret = null, key_digest = null
     where id = ${id} and removed_at is null returning id`
  return rows.length > 0
}

/** The sealed credential, and the digest of the key with which it may hand in. */
export const sourceSecrets = async (
  sql: Db,
  id: string,
): Promise<{ secret: Uint8Array | null; keyDigest: Uint8Array | null } | null> => {
  const rows = await sql<{ secret: Uint8Array | null; keyDigest: Uint8Array | null }[]>`
    select secret, key_digest as "keyDigest" from intake_source where id = ${id} and removed_at is null`
  return rows[0] ?? null
}

/** Keeps a sealed credential, or none. */
export const setSourceSecret = async (sql: Db, id: string, sealed: Uint8Array | null): Promise<void> => {
  await sql`update intake_source set secret = ${sealed === null ? null : Buffer.from(sealed)}, next_poll_at = now() where id = ${id}`
}

/** Keeps the digest of a new key; the one before is no longer good. */
export const setSourceKey = async (sql: Db, id: string, digest: Uint8Array): Promise<void> => {
  await sql`update intake_source set key_digest = ${Buffer.from(digest)} where id = ${id}`
}

/** Forgets where its way in had got to, so that it begins anew, and has it looked at at once. */
export const resetSource = async (sql: Db, id: string): Promise<void> => {
  await sql`update intake_source set state = null, next_poll_at = now() where id = ${id}`
}
