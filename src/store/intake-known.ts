import type { ItemId } from '../domain/ids.ts'
import type { Db } from './db.ts'
import type { Incoming, IncomingHold, IncomingStatus } from './intake-item.ts'
import { incomingWithDocument } from './intake-item.ts'
import { storableJson } from './json.ts'

/** Another item that came in from the same source under the same id. */
export interface Known {
  readonly id: number
  /** Whether it arrived after the one that is asked about: that one has been read again. */
  readonly isLater: boolean
  readonly sourceVersion: string | null
  readonly versionCreated: Date | null
  readonly signal: string
  readonly status: IncomingStatus
  readonly digest: Buffer
  /** The item on the wire that it became, by itself or by way of a draft. */
  readonly item: ItemId | null
  /** The draft it became, while that is open. */
  readonly openDraft: string | null
}

/** The other items of a source under one of its ids, the last to arrive first; at most 1,000. */
export const knownOf = (
  sql: Db,
  { source, sourceItemId, raw, position }: { source: string; sourceItemId: string; raw: number; position: number },
): Promise<Known[]> => sql<Known[]>`
  select n.id, (n.raw_id, n.position) > (${raw}::bigint, ${position}::int) as "isLater", n.source_version as "sourceVersion",
         n.version_created as "versionCreated", n.signal, n.status, n.digest,
         coalesce(n.item_id, (select e.item_id from entry e where e.seq = d.sent_seq)) as item,
         case when d.closed_at is null then d.id end as "openDraft"
    from intake_item n left join draft d on d.id = n.draft_id
   where n.source_id = ${source} and n.source_item_id = ${sourceItemId} and (n.raw_id, n.position) <> (${raw}::bigint, ${position}::int)
   order by n.raw_id desc, n.position desc limit 1000`

/** The oldest item of a source that was read and not yet decided on, and does not wait for its files; null: none. */
export const arrivedItem = async (sql: Db, source: string): Promise<Incoming | null> => {
  const rows = await sql<Incoming[]>`
    select ${incomingWithDocument(sql)} from intake_item n
     where n.source_id = ${source} and n.status = 'arrived' and n.files is distinct from 'wanted' order by n.raw_id, n.position limit 1`
  return rows[0] ?? null
}

/** What was decided on an item. */
export interface Decision {
  readonly id: number
  readonly status: 'waiting' | 'held' | 'sent' | 'superseded' | 'unchanged'
  readonly holds?: readonly IncomingHold[]
  readonly earlier?: number | null
  /** The item on the wire that it is a version of. */
  readonly item?: ItemId | null
  readonly seq?: number | null
}

/** Notes a decision on an item that has arrived, counts it where it is held, and tells open desks. */
export const decideItem = async (sql: Db, decision: Decision): Promise<void> => {
  const { id, status, holds, earlier = null, item = null, seq = null } = decision
  await sql`
    with written as (
      update intake_item set status = ${status}, earlier_id = coalesce(${earlier}, earlier_id), item_id = coalesce(${item}, item_id),
             seq = coalesce(${seq}, seq), decided_at = clock_timestamp(), decided_by = 'intake'
             ${holds === undefined ? sql`` : sql`, holds = ${sql.json(storableJson(holds))}`}
       where id = ${id} and status = 'arrived' returning source_id
    ), counted as (
      insert into intake_hour as h (source_id, hour, held)
      select source_id, date_trunc('hour', clock_timestamp()), 1 from written where ${status === 'held'}
      on conflict (source_id, hour) do update set held = h.held + 1
    )
    select pg_notify('desk', 'intake') from written`
}

/** Takes versions that wait out of the list, as a newer one has arrived. */
export const supersedeItems = async (sql: Db, ids: readonly number[]): Promise<void> => {
  await sql`
    update intake_item set status = 'superseded', decided_at = clock_timestamp(), decided_by = 'intake'
     where id = any(${[...ids]}::bigint[]) and status in ('waiting', 'held')`
}

/** The item on the wire that an id of a source stands for; null: none. */
export const wireItemOf = async (
  sql: Db,
  { source, sourceItemId }: { source: string; sourceItemId: string },
): Promise<ItemId | null> => {
  const rows = await sql<{ item: ItemId | null }[]>`
    select coalesce(n.item_id, (select e.item_id from entry e join draft d on d.sent_seq = e.seq where d.id = n.draft_id)) as item
      from intake_item n where n.source_id = ${source} and n.source_item_id = ${sourceItemId} order by n.id desc limit 100`
  return rows.find(row => row.item !== null)?.item ?? null
}

/** Whether an entry of an item is one that intake sent. */
export const isSentByIntake = async (sql: Db, { item, seq }: { item: ItemId; seq: number }): Promise<boolean> => {
  const rows = await sql`
    select id from intake_item where item_id = ${item} and seq = ${seq} and status = 'sent' limit 1`
  return rows.length > 0
}
