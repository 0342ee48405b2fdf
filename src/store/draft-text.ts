import type { Db } from './db.ts'
import { type DraftText, plain, type Who } from './draft.ts'

/** A text of a draft that another stands in the place of. */
export interface FormerText extends DraftText {
  readonly id: number
  readonly at: Date
  readonly person: Who
  /** `kept`: it was the draft's own; `aside`: somebody typed it whose turn had been taken over. */
  readonly kind: 'kept' | 'aside'
  /** Of the draft that it was, or was to be put over. */
  readonly revision: number
}

interface Aside extends DraftText {
  readonly draft: string
  readonly revision: number
  readonly by: string
}

/** Keeps what was typed too late to become the draft's text. */
export const putAside = async (sql: Db, { draft, revision, by, signal, fields, note, line }: Aside): Promise<void> => {
  await sql`
    with written as (
      insert into draft_text (draft_id, person_id, kind, revision, signal, document, note, line)
      values (${draft}, ${by}, 'aside', ${revision}, ${signal}, ${sql.json(plain(fields))}, ${note}, ${line}) returning draft_id
    )
    select pg_notify('desk', draft_id) from written`
}

const columns = (sql: Db) => sql`
  x.id::int as id, x.at, x.kind, x.revision, x.signal, x.document as fields, coalesce(x.note, '') as note, coalesce(x.line, '') as line,
  json_build_object('id', p.id, 'name', p.name) as person`

/** The former texts of a draft, the newest first, at most 100. */
export const formerTexts = (sql: Db, draft: string): Promise<FormerText[]> => sql<FormerText[]>`
  select ${columns(sql)} from draft_text x join person p on p.id = x.person_id where x.draft_id = ${draft} order by x.id desc limit 100`

/** One of them; null for an unknown number. */
export const formerText = async (sql: Db, draft: string, id: number): Promise<FormerText | null> => {
  const rows = await sql<FormerText[]>`
    select ${columns(sql)} from draft_text x join person p on p.id = x.person_id where x.draft_id = ${draft} and x.id = ${id}`
  return rows[0] ?? null
}

const keepEvery = '5 minutes'

/** Part of the statement that saves a draft: keeps the text that goes, whenever another person goes on with it, and every five minutes.
 *  @param always as when an old text comes back in its place */
export const keptText = (
  sql: Db,
  { id, revision, by, always }: { id: string; revision: number; by: string; always: boolean },
) => sql`
  insert into draft_text (draft_id, at, person_id, kind, revision, signal, document, note, line)
  select d.id, d.updated_at, d.updated_by, 'kept', d.revision, d.signal, d.document, d.note, d.line from draft d
   where d.id = ${id} and d.revision = ${revision} and d.closed_at is null and d.stage <> 'scheduled'
     and (${always} or d.updated_by <> ${by} or greatest(d.created_at,
            (select max(t.at) from draft_text t where t.draft_id = d.id and t.kind = 'kept')) < clock_timestamp() - ${keepEvery}::interval)`
