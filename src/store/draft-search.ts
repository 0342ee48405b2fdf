import { wordsOf } from '../domain/words.ts'
import type { Db } from './db.ts'
import type { DraftFields } from './draft.ts'

/** A tsvector holds 1 MiB; what comes later in a text is not found. */
const wordsAtMost = 16_000
const wordLetters = 100

/**
 * Reads the words of drafts that were saved since they were last read, the last saved first, at most `limit`. Saving does not wait for it; a search
 * calls it first, and a job keeps it up.
 * @returns how many were read
 */
export const readDraftWords = async (sql: Db, limit: number): Promise<number> => {
  const rows = await sql<{ id: string; revision: number; fields: DraftFields; note: string }[]>`
    select id, revision, document as fields, coalesce(note, '') as note from draft
     where closed_at is null and words_revision is distinct from revision order by updated_at desc limit ${limit}`
  if (rows.length === 0) return 0
  await sql`
    update draft d set words = r.words::tsvector, words_revision = r.revision
      from unnest(${rows.map(row => row.id)}::text[], ${rows.map(row => row.revision)}::int[], ${rows.map(vectorOf)}::text[]) as r(id, revision, words)
     where d.id = r.id and d.words_revision is distinct from r.revision and d.revision >= r.revision`
  return rows.length
}

const vectorOf = ({ fields, note }: { fields: DraftFields; note: string }): string => {
  const { headline, deck, dateline, bylines, keywords, group, people, organisations, places, body } = fields
  const text = [headline, deck, dateline, bylines, keywords, group, people, organisations, places, note, body]
  const words = wordsOf(text.filter(each => each !== undefined).join('\n')).slice(0, wordsAtMost)
  return [...new Set(words)].map(word => `'${word.slice(0, wordLetters)}'`).join(' ')
}

/** Whether draft `d` has all these words, the last of which may be unfinished. @param words folded, at least one */
export const draftsWithWords = (sql: Db, words: readonly string[]) => {
  const query = words.map(word => `'${word.slice(0, wordLetters)}':*`).join(' & ')
  return sql`d.words @@ to_tsquery('simple', ${query})`
}
