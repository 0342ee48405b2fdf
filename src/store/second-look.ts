import type { ItemId } from '../domain/ids.ts'
import type { Signal } from '../domain/signal.ts'
import type { Language } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'
import type { Who } from './draft.ts'
import { inTransaction } from './transaction.ts'

/** What would go out, as it was frozen when it was asked for. */
export interface LookRequest {
  readonly headline: string
  readonly language: Language
  /** Of the draft: what is asked for a later one takes the place of what waits. */
  readonly revision?: number
  readonly [part: string]: unknown
}

export type LookOutcome = 'sent' | 'refused' | 'withdrawn'

/** Something that waits, or waited, for a second person. */
export interface SecondLook {
  readonly id: string
  readonly draft: string | null
  /** null: of a new item. */
  readonly item: ItemId | null
  readonly signal: Signal
  readonly request: LookRequest
  readonly askedBy: Who
  readonly askedAt: Date
  readonly decidedBy: Who | null
  readonly decidedAt: Date | null
  readonly outcome: LookOutcome | null
  /** Of who refused it. */
  readonly note: string | null
  /** The entry it became. */
  readonly sentSeq: number | null
}

const columns = (sql: Db) => sql`
  l.id, l.draft_id as draft, l.item_id as item, l.signal, l.request, json_build_object('id', a.id, 'name', a.name) as "askedBy",
  l.asked_at as "askedAt", case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as "decidedBy",
  l.decided_at as "decidedAt", l.outcome, l.note, l.sent_seq as "sentSeq"`
const people = (sql: Db) => sql`join person a on a.id = l.asked_by left join person b on b.id = l.decided_by`

/** One, decided or not; null for an unknown id. */
export const secondLookOf = async (sql: Db, id: string): Promise<SecondLook | null> => {
  const rows = await sql<SecondLook[]>`select ${columns(sql)} from second_look l ${people(sql)} where l.id = ${id}`
  return rows[0] ?? null
}

/** What waits, the longest first; a draft that was sent or thrown away meanwhile waits for nobody. */
export const openLooks = async (sql: Db): Promise<SecondLook[]> => sql<SecondLook[]>`
  select ${columns(sql)} from second_look l ${people(sql)}
   where l.decided_at is null and not exists (select from draft d where d.id = l.draft_id and d.closed_at is not null)
   order by l.asked_at, l.id limit 50`

/** What waited or waits about an item or about drafts, the oldest first. */
export const looksOf = async (
  sql: Db,
  { item, drafts }: { item: ItemId | null; drafts: readonly string[] },
): Promise<SecondLook[]> => sql<SecondLook[]>`
  select ${columns(sql)} from second_look l ${people(sql)}
   where l.item_id = ${item} or l.draft_id = any(${[...drafts]}::text[]) order by l.asked_at, l.id`

interface Asking {
  /** Of the form: asked twice it is one. */
  readonly id: string
  readonly draft: string | null
  readonly item: ItemId | null
  readonly signal: Signal
  readonly request: LookRequest
  readonly by: string
}

/** Asks for a second person. @returns the id of what waits now: another's, where the same draft or the same act on the item waits already */
export const askForLook = (db: Db, asking: Asking): Promise<{ id: string; isNew: boolean }> =>
  inTransaction(db, async sql => {
    const { id, draft, item, signal, request, by } = asking
    await sql`
      update second_look set decided_by = ${by}, decided_at = clock_timestamp(), outcome = 'withdrawn'
       where draft_id = ${draft} and decided_at is null and (request->>'revision')::int < ${request.revision ?? 0}`
    const rows = await sql`
      with asked as (
        insert into second_look (id, draft_id, item_id, signal, request, asked_by)
        values (${id}, ${draft}, ${item}, ${signal}, ${sql.json(JSON.parse(JSON.stringify(request)))}, ${by})
        on conflict do nothing returning id
      ), told as (
        insert into draft_event (draft_id, person_id, kind, detail)
        select ${draft}, ${by}, 'second-look', jsonb_build_object('look', id) from asked where ${draft !== null}
      )
      select pg_notify('desk', 'look') from asked`
    if (rows.length > 0) return { id, isNew: true }
    const standing = await sql<{ id: string }[]>`
      select id from second_look
       where id = ${id} or (decided_at is null and case when ${draft}::text is null then draft_id is null and item_id = ${item} and signal = ${signal}
                                                        else draft_id = ${draft} end)
       order by id <> ${id} limit 1`
    return { id: standing[0]?.id ?? id, isNew: false }
  })

/** What somebody decides, with the entry where it went out. */
export interface LookDecision {
  readonly outcome: LookOutcome
  readonly note?: string | null
  readonly seq?: number | null
}

/**
 * Decides about what waits while nobody else can: `decide` is given it as it stands, and what it answers is written down.
 * @param by who decides; null from `decide` leaves it waiting
 * @returns as it is then; null for an unknown id
 */
export const decideLook = (
  db: Db,
  { id, by }: { id: string; by: string },
  decide: (look: SecondLook) => Promise<LookDecision | null>,
): Promise<SecondLook | null> =>
  inTransaction(db, async transaction => {
    const sql = transaction as unknown as Db
    await sql`select from second_look where id = ${id} for update`
    const look = await secondLookOf(sql, id)
    if (look === null || look.decidedAt !== null) return look
    const decision = await decide(look)
    if (decision === null) return look
    const { outcome, note = null, seq = null } = decision
    await sql`
      with decided as (
        update second_look set decided_by = ${by}, decided_at = clock_timestamp(), outcome = ${outcome}, note = ${note}, sent_seq = ${seq}
         where id = ${id} returning draft_id
      ), told as (
        insert into draft_event (draft_id, person_id, kind, note, detail)
        select draft_id, ${by}, 'looked', ${note}, jsonb_build_object('look', ${id}::text, 'outcome', ${outcome}::text)
          from decided where draft_id is not null
      )
      select pg_notify('desk', 'look') from decided`
    return secondLookOf(sql, id)
  })
