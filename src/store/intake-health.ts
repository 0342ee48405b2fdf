import type { Db } from './db.ts'
import { type IncomingStatus, incomingCounts } from './intake-item.ts'
import { type IntakeSource, intakeSources } from './intake-source.ts'
import { storableJson, storableText } from './json.ts'

/** How a source does: `stalled` where nothing came for longer than it may be silent, `failing` where its last look failed. */
export type Condition = 'well' | 'failing' | 'stalled' | 'off'

/** What happened at a source in the last 24 hours. */
export interface SourceRates {
  readonly looks: number
  readonly failedLooks: number
  readonly arrivals: number
  readonly quarantined: number
  readonly items: number
  readonly held: number
}

export interface SourceHealth {
  readonly source: IntakeSource
  readonly condition: Condition
  readonly rates: SourceRates
  /** Looks that failed and arrivals that could not be read, of all of both in the last 24 hours; 0 to 1, null: there were none. */
  readonly errorRate: number | null
  /** In quarantine now. */
  readonly quarantined: number
  /** At the desk now. */
  readonly waiting: number
  readonly held: number
}

const none: SourceRates = { looks: 0, failedLooks: 0, arrivals: 0, quarantined: 0, items: 0, held: 0 }

/** Every source with how it does, by name. */
export const sourceHealth = async (sql: Db, now: Date): Promise<SourceHealth[]> => {
  const [sources, rates, counts, inQuarantine] = await Promise.all([
    intakeSources(sql),
    ratesSince(sql, new Date(now.getTime() - 86_400_000)),
    incomingCounts(sql),
    quarantineCounts(sql),
  ])
  const waiting = (source: string, status: IncomingStatus) =>
    counts.find(each => each.source === source && each.status === status)?.count ?? 0
  return sources.map(source => {
    const rate = rates.get(source.id) ?? none
    const tries = rate.looks + rate.arrivals
    return {
      source,
      condition: conditionOf(source, now),
      rates: rate,
      errorRate: tries === 0 ? null : Math.min(1, (rate.failedLooks + rate.quarantined) / tries),
      quarantined: inQuarantine.get(source.id) ?? 0,
      waiting: waiting(source.id, 'waiting'),
      held: waiting(source.id, 'held'),
    }
  })
}

/** How a source does at a moment. */
const conditionOf = (source: IntakeSource, now: Date): Condition => {
  if (!source.enabled) return 'off'
  if (source.stalledAfterMinutes !== null) {
    const since = source.lastArrivalAt ?? source.createdAt
    if (now.getTime() - since.getTime() > source.stalledAfterMinutes * 60_000) return 'stalled'
  }
  return source.failures > 0 ? 'failing' : 'well'
}

const ratesSince = async (sql: Db, since: Date): Promise<Map<string, SourceRates>> => {
  const rows = await sql<(SourceRates & { source: string })[]>`
    select source_id as source, sum(looks)::int as looks, sum(failed_looks)::int as "failedLooks", sum(arrivals)::int as arrivals,
           sum(quarantined)::int as quarantined, sum(items)::int as items, sum(held)::int as held
      from intake_hour where hour > ${since} group by source_id`
  return new Map(rows.map(({ source, ...rates }) => [source, rates]))
}

const quarantineCounts = async (sql: Db): Promise<Map<string, number>> => {
  const rows = await sql<{ source: string; count: number }[]>`
    select source_id as source, count(*) as count from intake_raw where status = 'quarantined' group by 1`
  return new Map(rows.map(({ source, count }) => [source, count]))
}

/** Notes a look that went well, where its way has got to, and when the next is due. */
export const lookSucceeded = async (
  sql: Db,
  { id, at, state, nextAt, trouble }: { id: string; at: Date; state: unknown; nextAt: Date; trouble: string | null },
): Promise<void> => {
  await sql`
    with counted as (
      insert into intake_hour as h (source_id, hour, looks) values (${id}, date_trunc('hour', ${at}::timestamptz), 1)
      on conflict (source_id, hour) do update set looks = h.looks + 1
    )
    update intake_source set state = ${sql.json(storableJson(state))}, last_poll_at = ${at}, last_ok_at = ${at}, failures = 0,
           last_error = coalesce(${trouble}, last_error), last_error_at = case when ${trouble}::text is null then last_error_at else ${at} end,
           next_poll_at = ${nextAt} where id = ${id}`
}

/** Notes a look that failed and when the next is due. */
export const lookFailed = async (
  sql: Db,
  { id, at, reason, nextAt }: { id: string; at: Date; reason: string; nextAt: Date },
): Promise<void> => {
  await sql`
    with counted as (
      insert into intake_hour as h (source_id, hour, looks, failed_looks) values (${id}, date_trunc('hour', ${at}::timestamptz), 1, 1)
      on conflict (source_id, hour) do update set looks = h.looks + 1, failed_looks = h.failed_looks + 1
    )
    update intake_source set last_poll_at = ${at}, failures = failures + 1, last_error = ${storableText(reason).slice(0, 2000)},
           last_error_at = ${at}, next_poll_at = ${nextAt} where id = ${id}`
}

/** Removes counts that are older than a month. */
export const sweepHours = async (sql: Db, now: Date): Promise<void> => {
  await sql`delete from intake_hour where hour < ${now}::timestamptz - interval '31 days'`
}
