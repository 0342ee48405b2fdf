import type { Db } from './db.ts'

/** What somebody chose for the last story that they began. */
export const lastChosen = async (sql: Db, person: string): Promise<{ language: string; category: string } | null> => {
  const rows = await sql<{ language: string; category: string }[]>`
    select coalesce(document->>'language', '') as language, coalesce(document->>'category', '') as category
      from draft where author_id = ${person} and parent_id is null order by created_at desc limit 1`
  return rows[0] ?? null
}

/** A draft as a line of a list. */
export interface DraftLine {
  readonly id: string
  readonly headline: string
  readonly language: string
}

/** Open drafts that somebody began, the last one first. */
export const lastDrafts = (sql: Db, person: string, limit: number): Promise<DraftLine[]> => sql<DraftLine[]>`
  select id, coalesce(document->>'headline', '') as headline, coalesce(document->>'language', '') as language
    from draft where author_id = ${person} and closed_at is null and parent_id is null order by created_at desc limit ${limit}`
