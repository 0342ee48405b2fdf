import type { Scope } from '../domain/licence.ts'
import { recallSignals } from '../domain/signal.ts'
import type { Db } from './db.ts'
import { recalledAt } from './entry.ts'

/**
 * `covers` of domain/licence.ts in SQL, so that lists can page and facet: an expression that is 'none', 'notice', 'headline' or
 * 'full' for entry `e` of item `i`. A property test holds the two equal; change them together.
 */
export const verdict = (sql: Db, scope: Scope, now: Date) => {
  const delay = sql`make_interval(mins => ${scope.delayMinutes})`
  const isRecall = sql`e.signal = any(${[...recallSignals]}::text[])`
  const openedAt = scope.embargoTrust ? sql`i.first_at` : sql`coalesce(i.released_at, i.first_at)`
  const lapsed = sql`coalesce(${scope.until}::timestamptz <= ${now}, false)`
  const matches = sql`e.products && ${[...scope.products]}::int[]`
  return sql`case
    when e.embargoed and not ${scope.embargoTrust}::boolean then 'none'
    when not e.type = any(${[...scope.types]}::text[]) then 'none'
    when not coalesce(e.language = any(${scope.languages === null ? null : [...scope.languages]}::text[]), true) then 'none'
    when ${now} < ${scope.from}::timestamptz then 'none'
    when coalesce(e.at + make_interval(days => ${scope.archiveDays}::int) < ${now}, false) then 'none'
    when ${lapsed} and (not ${isRecall} or i.first_at >= ${scope.until}::timestamptz) then 'none'
    when ${scope.delayMinutes}::int > 0 and e.signal <> 'kill' and not (${isRecall} and ${openedAt} + ${delay} <= e.at)
         and (${now} < e.at + ${delay} or coalesce(${recalledAt(sql)} < e.at + ${delay}, false)) then 'none'
    when not (${matches}) and not (e.item_products && ${[...scope.products]}::int[]) then 'none'
    when ${lapsed} or i.state <> 'usable' or e.signal in ('withhold', 'kill') then 'notice'
    when ${matches} then 'full'
    else 'headline' end`
}

/** `seenFrom` of domain/licence.ts in SQL, for entry `e` of item `i`: when the scope could first see the entry. */
export const seenFrom = (sql: Db, scope: Scope) => {
  if (scope.delayMinutes === 0) return sql`greatest(e.at, ${scope.from}::timestamptz)`
  const delay = sql`make_interval(mins => ${scope.delayMinutes})`
  const openedAt = scope.embargoTrust ? sql`i.first_at` : sql`coalesce(i.released_at, i.first_at)`
  const atOnce = sql`e.signal = 'kill' or e.signal = any(${[...recallSignals]}::text[]) and ${openedAt} + ${delay} <= e.at`
  return sql`greatest(case when ${atOnce} then e.at else e.at + ${delay} end, ${scope.from}::timestamptz)`
}
