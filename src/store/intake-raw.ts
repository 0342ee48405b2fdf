import type { Db } from './db.ts'
import { storableJson } from './json.ts'
import { inTransaction, type Transaction } from './transaction.ts'

export const rawStatuses = ['pending', 'taken', 'quarantined', 'dismissed'] as const
export type RawStatus = (typeof rawStatuses)[number]

/** Bytes that came in, without the bytes. */
export interface RawRow {
  readonly id: number
  readonly source: string
  readonly sourceName: string
  /** SHA-256 of the bytes as they came, in hexadecimal. */
  readonly digest: string
  /** Of the bytes as they came. */
  readonly sizeBytes: number
  readonly name: string | null
  readonly contentType: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly receivedAt: Date
  readonly status: RawStatus
  /** Why it is in quarantine. */
  readonly reason: string | null
  readonly format: string | null
  readonly formatVersion: string | null
  /** Parts of it that are no news items, or were not taken. */
  readonly refused: readonly { readonly what: string; readonly reason: string }[]
  /** How often it was read. */
  readonly reads: number
  readonly readAt: Date | null
  /** Who put other bytes in place of those that came, and when. */
  readonly repairedBy: string | null
  readonly repairedAt: Date | null
}

/** As `RawRow`, with the bytes as they came and what was put in their place. */
export interface Raw extends RawRow {
  readonly bytes: Uint8Array
  readonly repaired: Uint8Array | null
}

const columns = (sql: Db) => sql`
  r.id, r.source_id as source, (select s.name from intake_source s where s.id = r.source_id) as "sourceName",
  encode(r.digest, 'hex') as digest, octet_length(r.bytes) as "sizeBytes", r.name, r.content_type as "contentType", r.headers,
  r.received_at as "receivedAt", r.status, r.reason, r.format, r.format_version as "formatVersion", r.refused, r.reads,
  r.read_at as "readAt", r.repaired_by as "repairedBy", r.repaired_at as "repairedAt"`
const withBytes = (sql: Db) => sql`${columns(sql)}, r.bytes, r.repaired`

/** What is stored of an arrival. */
export interface NewRaw {
  readonly source: string
  readonly digest: Uint8Array
  readonly bytes: Uint8Array
  readonly name: string | null
  readonly contentType: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly requestKey: string | null
  /** Where the way in has got to; undefined: as before. */
  readonly state: unknown
}

/**
 * Stores bytes once, and with them the state of the way in, while the source's row is locked: numbers of a source follow each other as its
 * arrivals did. Wakes the parser.
 * @returns the raw's id, the one that had these bytes before where it is not new; `key-reused` where other bytes came with the request key;
 * null where the source is gone
 */
export const storeRaw = (db: Db, raw: NewRaw): Promise<Stored | 'key-reused' | null> =>
  inTransaction(db, sql => store(sql, raw))

interface Stored {
  readonly id: number
  readonly isNew: boolean
}

const store = async (sql: Transaction, raw: NewRaw): Promise<Stored | 'key-reused' | null> => {
  const { source, bytes, name, contentType, headers, requestKey, state } = raw
  const digest = Buffer.from(raw.digest)
  const locked = await sql`select id from intake_source where id = ${source} and removed_at is null for update`
  if (locked.length === 0) return null
  if (state !== undefined)
    await sql`update intake_source set state = ${sql.json(storableJson(state))} where id = ${source}`
  const before = await sql<{ id: number }[]>`
    select id from intake_raw where source_id = ${source} and digest = ${digest}`
  if (before[0] !== undefined) return { id: before[0].id, isNew: false }
  if (requestKey !== null) {
    const same = await sql`select id from intake_raw where source_id = ${source} and request_key = ${requestKey}`
    if (same.length > 0) return 'key-reused'
  }
  const rows = await sql<{ id: number }[]>`
    with written as (
      insert into intake_raw (source_id, digest, bytes, name, content_type, headers, request_key)
      values (${source}, ${digest}, ${Buffer.from(bytes)}, ${name}, ${contentType}, ${sql.json(storableJson(headers))}, ${requestKey})
      returning id, received_at
    ), arrived as (
      update intake_source set last_arrival_at = (select received_at from written) where id = ${source}
    ), counted as (
      insert into intake_hour as h (source_id, hour, arrivals) select ${source}, date_trunc('hour', received_at), 1 from written
      on conflict (source_id, hour) do update set arrivals = h.arrivals + 1
    )
    select id, pg_notify('intake', ${source}) from written`
  return rows[0] === undefined ? null : { id: rows[0].id, isNew: true }
}

/** One raw with its bytes; null for an unknown id. */
export const rawOf = async (sql: Db, id: number): Promise<Raw | null> => {
  const rows = await sql<Raw[]>`select ${withBytes(sql)} from intake_raw r where r.id = ${id}`
  return rows[0] ?? null
}

/** The oldest raw of a source that was not read yet; null: none. */
export const pendingRaw = async (sql: Db, source: string): Promise<Raw | null> => {
  const rows = await sql<Raw[]>`
    select ${withBytes(sql)} from intake_raw r where r.source_id = ${source} and r.status = 'pending' order by r.id limit 1`
  return rows[0] ?? null
}

/** Sources with something to read, or to decide on. */
export const sourcesAtWork = async (sql: Db): Promise<string[]> => {
  const rows = await sql<{ source: string }[]>`
    select id as source from intake_source s
     where removed_at is null
       and (exists (select from intake_raw r where r.source_id = s.id and r.status = 'pending')
            or exists (select from intake_item n where n.source_id = s.id and n.status = 'arrived'
                       and n.files is distinct from 'wanted'))`
  return rows.map(row => row.source)
}

/** Which rows to list: of one source; newest first; `before` the last one seen; at most `limit`. */
export interface RawQuery {
  readonly source?: string | null | undefined
  readonly before?: number | null | undefined
  readonly limit: number
}

/** What waits in quarantine, newest first, without its bytes. */
export const quarantined = (sql: Db, query: RawQuery): Promise<RawRow[]> =>
  raws(sql, { ...query, status: 'quarantined' })

/** Raws, newest first, without their bytes. */
export const raws = (
  sql: Db,
  { source = null, before = null, limit, status = null }: RawQuery & { status?: RawStatus | null },
): Promise<RawRow[]> => sql<RawRow[]>`
  select ${columns(sql)} from intake_raw r
   where true ${status === null ? sql`` : sql`and r.status = ${status}`} ${source === null ? sql`` : sql`and r.source_id = ${source}`}
     ${before === null ? sql`` : sql`and r.id < ${before}`}
   order by r.id desc limit ${limit}`

/** How many raws are in quarantine, and the time of the oldest that waits to be read. */
export const rawCounts = async (sql: Db): Promise<{ quarantined: number; oldestPendingAt: Date | null }> => {
  const rows = await sql<{ quarantined: number; oldestPendingAt: Date | null }[]>`
    select (select count(*) from intake_raw where status = 'quarantined') as quarantined,
           (select min(received_at) from intake_raw where status = 'pending') as "oldestPendingAt"`
  return rows[0] ?? { quarantined: 0, oldestPendingAt: null }
}

/** Notes that a raw could not be read, and why. */
export const quarantineRaw = async (sql: Db, { id, reason }: { id: number; reason: string }): Promise<void> => {
  await sql`
    with written as (
      update intake_raw set status = 'quarantined', reason = ${reason}, reads = reads + 1, read_at = clock_timestamp()
       where id = ${id} returning source_id
    ), counted as (
      insert into intake_hour as h (source_id, hour, quarantined) select source_id, date_trunc('hour', clock_timestamp()), 1 from written
      on conflict (source_id, hour) do update set quarantined = h.quarantined + 1
    )
    select pg_notify('desk', 'intake') from written`
}

/** Puts a raw back to be read again. @param repaired bytes to read in place of those that came, and who made them @returns false for an unknown id */
export const requeueRaw = async (
  sql: Db,
  { id, repaired }: { id: number; repaired?: { bytes: Uint8Array; by: string } },
): Promise<boolean> => {
  const rows = await sql`
    with written as (
      update intake_raw set status = 'pending', reason = null
             ${repaired === undefined ? sql`` : sql`, repaired = ${Buffer.from(repaired.bytes)}, repaired_by = ${repaired.by}, repaired_at = clock_timestamp()`}
       where id = ${id} returning source_id
    )
    select pg_notify('intake', source_id), pg_notify('desk', 'intake') from written`
  return rows.length > 0
}

/** Takes a raw out of quarantine without reading it again. @returns false where it is not there */
export const dismissRaw = async (sql: Db, { id, by }: { id: number; by: string }): Promise<boolean> => {
  const rows = await sql`
    with written as (
      update intake_raw set status = 'dismissed', reason = coalesce(reason, '') || ${` (dismissed by ${by})`}
       where id = ${id} and status = 'quarantined' returning id
    )
    select pg_notify('desk', 'intake') from written`
  return rows.length > 0
}

/** Puts all that a source ever gave back to be read again, but for what was dismissed. @returns how many */
export const requeueAll = async (sql: Db, source: string): Promise<number> => {
  const rows = await sql<{ count: number }[]>`
    with written as (
      update intake_raw set status = 'pending', reason = null where source_id = ${source} and status <> 'dismissed' returning id
    )
    select count(*)::int as count, pg_notify('intake', ${source}) from written`
  return rows[0]?.count ?? 0
}
