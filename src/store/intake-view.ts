import type { ItemId } from '../domain/ids.ts'
import type { Signal } from '../domain/signal.ts'
import type { Db } from './db.ts'
import type { SourceKind } from './intake-source.ts'

/** What a list shows of an item that came in, beside its row. */
export interface IncomingSight {
  readonly id: number
  readonly kind: SourceKind
  /** As it was read: `until` is ISO 8601, or null for an embargo without a known end. */
  readonly embargo: { readonly until: string | null } | null
  /** How many files of pictures, video or graphics it names. */
  readonly renditions: number
  /** What it was called in the raw that it came in. */
  readonly rawName: string | null
}

/** What lists show of these items; in no order. */
export const incomingSights = (sql: Db, ids: readonly number[]): Promise<IncomingSight[]> => sql<IncomingSight[]>`
  select n.id, s.kind, n.document->'embargo' as embargo, r.name as "rawName",
         case when jsonb_typeof(n.document->'renditions') = 'array' then jsonb_array_length(n.document->'renditions') else 0 end as renditions
    from intake_item n join intake_source s on s.id = n.source_id join intake_raw r on r.id = n.raw_id
   where n.id = any(${[...ids]}::bigint[])`

/** What came in from a source in one hour. */
export interface SourceHour {
  readonly source: string
  readonly hour: Date
  readonly looks: number
  readonly failedLooks: number
  readonly arrivals: number
  readonly quarantined: number
  readonly items: number
  readonly held: number
}

/** What came in by the hour since a moment, the oldest first; hours without anything are left out. */
export const sourceHours = (sql: Db, since: Date): Promise<SourceHour[]> => sql<SourceHour[]>`
  select source_id as source, hour, looks, failed_looks as "failedLooks", arrivals, quarantined, items, held
    from intake_hour where hour >= ${since} order by hour`

/** The item of an entry of the wire; null for an unknown seq. */
export const itemOfEntry = async (sql: Db, seq: number): Promise<ItemId | null> => {
  const rows = await sql<{ item: ItemId }[]>`select item_id as item from entry where seq = ${seq}`
  return rows[0]?.item ?? null
}

/** Everybody of the agency who may have drafts, by name. */
export const staffNames = (sql: Db): Promise<{ id: string; name: string }[]> => sql<{ id: string; name: string }[]>`
  select id, name from person where subscriber_id is null and disabled_at is null order by name, id`

/** Switches a source on or off; on, it is looked at at once. @returns false where there is none */
export const switchSource = async (sql: Db, { id, isOn }: { id: string; isOn: boolean }): Promise<boolean> => {
  const rows = await sql`
    update intake_source set enabled = ${isOn}, next_poll_at = now() where id = ${id} and removed_at is null returning id`
  return rows.length > 0
}

/** Has a source looked at as soon as a process is free. @returns false where there is none */
export const hurrySource = async (sql: Db, id: string): Promise<boolean> => {
  const rows =
    await sql`update intake_source set next_poll_at = now() where id = ${id} and removed_at is null returning id`
  return rows.length > 0
}

/** What its source has sent since an item was taken into a draft: the newest version that waits or is held. */
export interface LaterIncoming {
  readonly id: number
  readonly signal: Signal
  readonly headline: string
  readonly at: Date
}

/** The newest version that came in after the one that a draft was made of; null: none, or the draft was made of nothing that came in. */
export const laterThanDraft = async (sql: Db, draft: string): Promise<LaterIncoming | null> => {
  const rows = await sql<LaterIncoming[]>`
    select later.id, later.signal, later.headline, later.at
      from intake_item taken
      join intake_item later on later.source_id = taken.source_id and later.source_item_id = taken.source_item_id and later.id > taken.id
     where taken.draft_id = ${draft} and later.status in ('waiting', 'held')
     order by later.id desc limit 1`
  return rows[0] ?? null
}
