import type { ItemId, ItemType } from '../domain/ids.ts'
import type { Signal } from '../domain/signal.ts'
import type { Category, Priority } from '../domain/taxonomy.ts'
import { wordsOf } from '../domain/words.ts'
import type { Db } from './db.ts'

/** `arrived`: read and not yet decided on; `waiting`: for somebody at the desk; `held`: waiting, and with a reason for which it may not go out by itself. */
export const incomingStatuses = [
  'arrived',
  'waiting',
  'held',
  'drafted',
  'sent',
  'dismissed',
  'superseded',
  'unchanged',
] as const
export type IncomingStatus = (typeof incomingStatuses)[number]

/** Why an item waits for an editor: a hold of its reader's, or a refusal of the wire's. */
export interface IncomingHold {
  readonly code: string
  readonly detail: string
}

/** An item that came in, without the text. */
export interface IncomingRow {
  readonly id: number
  readonly raw: number
  /** In the raw, from 0. */
  readonly position: number
  readonly source: string
  readonly sourceName: string
  readonly sourceItemId: string | null
  readonly sourceVersion: string | null
  readonly versionCreated: Date | null
  readonly format: string
  readonly signal: Signal
  readonly type: ItemType
  readonly language: string | null
  readonly category: Category | null
  readonly priority: Priority | null
  readonly headline: string
  readonly status: IncomingStatus
  readonly holds: readonly IncomingHold[]
  /** The one of the same source that it is a version of. */
  readonly earlier: number | null
  readonly draft: string | null
  /** The item on the wire that it became, or is a version of. */
  readonly item: ItemId | null
  /** The entry it became. */
  readonly seq: number | null
  readonly at: Date
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
}

/** As `IncomingRow`, with what was read as JSON: `intake/document.ts` makes a ReadItem of it. */
export interface Incoming extends IncomingRow {
  readonly document: unknown
  /** Of what its reader would see. */
  readonly digest: Buffer
}

const columns = (sql: Db) => sql`
  n.id, n.raw_id as raw, n.position, n.source_id as source, (select s.name from intake_source s where s.id = n.source_id) as "sourceName",
  n.source_item_id as "sourceItemId", n.source_version as "sourceVersion", n.version_created as "versionCreated", n.format, n.signal, n.type,
  n.language, n.category, n.priority, n.headline, n.status, n.holds, n.earlier_id as earlier, n.draft_id as draft, n.item_id as item, n.seq,
  n.at, n.decided_at as "decidedAt", n.decided_by as "decidedBy"`
/** The columns of an Incoming; expects `intake_item n`. */
export const incomingWithDocument = (sql: Db) => sql`${columns(sql)}, n.document, n.digest`

/** Which items to list, newest first. */
export interface IncomingQuery {
  readonly source?: string | null | undefined
  /** null: whatever was decided on in any way. */
  readonly status?: IncomingStatus | readonly IncomingStatus[] | null | undefined
  /** The last one seen. */
  readonly before?: number | null | undefined
  /** Words, all of which stand in the headline or the name of the provider; the last may be unfinished. */
  readonly q?: string | null | undefined
  readonly limit: number
}

/** Items that came in, newest first, without their text. */
export const incomingItems = (sql: Db, query: IncomingQuery): Promise<IncomingRow[]> => {
  const { source = null, status = null, before = null, q = null, limit } = query
  const statuses = status === null ? incomingStatuses.filter(each => each !== 'arrived') : [status].flat()
  const words = wordsOf(q ?? '').map(word => `${word}:*`)
  return sql<IncomingRow[]>`
    select ${columns(sql)} from intake_item n
     where n.status = any(${statuses}::text[]) ${source === null ? sql`` : sql`and n.source_id = ${source}`}
       ${before === null ? sql`` : sql`and n.id < ${before}`}
       ${words.length === 0 ? sql`` : sql`and n.words @@ to_tsquery('simple', ${words.join(' & ')})`}
     order by n.id desc limit ${limit}`
}

/** One item with what was read; null for an unknown id. */
export const incomingItem = async (sql: Db, id: number): Promise<Incoming | null> => {
  const rows = await sql<Incoming[]>`select ${incomingWithDocument(sql)} from intake_item n where n.id = ${id}`
  return rows[0] ?? null
}

/** The items of a raw, in its order. */
export const itemsOfRaw = (sql: Db, raw: number): Promise<IncomingRow[]> => sql<IncomingRow[]>`
  select ${columns(sql)} from intake_item n where n.raw_id = ${raw} order by n.position`

/** All versions of one item that a source sent, newest first. */
export const incomingVersions = (
  sql: Db,
  { source, sourceItemId }: { source: string; sourceItemId: string },
): Promise<IncomingRow[]> => sql<IncomingRow[]>`
  select ${columns(sql)} from intake_item n
   where n.source_id = ${source} and n.source_item_id = ${sourceItemId} order by n.id desc limit 1000`

/** How many items wait for somebody, by source and status. */
export const incomingCounts = (sql: Db): Promise<{ source: string; status: IncomingStatus; count: number }[]> => sql<
  { source: string; status: IncomingStatus; count: number }[]
>`
  select source_id as source, status, count(*) as count from intake_item where status in ('waiting', 'held') group by 1, 2`

/** Takes an item that waits out of the list, by somebody's word. @returns false where it does not wait */
export const dismissItem = async (sql: Db, { id, by }: { id: number; by: string }): Promise<boolean> => {
  const rows = await sql`
    with written as (
      update intake_item set status = 'dismissed', decided_at = clock_timestamp(), decided_by = ${by}
       where id = ${id} and status in ('waiting', 'held') returning id
    )
    select pg_notify('desk', 'intake') from written`
  return rows.length > 0
}

/** Notes that somebody has made a draft of an item that waits. @returns false where it does not wait: somebody else was quicker */
export const markDrafted = async (
  sql: Db,
  { id, draft, by }: { id: number; draft: string; by: string },
): Promise<boolean> => {
  const rows = await sql`
    with written as (
      update intake_item set status = 'drafted', draft_id = ${draft}, decided_at = clock_timestamp(), decided_by = ${by}
       where id = ${id} and status in ('arrived', 'waiting', 'held') returning id
    )
    select pg_notify('desk', 'intake') from written`
  return rows.length > 0
}
