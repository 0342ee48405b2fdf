import type { Asset, AssetType } from './asset.ts'
import type { Db } from './db.ts'

/** Lets go of an upload that was not worked on to the end through no fault of its own: somebody else takes it at once, and the try does not count. */
export const releaseAsset = async (
  sql: Db,
  { id, generation, tries }: Pick<Asset, 'id' | 'generation' | 'tries'>,
): Promise<void> => {
  await sql`
    with released as (
      update asset set taken_until = null, tries = greatest(0, tries - 1)
       where id = ${id} and generation = ${generation} and tries = ${tries} and state = 'waiting' returning id)
    select pg_notify('media', id) from released`
}

/** How many uploads of each type wait for their renditions, those that are worked on included. */
export const waitingAssets = (sql: Db): Promise<{ type: AssetType; count: number }[]> => sql<
  { type: AssetType; count: number }[]
>`
  select type, count(*)::int as count from asset where state = 'waiting' group by type`
