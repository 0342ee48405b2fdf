import type { Db } from './db.ts'
import type { Who } from './draft.ts'

/** What can be done with a draft. */
export const draftEventKinds = [
  'begun',
  'stage',
  'sent-back',
  'assigned',
  'desk',
  'comment',
  'taken-over',
  'scheduled',
  'unscheduled',
  'not-sent',
  'second-look',
  'looked',
  'restored',
  'discarded',
  'reopened',
  'sent',
] as const
export type DraftEventKind = (typeof draftEventKinds)[number]

export interface DraftEvent {
  readonly id: number
  readonly draft: string
  readonly at: Date
  /** null: the system. */
  readonly person: Who | null
  readonly kind: DraftEventKind
  readonly note: string | null
  /** What the kind needs said: `{from, to}` of a stage, `{to}` of an assignment, `{seq}` of a sending. */
  readonly detail: Readonly<Record<string, string | number | null>>
}

interface NewEvent {
  readonly draft: string
  /** null: the system. */
  readonly by: string | null
  readonly kind: DraftEventKind
  readonly note?: string | null
  readonly detail?: DraftEvent['detail']
  /** Ids of people whom the note names. */
  readonly mentions?: readonly string[]
}

/** Writes down what was done with a draft and tells open pages of the desk. @returns the event's id */
export const recordDraftEvent = async (sql: Db, event: NewEvent): Promise<number> => {
  const { draft, by, kind, note = null, detail = {}, mentions = [] } = event
  const rows = await sql<{ id: number }[]>`
    with written as (
      insert into draft_event (draft_id, person_id, kind, note, detail) values (${draft}, ${by}, ${kind}, ${note}, ${sql.json(detail)})
      returning id
    ), named as (
      insert into mention (event_id, person_id) select id, unnest(${[...new Set(mentions)]}::text[]) from written
    )
    select id::int, pg_notify('desk', ${draft}) from written`
  return rows[0]?.id ?? 0
}

const columns = (sql: Db) => sql`
  e.id::int as id, e.draft_id as draft, e.at, e.kind, e.note, coalesce(e.detail, '{}') as detail,
  case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as person`

/** One event; null for an unknown id. */
export const draftEventOf = async (sql: Db, id: number): Promise<DraftEvent | null> => {
  const rows = await sql<DraftEvent[]>`
    select ${columns(sql)} from draft_event e left join person p on p.id = e.person_id where e.id = ${id}`
  return rows[0] ?? null
}

/** What was done with drafts, oldest first. */
export const draftEvents = async (sql: Db, drafts: readonly string[]): Promise<DraftEvent[]> => sql<DraftEvent[]>`
  select ${columns(sql)} from draft_event e left join person p on p.id = e.person_id
   where e.draft_id = any(${[...drafts]}::text[]) order by e.id`
