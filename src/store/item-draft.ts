import type { ItemId } from '../domain/ids.ts'
import type { Db } from './db.ts'

/** Ids of every draft about an item, open or closed: those begun from it, and the one that it was itself. */
export const draftsAboutItem = async (sql: Db, item: ItemId): Promise<string[]> => {
  const rows = await sql<{ id: string }[]>`
    select d.id from draft d where d.item_id = ${item}
    union
    select d.id from draft d join entry e on e.seq = d.sent_seq where e.item_id = ${item}`
  return rows.map(row => row.id)
}
