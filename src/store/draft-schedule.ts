import type { Stage } from '../domain/stage.ts'
import type { Db } from './db.ts'
import { recordDraftEvent } from './draft-event.ts'
import { inTransaction } from './transaction.ts'

interface Scheduling {
  readonly id: string
  /** The revision that was looked at: what is sent is what was seen. */
  readonly revision: number
  readonly sendAt: Date
  /** What is sent then, as plain JSON. */
  readonly sending: unknown
  readonly by: string
}

/** Schedules an open draft, or gives a scheduled one another time. @returns the event's id; null where it was saved, sent or thrown away meanwhile */
export const scheduleDraft = (db: Db, { id, revision, sendAt, sending, by }: Scheduling): Promise<number | null> =>
  inTransaction(db, async transaction => {
    const sql = transaction as unknown as Db
    const rows = await sql<{ before: Stage }[]>`
      with seen as (select id, stage as before from draft where id = ${id} and revision = ${revision} and closed_at is null for update)
      update draft d set stage = 'scheduled', stage_at = clock_timestamp(), send_at = ${sendAt}, send_by = ${by},
             send_filing = ${sql.json(JSON.parse(JSON.stringify(sending)))}
        from seen s where d.id = s.id returning s.before`
    if (rows[0] === undefined) return null
    const detail = { from: rows[0].before, to: 'scheduled', at: sendAt.toISOString(), revision }
    return recordDraftEvent(sql, { draft: id, by, kind: 'scheduled', detail })
  })

interface Ending {
  readonly id: string
  /** null: its schedule itself. */
  readonly by: string | null
  readonly kind: 'unscheduled' | 'not-sent'
  /** When it would have gone out; where it has another time by now, nothing is changed. Left out: whenever. */
  readonly sendAt?: Date
  readonly note?: string
  readonly code?: string
  readonly undoes?: number | undefined
}

/** Takes a draft off the schedule: it is ready again. Where it could not be sent, whoever scheduled and wrote it are told. @returns the event's id; null where it
 *  was not scheduled any more */
export const endSchedule = (db: Db, ending: Ending): Promise<number | null> =>
  inTransaction(db, async transaction => {
    const sql = transaction as unknown as Db
    const { id, by, kind, sendAt, note = null, code, undoes } = ending
    const rows = await sql<{ at: Date; planner: string; author: string; revision: number }[]>`
      with seen as (select id, send_at, send_by from draft where id = ${id} and stage = 'scheduled' and closed_at is null
                       ${sendAt === undefined ? sql`` : sql`and send_at = ${sendAt}`} for update)
      update draft d set stage = 'ready', stage_at = clock_timestamp(), send_at = null, send_filing = null, send_by = null
        from seen s where d.id = s.id
      returning s.send_at as at, s.send_by as planner, d.author_id as author, d.revision`
    const row = rows[0]
    if (row === undefined) return null
    const { at, planner, author, revision } = row
    const more = { ...(code === undefined ? {} : { code }), ...(undoes === undefined ? {} : { undoes }) }
    const detail = { from: 'scheduled', to: 'ready', at: at.toISOString(), revision, ...more }
    const mentions = kind === 'not-sent' ? [planner, author] : []
    return recordDraftEvent(sql, { draft: id, by, kind, note, mentions, detail })
  })

/** A draft whose time has come. */
export interface DueDraft {
  readonly id: string
  readonly sendAt: Date
  readonly sending: unknown
}

/** Scheduled drafts that are due, in the order of their times. */
export const dueDrafts = (sql: Db, now: Date): Promise<DueDraft[]> => sql<DueDraft[]>`
  select id, send_at as "sendAt", send_filing as sending from draft
   where send_at <= ${now} and stage = 'scheduled' and closed_at is null order by send_at, id limit 100`

/** A schedule that came to nothing and that somebody has not seen yet. */
export interface MissedSchedule {
  readonly draft: string
  readonly headline: string
  readonly at: Date
  /** The refusal's code. */
  readonly code: string
}

/** Open drafts that were not sent at their time, of which a person has not read yet. */
export const missedSchedules = (sql: Db, person: string): Promise<MissedSchedule[]> => sql<MissedSchedule[]>`
  select e.draft_id as draft, d.document->>'headline' as headline, e.at, coalesce(e.detail->>'code', '') as code
    from mention m join draft_event e on e.id = m.event_id join draft d on d.id = e.draft_id
   where m.person_id = ${person} and m.seen_at is null and e.kind = 'not-sent' and d.closed_at is null order by e.id limit 5`
