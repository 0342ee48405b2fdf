import type { Entry } from '../domain/entry.ts'
import type { Language } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'
import { entryColumns } from './entry.ts'
import { hasWanted, textQuery } from './search.ts'

interface WireSearch {
  /** Words, "phrases", -excluded; an item's id or GUID finds it alone. */
  readonly q: string
  readonly language: Language | null
  readonly since: Date | null
  /** The last seq seen. */
  readonly before: number | null
  readonly limit: number
}

/** The newest entries of items whose newest version has the words, the last sent first; of killed items no word is kept. */
export const searchWire = async (sql: Db, { q, language, since, before, limit }: WireSearch): Promise<Entry[]> => {
  const named = await sql<{ seq: number }[]>`select last_seq::int as seq from item where id = ${q} or guid = ${q}`
  const wanted = named.length > 0 ? null : ((await textQuery(sql, q))?.wanted ?? null)
  if (named.length === 0 && wanted === null) return []
  const found =
    wanted === null
      ? sql`e.seq = any(${named.map(row => row.seq)}::bigint[])`
      : sql`(i.id, i.version) in (select s.item_id, s.version from search_version s where ${hasWanted(sql, wanted)})`
  return sql<Entry[]>`
    select ${entryColumns(sql)} from entry e join item i on i.id = e.item_id and i.last_seq = e.seq
     where ${found} ${language === null ? sql`` : sql`and e.language = ${language}`} ${since === null ? sql`` : sql`and e.at >= ${since}`}
       ${before === null ? sql`` : sql`and e.seq < ${before}`}
     order by e.seq desc limit ${limit}`
}
