import type { ItemType } from '../domain/ids.ts'
import type { Db } from './db.ts'
import { storableJson, storableText } from './json.ts'
import { inTransaction, type Transaction } from './transaction.ts'

/** A file of an item that came in. `failed`: it could not be had, and is not asked for again. */
export interface IncomingFile {
  readonly position: number
  /** Where it may be had, the best first; empty: its bytes came with the item. */
  readonly addresses: readonly string[]
  readonly state: 'wanted' | 'taken' | 'failed'
  /** The upload that it became. */
  readonly asset: string | null
  /** Why it could not be had, or not yet. */
  readonly reason: string | null
}

/** The files of an item that came in, in its order. */
export const filesOfIncoming = (sql: Db, item: number): Promise<IncomingFile[]> => sql<IncomingFile[]>`
  select position, addresses, state, asset_id as asset, reason from intake_file where item_id = ${item} order by position`

/** Whether an item has files that must be had first: `done` where they have come, or are known not to come; null: nobody has looked yet. */
export const filesState = async (sql: Db, item: number): Promise<'wanted' | 'done' | null> => {
  const rows = await sql<{ files: 'wanted' | 'done' | null }[]>`select files from intake_item where id = ${item}`
  return rows[0]?.files ?? null
}

/** Notes what is to be fetched for an item, which waits for it undecided. What was fetched before from the same addresses is not asked for again. */
export const wantFiles = (db: Db, item: number, files: readonly (readonly string[])[]): Promise<void> =>
  inTransaction(db, async sql => {
    await sql`delete from intake_file where item_id = ${item} and position >= ${files.length}`
    for (const [position, addresses] of files.entries()) {
      await sql`
        insert into intake_file as f (item_id, position, addresses) values (${item}, ${position}, ${sql.json(storableJson(addresses))})
        on conflict (item_id, position) do update
           set addresses = excluded.addresses, state = 'wanted', asset_id = null, reason = null, tries = 0, next_at = clock_timestamp()
         where f.addresses <> excluded.addresses or f.state = 'failed'`
    }
    await sql`update intake_item set files = 'wanted' where id = ${item} and status = 'arrived'`
    await sql`select pg_notify('intake_files', '')`
  })

/** Whether an item of a raw is still to be decided on, and does not wait for files from elsewhere, which may take long. */
export const hasUndecided = async (sql: Db, raw: number): Promise<boolean> => {
  const rows = await sql`
    select from intake_item n
     where n.raw_id = ${raw} and n.status = 'arrived' and not exists (
       select from intake_file f where f.item_id = n.id and f.state = 'wanted' and n.files = 'wanted')
     limit 1`
  return rows.length > 0
}

/** Ties an item that has just been written to the uploads that came with it. */
export const tieUploads = async (sql: Transaction, item: number, assets: readonly string[]): Promise<void> => {
  await sql`delete from intake_file where item_id = ${item} and addresses = '[]' and position >= ${assets.length}`
  for (const [position, asset] of assets.entries()) {
    await sql`
      insert into intake_file (item_id, position, state, asset_id) values (${item}, ${position}, 'taken', ${asset})
      on conflict (item_id, position) do update set addresses = '[]', state = 'taken', asset_id = excluded.asset_id, reason = null`
  }
  if (assets.length === 0) return
  await sql`update intake_item set files = 'wanted' where id = ${item} and status = 'arrived'`
  await sql`select pg_notify('intake_files', '')`
}

/** A file that somebody fetches now. */
export interface ClaimedFile {
  readonly item: number
  readonly position: number
  readonly addresses: readonly string[]
  /** With this one. */
  readonly tries: number
  readonly source: string
  readonly type: ItemType
}

/** Takes the file that has waited longest, for so long that nobody else does; null: none is due. */
export const claimFile = async (sql: Db, { forMs }: { forMs: number }): Promise<ClaimedFile | null> => {
  const rows = await sql<ClaimedFile[]>`
    update intake_file f set next_at = clock_timestamp() + make_interval(secs => ${forMs / 1000}::double precision), tries = f.tries + 1
      from intake_item n
     where n.id = f.item_id and (f.item_id, f.position) = (
       select item_id, position from intake_file
        where state = 'wanted' and next_at <= clock_timestamp() order by next_at limit 1 for update skip locked)
    returning f.item_id as item, f.position, f.addresses, f.tries, n.source_id as source, n.type`
  return rows[0] ?? null
}

type Place = Pick<ClaimedFile, 'item' | 'position' | 'tries'>

/** Holds on to a file that is being fetched. @returns false where it is not wanted any more, or somebody else has it */
export const holdFile = async (
  sql: Db,
  { item, position, tries, forMs }: Place & { forMs: number },
): Promise<boolean> => {
  const rows = await sql`
    update intake_file set next_at = clock_timestamp() + make_interval(secs => ${forMs / 1000}::double precision)
     where item_id = ${item} and position = ${position} and tries = ${tries} and state = 'wanted' returning item_id`
  return rows.length > 0
}

/** Notes the upload that a file became. */
export const fileTaken = async (
  sql: Db,
  { item, position, tries, asset }: Place & { asset: string },
): Promise<void> => {
  await sql`
    update intake_file set state = 'taken', asset_id = ${asset}, reason = null
     where item_id = ${item} and position = ${position} and tries = ${tries} and state = 'wanted'`
}

/** Notes why a file could not be had. @param retryMs when it is asked for again; null: never */
export const fileFailed = async (
  sql: Db,
  { item, position, tries, reason, retryMs }: Place & { reason: string; retryMs: number | null },
): Promise<void> => {
  await sql`
    update intake_file set reason = ${storableText(reason).slice(0, 1_000)}, state = ${retryMs === null ? 'failed' : 'wanted'},
           next_at = clock_timestamp() + make_interval(secs => ${(retryMs ?? 0) / 1000}::double precision)
     where item_id = ${item} and position = ${position} and tries = ${tries} and state = 'wanted'`
}

/**
 * Lets items be decided on whose files have come, or are known not to come. What would go out by itself waits until everything has been made of
 * them; an editor need not. @returns how many
 */
export const settleFiles = async (sql: Db): Promise<number> => {
  const rows = await sql<{ count: number }[]>`
    with settled as (
      update intake_item n set files = 'done' from intake_source s
       where n.files = 'wanted' and s.id = n.source_id
         and not exists (select from intake_file f where f.item_id = n.id and f.state = 'wanted')
         and (s.routing->>'mode' <> 'broadcast' or not exists (
           select from intake_file f join asset a on a.id = f.asset_id where f.item_id = n.id and a.state = 'waiting'))
      returning n.source_id
    ), told as (
      select pg_notify('intake', source_id) from (select distinct source_id from settled) as each
    )
    select (select count(*) from settled)::int as count, (select count(*) from told) as told`
  return rows[0]?.count ?? 0
}
