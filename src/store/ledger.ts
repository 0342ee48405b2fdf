import type { Filter } from '../domain/filter.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Scope } from '../domain/licence.ts'
import type { Db } from './db.ts'
import { scopeFromJson } from './selection.ts'

/** Opens ranges before anything in them is sent. @returns their ids in the order given */
export const openRanges = async (
  sql: Db,
  ranges: readonly { consumer: string; selection: number; from: number; to: number }[],
): Promise<number[]> => {
  const rows = await sql<{ id: number }[]>`
    insert into ledger (consumer_id, selection_id, from_seq, to_seq, sent_seq, confirmed_seq)
    select r.consumer, r.selection, r.from_seq, r.to_seq, r.from_seq, r.from_seq
      from unnest(${ranges.map(each => each.consumer)}::text[], ${ranges.map(each => each.selection)}::bigint[],
                  ${ranges.map(each => each.from)}::bigint[], ${ranges.map(each => each.to)}::bigint[])
           with ordinality as r(consumer, selection, from_seq, to_seq, n)
     order by r.n returning id`
  return rows.map(row => row.id)
}

/** Raises the upper bound of open ranges, of none that was closed meanwhile; done before entries beyond the old bound are sent. */
export const extendRanges = async (sql: Db, ids: readonly number[], to: number): Promise<void> => {
  if (ids.length === 0) return
  await sql`update ledger set to_seq = ${to} where id = any(${[...ids]}::bigint[]) and to_seq < ${to} and closed_at is null`
}

/** Records what was written out so far, and the confirmations that came meanwhile. */
export const reportRanges = async (sql: Db, reports: readonly { id: number; sent: number }[]): Promise<void> => {
  if (reports.length === 0) return
  await sql`
    update ledger set sent_seq = r.sent
      from unnest(${reports.map(each => each.id)}::bigint[], ${reports.map(each => each.sent)}::bigint[]) as r(id, sent)
     where ledger.id = r.id`
}

/** Closes ranges: their bounds become what was really sent. */
export const closeRanges = async (sql: Db, ranges: readonly { id: number; sent: number }[]): Promise<void> => {
  await sql`
    update ledger set to_seq = greatest(r.sent, from_seq), sent_seq = greatest(r.sent, from_seq), closed_at = clock_timestamp()
      from unnest(${ranges.map(each => each.id)}::bigint[], ${ranges.map(each => each.sent)}::bigint[]) as r(id, sent)
     where ledger.id = r.id`
}

/** A consumer came back with a cursor: everything it was sent up to there has arrived. */
export const confirmUpTo = async (sql: Db, consumer: string, cursor: number): Promise<void> => {
  await sql`
    update ledger set confirmed_seq = least(${cursor}, to_seq)
     where consumer_id = ${consumer} and from_seq < ${cursor} and confirmed_seq < least(${cursor}, to_seq)`
}

/** Records that a pull page (from, to] is about to be answered; it lengthens the range before it where that ends at `from`. */
export const recordPage = async (
  sql: Db,
  { consumer, selection, from, to }: { consumer: string; selection: number; from: number; to: number },
): Promise<void> => {
  await sql`
    with longer as (
      update ledger set to_seq = ${to}, sent_seq = ${to}, closed_at = clock_timestamp()
       where id = (select id from ledger where consumer_id = ${consumer} and selection_id = ${selection} and to_seq = ${from}
                      and closed_at is not null order by id desc limit 1)
      returning id
    )
    insert into ledger (consumer_id, selection_id, from_seq, to_seq, sent_seq, confirmed_seq, closed_at)
    select ${consumer}, ${selection}, ${from}, ${to}, ${to}, ${from}, clock_timestamp() where not exists (select from longer)`
}

/** Ranges that contain an entry, one row per selection and subscriber, with the earliest time they were open and their contract had begun. */
export interface Holding {
  readonly subscriber: string
  readonly seq: number
  readonly selection: number
  readonly scope: Scope
  readonly filter: Filter
  readonly openedAt: Date
}

/** Which selections, of which subscribers, went over any of these entries. @param subscriber only of this one */
export const rangesOver = async (sql: Db, seqs: readonly number[], subscriber: string | null): Promise<Holding[]> => {
  if (seqs.length === 0) return []
  const rows = await sql<(Omit<Holding, 'scope'> & { scope: Parameters<typeof scopeFromJson>[0] })[]>`
    select c.subscriber_id as subscriber, w.seq, l.selection_id as selection, s.scope, s.filter,
           min(greatest(l.opened_at, (s.scope->>'from')::timestamptz)) as "openedAt"
      from unnest(${[...seqs]}::bigint[]) as w(seq)
      join ledger l on int8range(l.from_seq, l.to_seq, '(]') @> w.seq
      join consumer c on c.id = l.consumer_id
      join selection s on s.id = l.selection_id
     where ${subscriber === null ? sql`true` : sql`c.subscriber_id = ${subscriber}`}
       and coalesce(l.closed_at, clock_timestamp()) >= (s.scope->>'from')::timestamptz
     group by 1, 2, 3, 4, 5`
  return rows.map(row => ({ ...row, scope: scopeFromJson(row.scope) }))
}

/** Subscribers of whom somebody opened, copied or fetched the items, with the lowest version that they had. */
export const actorsOn = (
  sql: Db,
  items: readonly ItemId[],
  subscriber: string | null,
): Promise<{ item: ItemId; subscriber: string; version: number }[]> => sql`
  select item_id as item, subscriber_id as subscriber, min(version) as version from act
   where item_id = any(${[...items]}::text[]) ${subscriber === null ? sql`` : sql`and subscriber_id = ${subscriber}`}
   group by 1, 2`
