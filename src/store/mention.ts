import type { Db } from './db.ts'
import type { Who } from './draft.ts'
import type { DraftEventKind } from './draft-event.ts'

/** A note that names somebody. */
export interface Mention {
  readonly event: number
  readonly draft: string
  readonly headline: string
  readonly language: string
  readonly at: Date
  /** null: the system. */
  readonly by: Who | null
  readonly kind: DraftEventKind
  readonly note: string
  readonly seenAt: Date | null
}

/** Where somebody is named, the newest first: what they have not seen before what they have. */
export const mentionsOf = (sql: Db, { person, limit }: { person: string; limit: number }): Promise<Mention[]> => sql<
  Mention[]
>`
  select e.id::int as event, e.draft_id as draft, d.document->>'headline' as headline, d.document->>'language' as language, e.at, e.kind,
         coalesce(e.note, '') as note, m.seen_at as "seenAt",
         case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as by
    from mention m join draft_event e on e.id = m.event_id join draft d on d.id = e.draft_id left join person p on p.id = e.person_id
   where m.person_id = ${person} order by m.seen_at is not null, e.id desc limit ${limit}`

/** Notes that somebody has seen where they are named: in one draft, or everywhere. @returns whether anything changed */
export const seeMentions = async (
  sql: Db,
  { person, draft }: { person: string; draft: string | null },
): Promise<boolean> => {
  const rows = await sql`
    with seen as (
      update mention m set seen_at = clock_timestamp() from draft_event e
       where e.id = m.event_id and m.person_id = ${person} and m.seen_at is null
         ${draft === null ? sql`` : sql`and e.draft_id = ${draft}`}
      returning m.event_id
    )
    select pg_notify('desk', 'mentions') from seen limit 1`
  return rows.length > 0
}
