import type { Entry } from '../domain/entry.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Db } from './db.ts'

/** The columns of an Entry; expects `entry e join item i on i.id = e.item_id`. */
export const entryColumns = (sql: Db) => sql`
  e.seq, e.at, e.item_id as item, e.version, e.signal, e.type, e.language, e.category, e.priority, e.products,
  e.item_products as "itemProducts", e.embargoed, i.first_at as "firstAt", i.released_at as "releasedAt",
  i.version as "newestVersion", i.state, ${recalledAt(sql)} as "recalledAt"`

/** When the first recall after entry `e` was sent, from the item row `i`. */
export const recalledAt = (sql: Db) =>
  sql`(select min(r.at) from unnest(i.recall_seqs, i.recalls) as r(seq, at) where r.seq > e.seq)`

/** Entries with `after` < seq <= `upTo`, in order, at most `limit`. */
export const entriesAfter = (
  sql: Db,
  { after, upTo, limit }: { after: number; upTo?: number; limit: number },
): Promise<Entry[]> => sql<Entry[]>`
  select ${entryColumns(sql)} from entry e join item i on i.id = e.item_id
   where e.seq > ${after} ${upTo === undefined ? sql`` : sql`and e.seq <= ${upTo}`}
   order by e.seq limit ${limit}`

/** Kills and withholds after a cursor, in order, and corrections too if asked for: what overtakes a backlog. */
export const recallsAfter = (
  sql: Db,
  { after, upTo, withCorrections }: { after: number; upTo: number | null; withCorrections: boolean },
): Promise<Entry[]> => sql<Entry[]>`
  select ${entryColumns(sql)} from entry e join item i on i.id = e.item_id
   where e.seq > ${after} ${upTo === null ? sql`` : sql`and e.seq <= ${upTo}`}
     and ${withCorrections ? sql`e.signal in ('correction', 'withhold', 'kill')` : sql`e.signal in ('withhold', 'kill')`}
   order by e.seq limit 10000`

/** All entries of these items, oldest first. */
export const entriesOfItems = (sql: Db, items: readonly ItemId[]): Promise<Entry[]> => sql<Entry[]>`
  select ${entryColumns(sql)} from entry e join item i on i.id = e.item_id
   where e.item_id = any(${[...items]}::text[]) order by e.seq`

/** The last seq that was sent at or before a moment; 0 if none was. Delay and archive windows are made of it. */
export const headAt = async (sql: Db, moment: Date): Promise<number> => {
  const rows = await sql<{ seq: number }[]>`
    select seq from entry where at <= ${moment} order by at desc, seq desc limit 1`
  return rows[0]?.seq ?? 0
}
