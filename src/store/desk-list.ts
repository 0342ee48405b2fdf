import type { Entry } from '../domain/entry.ts'
import type { ItemId, ItemType } from '../domain/ids.ts'
import type { Signal } from '../domain/signal.ts'
import type { Category, Language } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'
import { entryColumns } from './entry.ts'

/** What the desk's list of the wire shows; null: everything. */
export interface WireFilter {
  readonly language: Language | null
  readonly category: Category | null
  readonly signal: Signal | null
  readonly type: ItemType | null
}

const chosen = (sql: Db, { language, category, signal, type }: WireFilter) => sql`
  ${language === null ? sql`` : sql`and e.language = ${language}`}
  ${category === null ? sql`` : sql`and e.category = ${category}`}
  ${signal === null ? sql`` : sql`and e.signal = ${signal}`}
  ${type === null ? sql`` : sql`and e.type = ${type}`}`

/** The newest entry of each item, newest first: those before one seq, or the next ones after another. */
export const newestEntries = async (
  sql: Db,
  filter: WireFilter,
  { before, after, limit }: { before: number | null; after: number | null; limit: number },
): Promise<Entry[]> => {
  const rows = await sql<Entry[]>`
    select ${entryColumns(sql)} from entry e join item i on i.id = e.item_id and i.last_seq = e.seq
     where true ${chosen(sql, filter)}
           ${before === null ? sql`` : sql`and e.seq < ${before}`} ${after === null ? sql`` : sql`and e.seq > ${after}`}
     order by e.seq ${after === null ? sql`desc` : sql`asc`} limit ${limit}`
  return after === null ? [...rows] : [...rows].reverse()
}

/** What the screens tell of an item beyond its versions. */
export interface ItemFacts {
  readonly slug: string
  /** From when the public may see its teaser; null: not before its embargo ends. */
  readonly visibleFrom: Date | null
  /** Whether a teaser stands for it. */
  readonly isPublic: boolean
  /** Whether a notice stands in a teaser's place. */
  readonly hasNotice: boolean
  readonly embargoUntil: Date | null
  readonly embargoed: boolean
  readonly releasedAt: Date | null
}

/** null for an unknown item. */
export const itemFacts = async (sql: Db, item: ItemId): Promise<ItemFacts | null> => {
  const rows = await sql<ItemFacts[]>`
    select i.slug, i.visible_from as "visibleFrom", exists (select from teaser t where t.item_id = i.id) as "isPublic",
           exists (select from public_notice n where n.item_id = i.id) as "hasNotice",
           i.embargo_until as "embargoUntil", i.embargoed, i.released_at as "releasedAt"
      from item i where i.id = ${item}`
  return rows[0] ?? null
}
