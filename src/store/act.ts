import type { ItemId } from '../domain/ids.ts'
import type { Db } from './db.ts'

export type ActKind = 'view' | 'copy' | 'document' | 'item' | 'search' | 'download'

/** A deliberate act of a subscriber's person or credential on one version. */
export interface Act {
  readonly kind: ActKind
  readonly subscriber: string
  readonly actor: string
  readonly item: ItemId
  readonly version: number
}

/** Records acts, before the answer that they are about goes out. */
export const recordActs = async (sql: Db, acts: readonly Act[]): Promise<void> => {
  if (acts.length === 0) return
  await sql`
    insert into act (kind, subscriber_id, actor, item_id, version)
    select * from unnest(${acts.map(each => each.kind)}::text[], ${acts.map(each => each.subscriber)}::text[],
      ${acts.map(each => each.actor)}::text[], ${acts.map(each => each.item)}::text[], ${acts.map(each => each.version)}::int[])`
}

/** Whether a person or credential has acted on any version of an item. */
export const hasActed = async (sql: Db, actor: string, item: ItemId): Promise<boolean> => {
  const rows = await sql`select from act where item_id = ${item} and actor = ${actor} limit 1`
  return rows.length > 0
}
