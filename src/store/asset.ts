import { randomBytes } from 'node:crypto'
import type { FileFacts, Packets } from '../domain/file-facts.ts'
import type { Edit, Rendition, RenditionRole } from '../domain/media.ts'
import type { Db } from './db.ts'
import { storableJson } from './json.ts'
import { inTransaction, type Transaction } from './transaction.ts'

export type AssetType = 'picture' | 'video' | 'graphic' | 'file'
export type AssetState = 'waiting' | 'ready' | 'failed'

/** A file that was brought in, and what was made of it. */
export interface Asset {
  readonly id: string
  /** SHA-256 of the file as it came in, hex. */
  readonly digest: string
  readonly type: AssetType
  readonly fileName: string
  readonly contentType: string
  readonly sizeBytes: number
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  readonly durationSeconds: number | null
  readonly facts: FileFacts
  readonly packets: Packets
  /** 64 bits as 16 hex digits; null: not a picture. */
  readonly fingerprint: string | null
  readonly edit: Edit
  readonly generation: number
  readonly state: AssetState
  /** Why it failed, or what could not be made. */
  readonly remark: string | null
  readonly tries: number
  readonly addedBy: string
  readonly createdAt: Date
  /** What was made of the newest edit; of one that is not ready, what there was before. */
  readonly renditions: readonly Rendition[]
}

/** A file that has just been looked at, to be made into renditions. */
export type NewAsset = Omit<
  Asset,
  'sizeBytes' | 'edit' | 'generation' | 'state' | 'remark' | 'tries' | 'createdAt' | 'renditions'
>

export const makeAssetId = (): string => `ast_${randomBytes(10).toString('hex')}`
export const isAssetId = (text: string): boolean => /^ast_[a-z0-9]{8,40}$/u.test(text)

const hex = (sql: Db, column: string) => sql`encode(${sql(column)}, 'hex')`
const columns = (sql: Db) => sql`
  a.id, ${hex(sql, 'a.digest')} as digest, a.type, a.file_name as "fileName", a.content_type as "contentType",
  (select b.size_bytes from blob b where b.digest = a.digest) as "sizeBytes",
  a.width_pixels as "widthPixels", a.height_pixels as "heightPixels", a.duration_seconds as "durationSeconds", a.facts, a.packets,
  lpad(to_hex(a.fingerprint), 16, '0') as fingerprint, a.edit, a.generation, a.state, a.remark, a.tries, a.added_by as "addedBy",
  a.created_at as "createdAt",
  coalesce((select json_agg(json_build_object('role', r.role, 'href', 'blob:' || encode(r.digest, 'hex'), 'contentType', r.content_type,
      'sizeBytes', r.size_bytes, 'widthPixels', r.width_pixels, 'heightPixels', r.height_pixels, 'durationSeconds', r.duration_seconds)
      order by r.size_bytes desc, r.role)
    from asset_rendition r where r.asset_id = a.id), '[]') as renditions`

/** Notes that the bytes of this digest are kept; from then on no sweep takes them for a day. */
export const noteBlob = async (
  sql: Db | Transaction,
  { digest, sizeBytes }: { digest: string; sizeBytes: number },
): Promise<void> => {
  await sql`insert into blob (digest, size_bytes) values (decode(${digest}, 'hex'), ${sizeBytes})
    on conflict (digest) do update set created_at = excluded.created_at`
}

/** Writes an upload whose bytes are kept, and wakes whoever makes renditions. */
export const insertAsset = async (db: Db, asset: NewAsset & { readonly sizeBytes: number }): Promise<void> => {
  const { id, digest, sizeBytes, type, fileName, contentType, addedBy } = asset
  const { widthPixels, heightPixels, durationSeconds, facts, packets, fingerprint } = asset
  await inTransaction(db, async sql => {
    await noteBlob(sql, { digest, sizeBytes })
    await sql`
      insert into asset (id, digest, type, file_name, content_type, width_pixels, height_pixels, duration_seconds, facts, packets,
                         fingerprint, added_by)
      values (${id}, decode(${digest}, 'hex'), ${type}, ${fileName}, ${contentType}, ${widthPixels}, ${heightPixels}, ${durationSeconds},
              ${sql.json(storableJson(facts))}, ${sql.json(storableJson(packets))},
              ${fingerprint === null ? null : sql`('x' || ${fingerprint})::bit(64)::bigint`}, ${addedBy})`
    await sql`select pg_notify('media', ${id})`
  })
}

/** Assets by id, in the order asked for; unknown ones are left out. */
export const assetsOf = async (sql: Db, ids: readonly string[]): Promise<Asset[]> => {
  if (ids.length === 0) return []
  const rows = await sql<Asset[]>`select ${columns(sql)} from asset a where a.id = any(${[...ids]}::text[])`
  return ids.flatMap(id => rows.find(row => row.id === id) ?? [])
}

export const assetOf = async (sql: Db, id: string): Promise<Asset | null> => (await assetsOf(sql, [id]))[0] ?? null

/** Uploads, newest first. @param before only those made before this moment, for the next page */
export const newestAssets = (
  sql: Db,
  {
    limit,
    before,
    type,
    addedBy,
  }: { limit: number; before: Date | null; type: AssetType | null; addedBy: string | null },
): Promise<Asset[]> => sql<Asset[]>`
  select ${columns(sql)} from asset a
   where true ${before === null ? sql`` : sql`and a.created_at < ${before}`} ${type === null ? sql`` : sql`and a.type = ${type}`}
         ${addedBy === null ? sql`` : sql`and a.added_by = ${addedBy}`}
   order by a.created_at desc, a.id limit ${limit}`

/** Bits in which two fingerprints of what looks the same may differ. */
const mostBits = 6

/** Pictures that look like this one, the most alike first, at most ten; its own file brought in again counts with distance 0. */
export const looksLike = async (
  sql: Db,
  asset: Pick<Asset, 'id' | 'fingerprint'>,
): Promise<{ asset: Asset; bits: number }[]> => {
  if (asset.fingerprint === null) return []
  const near = await sql<{ id: string; bits: number }[]>`
    select id, bits from (
      select a.id, a.created_at, bit_count((a.fingerprint # ('x' || ${asset.fingerprint})::bit(64)::bigint)::bit(64))::int as bits
        from asset a where a.fingerprint is not null and a.id <> ${asset.id}) as compared
     where bits <= ${mostBits} order by bits, created_at desc limit 10`
  const assets = await assetsOf(
    sql,
    near.map(each => each.id),
  )
  return assets.map(each => ({ asset: each, bits: near.find(({ id }) => id === each.id)?.bits ?? mostBits }))
}

/** Takes the oldest upload that waits, for so long that nobody else does; null: nothing waits. @param types only those of these */
export const claimAsset = async (
  sql: Db,
  { forMs, mostTries, types = null }: { forMs: number; mostTries: number; types?: readonly AssetType[] | null },
): Promise<Asset | null> => {
  const rows = await sql<{ id: string }[]>`
    update asset set taken_until = clock_timestamp() + make_interval(secs => ${forMs / 1000}::double precision), tries = tries + 1
     where id = (select id from asset where state = 'waiting' and tries < ${mostTries}
                    and (taken_until is null or taken_until < clock_timestamp()) ${types === null ? sql`` : sql`and type = any(${[...types]}::text[])`}
                  order by created_at limit 1 for update skip locked)
    returning id`
  const id = rows[0]?.id
  return id === undefined ? null : assetOf(sql, id)
}

/** Holds on to an upload while it is worked on. @returns false where it was edited meanwhile, or somebody else has it */
export const holdAsset = async (
  sql: Db,
  { id, generation, tries, forMs }: Pick<Asset, 'id' | 'generation' | 'tries'> & { forMs: number },
): Promise<boolean> => {
  const rows = await sql`
    update asset set taken_until = clock_timestamp() + make_interval(secs => ${forMs / 1000}::double precision)
     where id = ${id} and generation = ${generation} and tries = ${tries} and state = 'waiting' returning id`
  return rows.length > 0
}

/** A file that was made, whose bytes are kept. */
export type Made = Omit<Rendition, 'href' | 'contentType' | 'sizeBytes'> & {
  readonly digest: string
  readonly contentType: string
  readonly sizeBytes: number
}

/** Puts in place everything that was made of one generation at once, so that nothing half done is ever seen. @returns false where it was edited meanwhile */
export const finishAsset = (
  db: Db,
  {
    id,
    generation,
    made,
    remark,
    durationSeconds,
    size,
  }: {
    readonly id: string
    readonly generation: number
    readonly made: readonly Made[]
    readonly remark: string | null
    readonly durationSeconds?: number | null
    readonly size?: { readonly widthPixels: number; readonly heightPixels: number } | null
  },
): Promise<boolean> =>
  inTransaction(db, async sql => {
    const rows = await sql`
      update asset set state = 'ready', remark = ${remark}, ready_at = clock_timestamp(), taken_until = null, tries = 0,
             duration_seconds = coalesce(${durationSeconds ?? null}, duration_seconds),
             width_pixels = coalesce(${size?.widthPixels ?? null}::int, width_pixels),
             height_pixels = coalesce(${size?.heightPixels ?? null}::int, height_pixels)
       where id = ${id} and generation = ${generation} and state = 'waiting' returning id`
    if (rows.length === 0) return false
    // What an item that is being sent may still name is noted again, so that it is not swept under its hands.
    const before = await sql<{ digest: string; sizeBytes: number }[]>`
      delete from asset_rendition where asset_id = ${id} returning encode(digest, 'hex') as digest, size_bytes as "sizeBytes"`
    // In one order everywhere, so that two that share files never wait for each other.
    for (const each of [...before, ...made].sort((a, b) => (a.digest < b.digest ? -1 : 1))) await noteBlob(sql, each)
    for (const each of made) {
      await sql`
        insert into asset_rendition (asset_id, role, digest, content_type, size_bytes, width_pixels, height_pixels, duration_seconds)
        values (${id}, ${each.role}, decode(${each.digest}, 'hex'), ${each.contentType}, ${each.sizeBytes}, ${each.widthPixels},
                ${each.heightPixels}, ${each.durationSeconds})`
    }
    await sql`select pg_notify('media', ${id})`
    return true
  })

/** Gives an upload up, with the reason. */
export const failAsset = async (
  sql: Db,
  { id, generation, remark }: Pick<Asset, 'id' | 'generation'> & { remark: string },
): Promise<void> => {
  await sql`
    with failed as (
      update asset set state = 'failed', remark = ${remark}, taken_until = null
       where id = ${id} and generation = ${generation} and state = 'waiting' returning id)
    select pg_notify('media', id) from failed`
}

/** Uploads that were tried too often, given up by whoever looks next. */
export const abandonAssets = async (
  sql: Db,
  { mostTries, remark }: { mostTries: number; remark: string },
): Promise<void> => {
  await sql`
    with failed as (
      update asset set state = 'failed', remark = ${remark}, taken_until = null
       where state = 'waiting' and tries >= ${mostTries} and (taken_until is null or taken_until < clock_timestamp()) returning id)
    select pg_notify('media', id) from failed`
}

/** Another focus, other crops: everything is made anew. An edit that says the same changes nothing. */
export const editAsset = async (sql: Db, { id, edit }: { id: string; edit: Edit }): Promise<void> => {
  const json = sql.json(storableJson(edit))
  await sql`
    with edited as (
      update asset set edit = ${json}, generation = generation + 1, state = 'waiting', tries = 0, taken_until = null
       where id = ${id} and edit <> ${json} returning id)
    select pg_notify('media', id) from edited`
}

/** Has an upload that failed made again. */
export const retryAsset = async (sql: Db, id: string): Promise<void> => {
  await sql`
    with again as (
      update asset set state = 'waiting', remark = null, tries = 0, taken_until = null, generation = generation + 1
       where id = ${id} and state = 'failed' returning id)
    select pg_notify('media', id) from again`
}

/** The rendition of a role; null where there is none. */
export const renditionOf = (renditions: readonly Rendition[], role: RenditionRole): Rendition | null =>
  renditions.find(each => each.role === role) ?? null
