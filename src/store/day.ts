import type { Entry } from '../domain/entry.ts'
import type { Db } from './db.ts'
import { entryColumns } from './entry.ts'

/** An hour of the wire. */
export interface WireHour {
  /** Its beginning. */
  readonly hour: Date
  /** Stories that were new in it. */
  readonly items: number
  /** Whatever was sent. */
  readonly entries: number
}

/** What was sent since a moment, by the hour, the oldest first; hours without anything are left out. */
export const wireHours = (sql: Db, since: Date): Promise<WireHour[]> => sql<WireHour[]>`
  select date_trunc('hour', at) as hour, count(*) filter (where signal = 'new')::int as items, count(*)::int as entries
    from entry where at >= ${since} group by 1 order by 1`

/** The newest entries of items that were flashes since a moment, the last first. */
export const flashesSince = (sql: Db, since: Date, limit: number): Promise<Entry[]> => sql<Entry[]>`
  select ${entryColumns(sql)} from entry e join item i on i.id = e.item_id and i.last_seq = e.seq
   where e.item_id in (select f.item_id from entry f where f.at >= ${since} and f.priority = 1 and f.signal = 'new')
   order by e.seq desc limit ${limit}`

/** A desk's day. */
export interface DeskDay {
  /** null: on no open desk. */
  readonly id: string | null
  readonly name: string | null
  readonly writing: number
  readonly review: number
  readonly ready: number
  readonly scheduled: number
  /** Drafts of it that went out since. */
  readonly sent: number
}

/** What each open desk has in hand and has sent since a moment, by name; what is on no desk comes last, where there is any. */
export const deskDays = (sql: Db, since: Date): Promise<DeskDay[]> => sql<DeskDay[]>`
  with counted as (
    select k.id, count(*) filter (where d.closed_at is null and d.stage = 'writing')::int as writing,
           count(*) filter (where d.closed_at is null and d.stage = 'review')::int as review,
           count(*) filter (where d.closed_at is null and d.stage = 'ready')::int as ready,
           count(*) filter (where d.closed_at is null and d.stage = 'scheduled')::int as scheduled,
           count(*) filter (where d.sent_seq is not null)::int as sent
      from draft d left join desk k on k.id = d.desk_id and k.closed_at is null
     where d.parent_id is null and (d.closed_at is null or (d.sent_seq is not null and d.closed_at >= ${since})) group by k.id
  )
  select k.id, k.name, coalesce(c.writing, 0) as writing, coalesce(c.review, 0) as review, coalesce(c.ready, 0) as ready,
         coalesce(c.scheduled, 0) as scheduled, coalesce(c.sent, 0) as sent
    from desk k left join counted c on c.id = k.id where k.closed_at is null
  union all
  select null, null, c.writing, c.review, c.ready, c.scheduled, c.sent from counted c where c.id is null
  order by name nulls last`

/** A consumer that has not got everything yet. */
export interface Lag {
  readonly id: string
  readonly subscriberName: string
  readonly kind: string
  readonly name: string
  /** Entries before the head. */
  readonly behind: number
  readonly seenAt: Date | null
}

/** Consumers that are behind the head of the wire, those furthest behind first, of those that were heard of since a moment. */
export const consumersBehind = (sql: Db, since: Date, limit: number): Promise<Lag[]> => sql<Lag[]>`
  select c.id, s.name as "subscriberName", c.kind, c.name, (h.seq - c.cursor)::int as behind, c.seen_at as "seenAt"
    from consumer c join subscriber s on s.id = c.subscriber_id cross join wire_head h
   where c.cursor < h.seq and c.seen_at >= ${since} order by behind desc, c.id limit ${limit}`
