import type { ItemId, ItemType } from '../domain/ids.ts'
import { type Stage, stages } from '../domain/stage.ts'
import type { Db } from './db.ts'
import type { DraftSignal, Who } from './draft.ts'
import { draftsWithWords } from './draft-search.ts'

/** Which open drafts a queue holds; pictures that stand in another draft go with that and are left out. */
export interface QueueFilter {
  /** null: any. */
  readonly stage: Stage | null
  /** Of a desk; `none`: on no open desk; null: anywhere. */
  readonly desk: string | null
  /** `mine`: begun or last saved by the person; `assigned`: given to them. */
  readonly whose: 'mine' | 'assigned' | 'all'
  /** Whoever asks. */
  readonly person: string
  /** Words that all stand in it, folded, the last perhaps unfinished; empty: whatever is in it. */
  readonly words: readonly string[]
  /** Of the text; left out: any. */
  readonly language?: string | null
  /** Saved since; left out: whenever. */
  readonly since?: Date | null
}

/** An open draft as a list shows it. */
export interface QueueRow {
  readonly id: string
  readonly item: ItemId | null
  /** Of the item that it follows: the newest number on the wire. */
  readonly version: number | null
  readonly signal: DraftSignal
  readonly stage: Stage
  readonly stageAt: Date
  readonly sendAt: Date | null
  readonly headline: string
  readonly body: string
  readonly language: string
  /** null: text. */
  readonly type: ItemType | null
  readonly priority: string
  /** The lines of its links, where a translation names its original. */
  readonly links: string | null
  readonly author: Who
  readonly updatedBy: Who
  readonly updatedAt: Date
  readonly desk: Who | null
  readonly assignee: Who | null
  /** Who writes in it at the moment. */
  readonly writer: Who | null
  /** Where the next page begins after this row. */
  readonly cursor: string
}

/** A tab that has not been heard of for so long has gone. */
const presentSeconds = 15

const columns = (sql: Db) => sql`
  d.id, d.item_id as item, i.version, d.signal, d.stage, d.stage_at as "stageAt", d.send_at as "sendAt", d.document->>'headline' as headline,
  d.document->>'body' as body, d.document->>'language' as language, d.document->'carried'->>'type' as type, d.document->>'priority' as priority,
  d.document->>'links' as links, json_build_object('id', a.id, 'name', a.name) as author, json_build_object('id', u.id, 'name', u.name) as "updatedBy",
  d.updated_at as "updatedAt", case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as desk,
  case when w.id is not null then json_build_object('id', w.id, 'name', w.name) end as assignee,
  (select json_build_object('id', p.id, 'name', p.name) from presence n join person p on p.id = n.person_id
    where n.draft_id = d.id and n.writes and n.seen_at > clock_timestamp() - make_interval(secs => ${presentSeconds})) as writer`

/** No picture that goes out with a story: those of a story that was thrown away are drafts of their own. */
const standsAlone = (sql: Db) => sql`
  (d.parent_id is null or exists (select from draft story where story.id = d.parent_id and story.closed_at is not null))`

const chosen = (sql: Db, { desk, person, whose, words, language = null, since = null }: QueueFilter) => sql`
  d.closed_at is null and ${standsAlone(sql)}
  ${desk === null ? sql`` : desk === 'none' ? sql`and not exists (select from desk o where o.id = d.desk_id and o.closed_at is null)` : sql`and d.desk_id = ${desk}`}
  ${whose === 'mine' ? sql`and (d.author_id = ${person} or d.updated_by = ${person})` : whose === 'assigned' ? sql`and d.assignee_id = ${person}` : sql``}
  ${language === null ? sql`` : sql`and d.document->>'language' = ${language}`} ${since === null ? sql`` : sql`and d.updated_at >= ${since}`}
  ${words.length === 0 ? sql`` : sql`and ${draftsWithWords(sql, words)}`}`

/** One page of a queue: what was saved last first; what is scheduled by when it goes out. @param page `after`: the cursor of the last row seen */
export const draftQueue = async (
  sql: Db,
  filter: QueueFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<QueueRow[]> => {
  const isScheduled = filter.stage === 'scheduled'
  const key = isScheduled ? sql`d.send_at` : sql`d.updated_at`
  const [micros = '', id = ''] = (after ?? '').split('.')
  const moment = sql`'epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond'`
  const isFollowing = /^\d{1,18}$/.test(micros) && /^dra_[a-z0-9]{1,60}$/.test(id)
  return sql<QueueRow[]>`
    with page as (
      select d.id, (extract(epoch from ${key}) * 1000000)::bigint::text || '.' || d.id as cursor from draft d
       where ${chosen(sql, filter)} ${filter.stage === null ? sql`` : sql`and d.stage = ${filter.stage}`}
         ${isFollowing ? sql`and (${key}, d.id) ${isScheduled ? sql`>` : sql`<`} (${moment}, ${id})` : sql``}
       order by ${key} ${isScheduled ? sql`asc` : sql`desc`}, d.id ${isScheduled ? sql`asc` : sql`desc`} limit ${limit}
    )
    select ${columns(sql)}, page.cursor
      from page join draft d on d.id = page.id join person a on a.id = d.author_id join person u on u.id = d.updated_by
      left join desk k on k.id = d.desk_id and k.closed_at is null left join person w on w.id = d.assignee_id left join item i on i.id = d.item_id
     order by ${key} ${isScheduled ? sql`asc` : sql`desc`}, d.id ${isScheduled ? sql`asc` : sql`desc`}`
}

/** How many open drafts there are by stage, whoever has them, on one desk or on all: all, those that are the person's, and those given to them. */
export interface QueueCounts {
  readonly all: number
  readonly mine: number
  readonly assigned: number
}

export const queueCounts = async (
  sql: Db,
  { desk, person }: Pick<QueueFilter, 'desk' | 'person'>,
): Promise<Record<Stage, QueueCounts>> => {
  const rows = await sql<(QueueCounts & { stage: Stage })[]>`
    select d.stage, count(*)::int as all, count(*) filter (where d.author_id = ${person} or d.updated_by = ${person})::int as mine,
           count(*) filter (where d.assignee_id = ${person})::int as assigned
      from draft d where ${chosen(sql, { desk, person, whose: 'all', stage: null, words: [] })} group by d.stage`
  const none = { all: 0, mine: 0, assigned: 0 }
  const countOf = (stage: Stage): QueueCounts => rows.find(row => row.stage === stage) ?? none
  return Object.fromEntries(stages.map(stage => [stage, countOf(stage)])) as Record<Stage, QueueCounts>
}

/** What waits for a person: notes that name them and drafts given to them; and what is for review, which waits for every editor. */
export const awaiting = async (
  sql: Db,
  person: string,
): Promise<{ mentions: number; assigned: number; review: number }> => {
  const rows = await sql<{ mentions: number; assigned: number; review: number }[]>`
    select (select count(*)::int from mention where person_id = ${person} and seen_at is null) as mentions,
           (select count(*)::int from draft d where d.assignee_id = ${person} and d.closed_at is null and ${standsAlone(sql)}) as assigned,
           (select count(*)::int from draft d where d.stage = 'review' and d.closed_at is null and ${standsAlone(sql)}) as review`
  return rows[0] ?? { mentions: 0, assigned: 0, review: 0 }
}
