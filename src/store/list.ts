import type { Filter } from '../domain/filter.ts'
import { isLapsed, type Scope } from '../domain/licence.ts'
import type { Listed } from '../domain/readable.ts'
import { recallSignals, type Signal } from '../domain/signal.ts'
import type { Db } from './db.ts'
import { entryColumns } from './entry.ts'
import { seenFrom, verdict } from './scope.ts'
import { hasWanted, type TextQuery, textMatches, textQuery } from './search.ts'

/** What somebody wants to see of the wire: one row an item, the entry that is readable for the scope (domain/readable.ts). */
export interface Wanted {
  readonly scope: Scope
  readonly now: Date
  readonly filter: Omit<Filter, 'q'>
  /** Why the entry was sent; left out: for any reason. */
  readonly signals?: readonly Signal[] | undefined
  /** Words that must all occur, `"a phrase"`, `-word`; of several such texts any one will do; null: any text. */
  readonly text: string | readonly string[] | null
  /** Bounds on when the scope could first see the entry (`seenFrom`), both included; null: open. */
  readonly from: Date | null
  readonly to: Date | null
}

/** Where a list begins: below a seq (null: at the head), then so many items further on. */
export interface Position {
  readonly before: number | null
  readonly offset: number
}

const minuteMs = 60_000
const dayMs = 86_400_000
/** Entries looked at in one statement: few at first, since most lists are full soon. */
const windows = [500, 2_000, 8_000, 20_000]
/** Up to so many entries with the words are picked out by the word index; more are met soon enough by walking. */
const rare = 5_000
/** A number of items is not worth more than a fraction of a second. */
const examinedAtMost = 100_000

/** Items as a scope sees them, newest first. */
export const listItems = async (
  sql: Db,
  { before, offset, limit, ...wanted }: Wanted & Position & { readonly limit: number },
): Promise<Listed[]> => {
  const rows: Listed[] = []
  const need = offset + limit
  await walk(sql, wanted, before, async source => {
    rows.push(
      ...(await sql<Listed[]>`
      with shown as materialized (${shownIn(sql, wanted, source, need - rows.length)})
      select ${entryColumns(sql)}, shown.verdict
        from shown join entry e on e.seq = shown.seq join item i on i.id = e.item_id
       order by e.seq desc`),
    )
    return rows.length < need
  })
  return rows.slice(offset)
}

/** How many items there are, up to a bound, among the newest 100,000 entries. @returns isApproximate where there may be more than `count` */
export const countItems = async (
  sql: Db,
  { before, offset, bound, ...wanted }: Wanted & Position & { readonly bound: number },
): Promise<{ readonly count: number; readonly isApproximate: boolean }> => {
  let count = 0
  let examined = 0
  let isWhole = true
  const most = offset + bound + 1
  await walk(sql, wanted, before, async source => {
    const rows = await sql<{ n: number }[]>`
      select count(*) as n from (${shownIn(sql, wanted, source, most - count)}) as shown`
    count += rows[0]?.n ?? 0
    examined += source.byIndex ? 0 : source.upTo - source.above
    isWhole = examined < examinedAtMost || source.above === source.floor
    return count < most && isWhole
  })
  const left = Math.max(count - offset, 0)
  return { count: Math.min(left, bound), isApproximate: left > bound || !isWhole }
}

/** A stretch of the wire to look at: every entry in it, or those that have the words. */
interface Source {
  /** Nothing can follow at or below it. */
  readonly floor: number
  readonly above: number
  readonly upTo: number
  readonly query: TextQuery | null
  readonly byIndex: boolean
}

/** Goes down the wire in growing windows until `visit` has enough or nothing can follow. Rare words are picked out of the rest at once. */
const walk = async (
  sql: Db,
  wanted: Wanted,
  before: number | null,
  visit: (source: Source) => Promise<boolean>,
): Promise<void> => {
  const query = wanted.text === null ? null : await textQuery(sql, wanted.text)
  const { floor, head } = await boundsOf(sql, wanted)
  let upTo = before === null ? head : Math.min(head, before - 1)
  for (let turn = 0; upTo > floor; turn++) {
    const byIndex = turn === 1 && query !== null && (await isRare(sql, query))
    const above = byIndex ? floor : Math.max(floor, upTo - (windows[turn] ?? 20_000))
    if (!(await visit({ floor, above, upTo, query, byIndex }))) return
    upTo = above
  }
}

/** The seqs between which entries can be covered and first seen in time; `at` never decreases with seq. */
const boundsOf = async (
  sql: Db,
  { scope, now, from, to }: Wanted,
): Promise<{ readonly floor: number; readonly head: number }> => {
  const delayMs = scope.delayMinutes * minuteMs
  const oldest = [
    scope.archiveDays === null ? 0 : now.getTime() - scope.archiveDays * dayMs,
    from === null || from <= scope.from ? 0 : from.getTime() - delayMs,
  ]
  const before = new Date(Math.max(...oldest) - 1)
  const rows = await sql<{ floor: number; head: number }[]>`
    select coalesce((select seq from entry where at <= ${before} order by at desc, seq desc limit 1), 0) as floor,
           ${
             to === null
               ? sql`(select seq from wire_head)`
               : sql`coalesce((select seq from entry where at <= ${to} order by at desc, seq desc limit 1), 0)`
           } as head`
  return rows[0] ?? { floor: 0, head: 0 }
}

const isRare = async (sql: Db, { wanted }: TextQuery): Promise<boolean> => {
  if (wanted === null) return false
  const rows = await sql<{ n: number }[]>`
    select count(*) as n from (select from search_version s where ${hasWanted(sql, wanted)} limit ${rare + 1}) as found`
  return (rows[0]?.n ?? 0) <= rare
}

/** seq and verdict of the entries of a stretch by which the scope sees their items, newest first. */
const shownIn = (sql: Db, { scope, now, filter, signals, from, to }: Wanted, source: Source, limit: number) => sql`
  select c.seq, c.verdict
    from (select e.seq, e.item_id, e.signal, e.language, i.last_seq, ${verdict(sql, scope, now)} as verdict
            from ${source.byIndex ? found(sql, source) : sql`entry e join item i on i.id = e.item_id`}
           where e.seq > ${source.above} and e.seq <= ${source.upTo}
             ${possible(sql, scope, now)} ${filtered(sql, filter)}
             ${signals === undefined ? sql`` : sql`and e.signal = any(${[...signals]}::text[])`}
             ${from === null ? sql`` : sql`and ${seenFrom(sql, scope)} >= ${from}`}
             ${to === null ? sql`` : sql`and ${seenFrom(sql, scope)} <= ${to}`}
           order by e.seq desc offset 0) as c
   where c.verdict <> 'none'
     and case when c.seq = c.last_seq and (${stands(sql, sql`c.verdict`, sql`c.signal`)}) then true
              else c.seq = (${readableOf(sql, scope, now)}) end
     ${source.query === null ? sql`` : sql`and ${textMatches(sql, source.query)}`}
   order by c.seq desc limit ${limit}`

/** Through the word index alone, then each entry by its key: bounds on seq in here, or joins to choose from, tempt the planner to read all. */
const found = (sql: Db, { query }: Source) => sql`
  (select s.seq from search_version s where ${query?.wanted ? hasWanted(sql, query.wanted) : sql`true`} offset 0) as w
  cross join lateral (select ${entryRow(sql)} from entry e where e.seq = w.seq offset 0) as e
  cross join lateral (select i.last_seq, i.state, i.first_at, i.released_at, i.recalls, i.recall_seqs
                        from item i where i.id = e.item_id offset 0) as i`

const entryRow = (sql: Db) => sql`
  e.seq, e.at, e.item_id, e.signal, e.type, e.language, e.category, e.priority, e.products, e.item_products, e.embargoed`

/** `readable` of domain/readable.ts in SQL: the seq of the entry by which the scope sees the item of `c`. Change them together. */
const readableOf = (sql: Db, scope: Scope, now: Date) => sql`
  select r.seq
    from (select e.seq, e.signal, ${verdict(sql, scope, now)} as verdict
            from entry e join item i on i.id = e.item_id where e.item_id = c.item_id offset 0) as r
   where r.verdict <> 'none'
   order by (${stands(sql, sql`r.verdict`, sql`r.signal`)}) desc, r.seq desc limit 1`

const stands = (sql: Db, verdictOf: ReturnType<Db>, signalOf: ReturnType<Db>) =>
  sql`${verdictOf} = 'full' or ${signalOf} = any(${[...recallSignals]}::text[])`

/** What a verdict other than none needs in any case, put plainly so that an index or a glance at the row can decide it. */
const possible = (sql: Db, scope: Scope, now: Date) => sql`
  and e.item_products && ${[...scope.products]}::int[] and e.type = any(${[...scope.types]}::text[])
  ${scope.languages === null ? sql`` : sql`and e.language = any(${[...scope.languages]}::text[])`}
  ${isLapsed(scope, now) ? sql`and e.signal in ('correction', 'withhold', 'kill')` : sql``}`

const filtered = (sql: Db, { products, types, languages, categories, priorities }: Omit<Filter, 'q'>) => sql`
  ${products === undefined ? sql`` : sql`and e.item_products && ${[...products]}::int[]`}
  ${types === undefined ? sql`` : sql`and e.type = any(${[...types]}::text[])`}
  ${languages === undefined ? sql`` : sql`and e.language = any(${[...languages]}::text[])`}
  ${categories === undefined ? sql`` : sql`and e.category = any(${[...categories]}::text[])`}
  ${priorities === undefined ? sql`` : sql`and e.priority = any(${[...priorities]}::int[])`}`
