import type { ItemId } from '../domain/ids.ts'
import type { State } from '../domain/signal.ts'
import type { Language } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'

/** An item in another language, and whether what it translates has moved since. */
export interface LanguageVersion {
  readonly item: ItemId
  readonly language: Language
  readonly headline: string
  readonly state: State
  /** The version of the original that it translates; of the original itself its newest. */
  readonly ofVersion: number
  /** The original has a newer text, or was taken back. */
  readonly isStale: boolean
}

/** That the original has moved since: an advisory says nothing new, and leaves the text. */
const isStale = (sql: Db) => sql`
  exists (select from entry e where e.item_id = tr.of_item and e.version > tr.of_version and e.signal not in ('advisory', 'release'))`

const columns = (sql: Db) => sql`
  i.id as item, v.document::jsonb #>> '{content,language}' as language, v.document::jsonb #>> '{content,headline}' as headline, i.state`

/** The translations of an item, by language. */
export const translationsOf = (sql: Db, item: ItemId): Promise<LanguageVersion[]> => sql<LanguageVersion[]>`
  select ${columns(sql)}, tr.of_version as "ofVersion", ${isStale(sql)} as "isStale"
    from translation tr join item i on i.id = tr.item_id join version v on v.item_id = i.id and v.number = i.version
   where tr.of_item = ${item} order by language, i.first_at, i.id`

/** What an item is a translation of. */
export interface Original {
  readonly item: ItemId
  readonly language: Language
  readonly headline: string
  readonly state: State
  /** Number of its newest version. */
  readonly newest: number
  /** The version that was translated. */
  readonly ofVersion: number
  readonly isStale: boolean
}

/** The original of an item; null where it is no translation. */
export const originalOf = async (sql: Db, item: ItemId): Promise<Original | null> => {
  const rows = await sql<Original[]>`
    select ${columns(sql)}, i.version as newest, tr.of_version as "ofVersion", ${isStale(sql)} as "isStale"
      from translation tr join item i on i.id = tr.of_item join version v on v.item_id = i.id and v.number = i.version
     where tr.item_id = ${item}`
  return rows[0] ?? null
}

/** Which of these items are translations whose originals have moved since. */
export const staleTranslations = async (sql: Db, items: readonly ItemId[]): Promise<Set<ItemId>> => {
  if (items.length === 0) return new Set()
  const rows = await sql<{ item: ItemId }[]>`
    select tr.item_id as item from translation tr where tr.item_id = any(${[...items]}::text[]) and ${isStale(sql)}`
  return new Set(rows.map(row => row.item))
}
