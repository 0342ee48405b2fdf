import { randomBytes } from 'node:crypto'
import type { Body } from '../domain/body.ts'
import type { ItemId, ItemType } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Stage } from '../domain/stage.ts'
import type { Content } from '../domain/version.ts'
import type { Db } from './db.ts'

/** What stands in the fields of a draft, as it was typed: nothing is refused before it is sent. */
export interface DraftFields extends MediaText {
  readonly language: string
  readonly headline: string
  readonly deck: string
  readonly dateline: string
  /** One a line. */
  readonly bylines: string
  /** In the convention of domain/body-text.ts; `kept` are the blocks that its `[[…]]` lines stand for. */
  readonly body: string
  readonly kept: Body
  /** Empty: not chosen yet. */
  readonly category: string
  readonly priority: string
  /** Parted by commas. */
  readonly keywords: string
  /** `medtop:20000151 flood`, one a line. */
  readonly subjects: string
  readonly summary: string
  readonly embargo: string
  /** `2026-11-23T18:00` in the agency's zone. */
  readonly embargoUntil: string
  readonly group: string
  /** `Name https://address`, one a line; left out by drafts of before this field, like all that follow. */
  readonly sources?: string
  /** People, organisations and places, as `sources`. */
  readonly people?: string
  readonly organisations?: string
  readonly places?: string
  /** `see-also dl:text:20261123:1001 Its headline`, one a line. */
  readonly links?: string
  /** `2026-11-23T18:00` in the agency's zone. */
  readonly expiresAt?: string
  /** Hints of the house style that are not to be shown any more: `rule words`, one a line. */
  readonly dismissed?: string
  /** What the editor has no input for and goes with the draft; left out: nothing. */
  readonly carried?: Carried | undefined
}

/** What is typed of a picture, video, graphic or file beside its words; `persons` one a line. Left out: as it came with the draft. */
export interface MediaText {
  readonly altText?: string
  readonly credit?: string
  /** `2026-11-23`, or with a time. */
  readonly takenAt?: string
  readonly city?: string
  readonly region?: string
  readonly country?: string
  readonly countryCode?: string
  readonly persons?: string
  readonly holder?: string
  readonly notice?: string
  readonly terms?: string
}

/** The type of a new item, and parts of its content that came with it. Files of our own are taken from its uploads as they are when it is sent. */
export type Carried = Pick<Content, 'rights' | 'renditions' | 'media' | 'members'> & { readonly type: ItemType }

/** What an editor's save replaces. */
export interface DraftText {
  readonly signal: DraftSignal
  readonly fields: DraftFields
  /** To desks. */
  readonly note: string
  /** To readers. */
  readonly line: string
}

export const draftSignals = ['new', 'update', 'correction'] as const
export type DraftSignal = (typeof draftSignals)[number]

/** A draft of a new item, or of the next version of one on the wire. */
export interface Draft extends DraftText {
  readonly id: string
  readonly item: ItemId | null
  /** The item's last seq that the draft was begun from, or that its editor has looked at since. */
  readonly baseSeq: number | null
  /** Counts saves. */
  readonly revision: number
  readonly author: Who
  readonly updatedBy: Who
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When it was sent or thrown away. */
  readonly closedAt: Date | null
  /** The entry it became. */
  readonly sentSeq: number | null
  readonly stage: Stage
  readonly stageAt: Date
  readonly desk: Who | null
  readonly assignee: Who | null
  /** When it is sent by itself. */
  readonly sendAt: Date | null
  /** The story in whose text this picture stands. */
  readonly parent: string | null
}

export interface Who {
  readonly id: string
  readonly name: string
}

const idPattern = /^dra_[a-z0-9]{8,40}$/
export const makeDraftId = (): string => `dra_${randomBytes(10).toString('hex')}`
export const isDraftId = (text: string): boolean => idPattern.test(text)

const columns = (sql: Db) => sql`
  d.id, d.item_id as item, d.base_seq as "baseSeq", d.signal, d.document as fields, coalesce(d.note, '') as note,
  coalesce(d.line, '') as line, d.revision, d.created_at as "createdAt", d.updated_at as "updatedAt", d.closed_at as "closedAt",
  d.sent_seq as "sentSeq", json_build_object('id', a.id, 'name', a.name) as author,
  json_build_object('id', u.id, 'name', u.name) as "updatedBy", d.stage, d.stage_at as "stageAt", d.send_at as "sendAt", d.parent_id as parent,
  case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as desk,
  case when w.id is not null then json_build_object('id', w.id, 'name', w.name) end as assignee`
const people = (sql: Db) => sql`
  join person a on a.id = d.author_id join person u on u.id = d.updated_by
  left join desk k on k.id = d.desk_id left join person w on w.id = d.assignee_id`

/** One draft, open or closed; null for an unknown id. */
export const draftOf = async (sql: Db, id: string): Promise<Draft | null> => {
  const rows = await sql<Draft[]>`select ${columns(sql)} from draft d ${people(sql)} where d.id = ${id}`
  return rows[0] ?? null
}

/** Open drafts, the last saved first, at most `limit`. @param author only of this person; null: everybody's */
export const openDrafts = (
  sql: Db,
  { author, limit }: { author: string | null; limit: number },
): Promise<Draft[]> => sql<Draft[]>`
  select ${columns(sql)} from draft d ${people(sql)}
   where d.closed_at is null ${author === null ? sql`` : sql`and (d.author_id = ${author} or d.updated_by = ${author})`}
   order by d.updated_at desc, d.id limit ${limit}`

/** Open drafts of the next version of an item. */
export const draftsOfItem = (sql: Db, item: ItemId): Promise<Draft[]> => sql<Draft[]>`
  select ${columns(sql)} from draft d ${people(sql)} where d.item_id = ${item} and d.closed_at is null order by d.updated_at desc`

/** How many drafts are open. */
export const countOpenDrafts = async (sql: Db): Promise<number> => {
  const rows = await sql<{ count: number }[]>`select count(*) as count from draft where closed_at is null`
  return rows[0]?.count ?? 0
}

interface NewDraft extends DraftText {
  readonly id: string
  readonly item: ItemId | null
  readonly baseSeq: number | null
  readonly by: string
}

/** Begins a draft, on the desk of whoever begins it. @returns false where there is one with that id already */
export const insertDraft = async (sql: Db, draft: NewDraft): Promise<boolean> => {
  const { id, item, baseSeq, signal, fields, note, line, by } = draft
  const rows = await sql`
    with written as (
      insert into draft (id, item_id, base_seq, signal, document, note, line, author_id, updated_by, desk_id)
      values (${id}, ${item}, ${baseSeq}, ${signal}, ${sql.json(plain(fields))}, ${note}, ${line}, ${by}, ${by}, ${ownDesk(sql, by)})
      on conflict (id) do nothing returning id
    ), begun as (
      insert into draft_event (draft_id, person_id, kind) select id, ${by}, 'begun' from written
    )
    select pg_notify('desk', id) from written`
  return rows.length > 0
}

/** The desk that somebody's drafts begin on: the first by name of those that they are a member of. */
const ownDesk = (sql: Db, person: string) => sql`(
  select k.id from desk_member m join desk k on k.id = m.desk_id
   where m.person_id = ${person} and k.closed_at is null order by lower(k.name) limit 1)`

/** Notes that the editor has looked at a later version of the item. */
export const rebaseDraft = async (sql: Db, { id, baseSeq }: { id: string; baseSeq: number }): Promise<void> => {
  await sql`update draft set base_seq = ${baseSeq} where id = ${id} and closed_at is null and item_id is not null`
}

/** Throws a draft away, or takes it back out of the bin; one that was sent stays as it is. What was scheduled is so no more: taken back out of the bin
 *  it must not go out by itself. @returns whether anything changed */
export const discardDraft = async (
  sql: Db,
  { id, isDiscarded }: { id: string; isDiscarded: boolean },
): Promise<boolean> => {
  const rows = await sql`
    with written as (
      update draft set closed_at = ${isDiscarded ? sql`clock_timestamp()` : sql`null`},
             stage = case stage when 'scheduled' then 'ready' else stage end, send_at = null, send_filing = null, send_by = null
       where id = ${id} and sent_seq is null and (closed_at is null) = ${isDiscarded} returning id
    )
    select pg_notify('desk', id) from written`
  return rows.length > 0
}

/**
 * Closes a draft that has become an entry. Where somebody saved it between the revision that was sent and now, that text goes on as
 * a new draft of an update, so that no save is lost.
 * @param draft `by`: who sent it, for the trail; null: its schedule, or it is not known any more
 * @returns the id of that new draft, or null
 */
export const settleDraft = async (
  sql: Db,
  {
    id,
    revision,
    seq,
    item,
    by = null,
  }: { id: string; revision: number; seq: number; item: ItemId; by?: string | null },
): Promise<string | null> => {
  const next = makeDraftId()
  const rows = await sql<{ next: string | null }[]>`
    with closed as (
      update draft set closed_at = clock_timestamp(), sent_seq = ${seq} where id = ${id} and sent_seq is null
      returning id, document, note, line, author_id, updated_by, revision, desk_id, send_at
    ), told as (
      insert into draft_event (draft_id, person_id, kind, detail) select id, ${by}, 'sent', jsonb_build_object('seq', ${seq}::bigint, 'due', send_at) from closed
    ), later as (
      insert into draft (id, item_id, base_seq, signal, document, note, line, author_id, updated_by, desk_id)
      select ${next}, ${item}, ${seq}, 'update', document, note, line, author_id, updated_by, desk_id from closed where revision > ${revision}
      returning id
    )
    select (select id from later) as next, pg_notify('desk', id) from closed`
  return rows[0]?.next ?? null
}

/** @throws Refusal `not-found` */
export const requireDraft = async (sql: Db, id: string): Promise<Draft> => {
  const draft = isDraftId(id) ? await draftOf(sql, id) : null
  if (draft === null) throw new Refusal('not-found', `there is no draft ${id}`)
  return draft
}

/** The fields for the driver, whose JSON knows no read-only types. */
export const plain = (fields: DraftFields) => JSON.parse(JSON.stringify(fields))
