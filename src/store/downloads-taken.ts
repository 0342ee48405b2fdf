import type { ItemId } from '../domain/ids.ts'
import type { RenditionRole } from '../domain/media.ts'
import type { Db } from './db.ts'

/** The roles of a version that a subscriber has taken on the day (UTC) of a moment: they count no more on it. */
export const rolesTaken = async (
  sql: Db,
  { subscriber, item, version, now }: { subscriber: string; item: ItemId; version: number; now: Date },
): Promise<RenditionRole[]> => {
  const rows = await sql<{ role: RenditionRole }[]>`
    select role from download
     where subscriber_id = ${subscriber} and day = ${now.toISOString().slice(0, 10)} and item_id = ${item} and version = ${version}`
  return rows.map(({ role }) => role)
}

/** What a subscriber has taken of several items on the day (UTC) of a moment. */
export const filesTaken = (
  sql: Db,
  { subscriber, items, now }: { subscriber: string; items: readonly ItemId[]; now: Date },
): Promise<{ item: ItemId; version: number; role: RenditionRole }[]> => sql<
  { item: ItemId; version: number; role: RenditionRole }[]
>`
  select item_id as item, version, role from download
   where subscriber_id = ${subscriber} and day = ${now.toISOString().slice(0, 10)} and item_id = any(${[...items]}::text[])`
