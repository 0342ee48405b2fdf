import type { Guid, ItemId } from '../domain/ids.ts'
import type { State } from '../domain/signal.ts'
import type { Db } from './db.ts'

/** What a link must know of the item that it points to. */
export interface LinkTarget {
  readonly item: ItemId
  readonly guid: Guid
  /** Number of its newest version. */
  readonly version: number
  readonly state: State
  readonly embargoed: boolean
  /** Whether the public has its headline. */
  readonly isPublic: boolean
  readonly language: string
  readonly headline: string
}

/** The items that links point to, as they are now; unknown ids are left out. */
export const linkTargets = (sql: Db, items: readonly ItemId[]): Promise<LinkTarget[]> => sql<LinkTarget[]>`
  select i.id as item, i.guid, i.version, i.state, i.embargoed,
         coalesce(i.visible_from <= clock_timestamp(), false) and exists (select from teaser t where t.item_id = i.id) as "isPublic", v.document::jsonb #>> '{content,language}' as language,
         v.document::jsonb #>> '{content,headline}' as headline
    from item i join version v on v.item_id = i.id and v.number = i.version
   where i.id = any(${[...items]}::text[])`
