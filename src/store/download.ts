import type { ItemId } from '../domain/ids.ts'
import type { RenditionRole } from '../domain/media.ts'
import type { Db } from './db.ts'
import { inTransaction, type Transaction } from './transaction.ts'

/** One rendition that a subscriber takes. */
export interface Download {
  readonly subscriber: string
  /** A person or a credential. */
  readonly actor: string
  readonly item: ItemId
  readonly version: number
  readonly role: RenditionRole
}

/**
 * Counts a download against the day's limit. What the subscriber has taken on the same day counts once, however often and by whomever it is fetched
 * again, whole or in ranges. Exact under concurrency: the day's row is locked, so two never take the last place.
 * @param limit downloads a day (UTC); null: no limit, still written down @returns the count of the day after it, or `used-up`
 */
export const countDownload = async (
  db: Db,
  { subscriber, actor, item, version, role }: Download,
  { limit, now }: { readonly limit: number | null; readonly now: Date },
): Promise<{ used: number; isNew: boolean } | 'used-up'> => {
  const day = now.toISOString().slice(0, 10)
  const isKnown = async (sql: Db | Transaction): Promise<boolean> => {
    const known = await sql`
      select from download
       where subscriber_id = ${subscriber} and day = ${day} and item_id = ${item} and version = ${version} and role = ${role}`
    return known.length > 0
  }
  // What was counted stays so: whoever fetches it again does not queue for the row of the day.
  if (await isKnown(db)) return { used: await downloadsUsed(db, subscriber, now), isNew: false }
  return inTransaction(db, async sql => {
    const [row] = await sql<{ used: number }[]>`
      insert into download_day (subscriber_id, day) values (${subscriber}, ${day})
      on conflict (subscriber_id, day) do update set used = download_day.used returning used`
    const used = row?.used ?? 0
    if (await isKnown(sql)) return { used, isNew: false }
    if (limit !== null && used >= limit) return 'used-up'
    await sql`
      insert into download (subscriber_id, day, item_id, version, role, actor)
      values (${subscriber}, ${day}, ${item}, ${version}, ${role}, ${actor})`
    await sql`update download_day set used = used + 1 where subscriber_id = ${subscriber} and day = ${day}`
    await sql`
      insert into act (kind, subscriber_id, actor, item_id, version) values ('download', ${subscriber}, ${actor}, ${item}, ${version})`
    return { used: used + 1, isNew: true }
  })
}

/** How many downloads a subscriber has used on the day (UTC) of a moment. */
export const downloadsUsed = async (sql: Db, subscriber: string, now: Date): Promise<number> => {
  const [row] = await sql<{ used: number }[]>`
    select used from download_day where subscriber_id = ${subscriber} and day = ${now.toISOString().slice(0, 10)}`
  return row?.used ?? 0
}
