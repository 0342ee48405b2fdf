import type { Db } from './db.ts'
import { type DraftText, plain } from './draft.ts'
import { keptText } from './draft-text.ts'

interface Save extends DraftText {
  readonly id: string
  /** The revision that the editor saw. */
  readonly revision: number
  readonly by: string
  /** One of many saves while somebody types: lists are told of it now and then, or when its headline changes. */
  readonly isTyping?: boolean
  /** The text that goes is kept in any case. */
  readonly keeps?: boolean
}

/** Of the saves while somebody types. */
const tellEvery = 10

/** Saves over the revision that the editor saw and no other; the text that goes is kept from time to time. What is scheduled is not saved over.
 *  @returns the new revision; null where somebody saved, sent, scheduled or discarded it meanwhile */
export const saveDraft = async (sql: Db, save: Save): Promise<number | null> => {
  const { id, revision, signal, fields, note, line, by, isTyping = false, keeps = false } = save
  const rows = await sql<{ revision: number }[]>`
    with before as (
      select document->>'headline' as headline from draft where id = ${id}
    ), kept as (${keptText(sql, { id, revision, by, always: keeps })}), written as (
      update draft set signal = ${signal}, document = ${sql.json(plain(fields))}, note = ${note}, line = ${line}, updated_by = ${by},
             updated_at = clock_timestamp(), revision = revision + 1
       where id = ${id} and revision = ${revision} and closed_at is null and stage <> 'scheduled'
      returning id, revision
    )
    select w.revision, pg_notify('desk', case
             when ${isTyping} and w.revision % ${tellEvery} <> 0 and b.headline = ${fields.headline} then 'typing ' || w.id else w.id end)
      from written w, before b`
  return rows[0]?.revision ?? null
}
