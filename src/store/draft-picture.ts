import type { Db } from './db.ts'
import { type Draft, draftOf } from './draft.ts'

/** Says of drafts of pictures that they belong to a story and go out before it. */
export const tieToStory = async (
  sql: Db,
  { drafts, story }: { drafts: readonly string[]; story: string },
): Promise<void> => {
  await sql`update draft set parent_id = ${story} where id = any(${[...drafts]}::text[]) and id <> ${story}`
}

/** Open drafts of pictures that belong to a story, whether or not they stand in its text; oldest first. */
export const picturesOfStory = async (sql: Db, story: string): Promise<Draft[]> => {
  const rows = await sql<{ id: string }[]>`
    select id from draft where parent_id = ${story} and closed_at is null order by created_at, id`
  return (await Promise.all(rows.map(({ id }) => draftOf(sql, id)))).filter(each => each !== null)
}

/** What is left of the pictures of a story that has gone out: drafts of their own from now on. */
export const freePictures = async (sql: Db, story: string): Promise<void> => {
  await sql`update draft set parent_id = null where parent_id = ${story} and closed_at is null`
}
