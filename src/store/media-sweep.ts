import type { Db } from './db.ts'
import { inTransaction, type Transaction } from './transaction.ts'

/** Drafts that were sent or thrown away so long ago are not taken up again. */
const draftDays = 30

/** Drafts that count. */
const living = (sql: Db | Transaction) =>
  sql`(d.closed_at is null or d.closed_at > clock_timestamp() - make_interval(days => ${draftDays}))`

/**
 * Forgets uploads that nothing was ever made of: ready or failed before this, not in a draft, not in a version, not in an item that came in.
 * @returns how many
 */
export const removeUnusedAssets = (db: Db, before: Date): Promise<number> =>
  inTransaction(db, async sql => {
    // Nobody begins a draft of one meanwhile.
    await sql`lock table draft in share mode`
    const rows = await sql`
      delete from asset a
       where a.state <> 'waiting' and a.created_at < ${before} and coalesce(a.ready_at, a.created_at) < ${before}
         and not exists (select from intake_file f where f.asset_id = a.id)
         and not exists (
           select from draft d where ${living(sql)} and d.document #> '{carried,media,assets}' ? a.id)
         and not exists (
           select from version v
            where v.document like '%"assets":["ast\\_%' and v.document::jsonb #> '{content,media,assets}' ? a.id)
      returning a.id`
    return rows.length
  })

/** What refers to a digest. */
const used = (sql: Db | Transaction) => sql`(
     exists (select from asset a where a.digest = b.digest)
  or exists (select from asset_rendition r where r.digest = b.digest)
  or exists (
       select from version v
        where v.document like '%"href":"blob:%'
          and jsonb_path_query_array(v.document::jsonb, '$.content.renditions[*].href') ? ('blob:' || encode(b.digest, 'hex')))
  or exists (
       select from draft d where ${living(sql)}
          and jsonb_path_query_array(d.document, '$.carried.renditions[*].href') ? ('blob:' || encode(b.digest, 'hex'))))`

/** Digests that nothing refers to and that were last noted before this moment, at most `limit`. */
export const unusedBlobs = async (
  sql: Db,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<string[]> => {
  const rows = await sql<{ digest: string }[]>`
    select encode(b.digest, 'hex') as digest from blob b where b.created_at < ${before} and not ${used(sql)}
     order by b.created_at limit ${limit}`
  return rows.map(row => row.digest)
}

/**
 * Forgets a digest that nothing refers to, and its bytes with it: whoever keeps the same bytes waits until it is done, and then keeps them again.
 * @param remove takes the bytes away @returns false where it has come into use meanwhile
 */
export const removeBlob = (
  db: Db,
  { digest, before }: { readonly digest: string; readonly before: Date },
  remove: () => Promise<void>,
): Promise<boolean> =>
  inTransaction(db, async sql => {
    const rows = await sql`
      delete from blob b where b.digest = decode(${digest}, 'hex') and b.created_at < ${before} and not ${used(sql)} returning b.digest`
    if (rows.length === 0) return false
    await remove()
    return true
  })

/** Of these digests, those that are not noted: their keeping was broken off before that. */
export const unnotedOf = async (sql: Db, digests: readonly string[]): Promise<string[]> => {
  if (digests.length === 0) return []
  const rows = await sql<{ digest: string }[]>`
    select digest from unnest(${[...digests]}::text[]) as kept(digest)
     where not exists (select from blob b where b.digest = decode(kept.digest, 'hex'))`
  return rows.map(row => row.digest)
}

/** Takes bytes away that are not noted, while nobody else can note them. @returns false where somebody has meanwhile */
export const removeUnnoted = (db: Db, digest: string, remove: () => Promise<void>): Promise<boolean> =>
  inTransaction(db, async sql => {
    const rows = await sql`
      insert into blob (digest, size_bytes) values (decode(${digest}, 'hex'), 1) on conflict (digest) do nothing returning digest`
    if (rows.length === 0) return false
    await remove()
    await sql`delete from blob where digest = decode(${digest}, 'hex')`
    return true
  })
