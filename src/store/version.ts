import type { ItemId } from '../domain/ids.ts'
import type { Content, ItemHead, SentVersion, Version } from '../domain/version.ts'
import type { Db } from './db.ts'

interface VersionRow {
  item: ItemId
  number: number
  seq: number
  sentAt: Date
  firstSentAt: Date
  document: string | null
}

/** A version of an item by number. */
export interface VersionKey {
  readonly item: ItemId
  readonly number: number
}

const columns = (sql: Db) =>
  sql`v.item_id as item, v.number, v.seq, v.sent_at as "sentAt", i.first_at as "firstSentAt", v.document`

/** Versions by key, in no order; unknown keys are left out. */
export const versionsOf = async (sql: Db, keys: readonly VersionKey[]): Promise<SentVersion[]> => {
  if (keys.length === 0) return []
  const rows = await sql<VersionRow[]>`
    select ${columns(sql)} from version v join item i on i.id = v.item_id
     where (v.item_id, v.number) in (select * from unnest(${keys.map(key => key.item)}::text[], ${keys.map(key => key.number)}::int[]))`
  return rows.map(toVersion)
}

/** Every version of an item, oldest first. */
export const versionsOfItem = async (sql: Db, item: ItemId): Promise<SentVersion[]> => {
  const rows = await sql<VersionRow[]>`
    select ${columns(sql)} from version v join item i on i.id = v.item_id where v.item_id = ${item} order by v.number`
  return rows.map(toVersion)
}

/** What the domain must know to decide what may follow, and what a release sends again; null for an unknown item. */
export const itemHead = async (
  sql: Db,
  item: ItemId,
): Promise<(ItemHead & { slug: string; salt: Buffer; digest: Buffer; document: string }) | null> => {
  const rows = await sql<
    (VersionRow & {
      lastSeq: number
      state: ItemHead['state']
      embargoed: boolean
      slug: string
      salt: Buffer
      digest: Buffer
    })[]
  >`
    select ${columns(sql)}, i.last_seq as "lastSeq", i.state, i.embargoed, i.slug, v.salt, v.digest
      from item i join version v on v.item_id = i.id and v.number = i.version
     where i.id = ${item}`
  const row = rows[0]
  if (row === undefined) return null
  const { lastSeq, state, embargoed, slug, salt, digest } = row
  return {
    id: item,
    lastSeq,
    state,
    embargoed,
    newest: toVersion(row),
    slug,
    salt,
    digest,
    document: row.document ?? '',
  }
}

const toVersion = (row: VersionRow): SentVersion => {
  if (row.document === null) throw new RangeError(`version ${row.number} of ${row.item} has been erased`)
  const version = JSON.parse(row.document) as Version & { embargo: { until: string | null } | null; content: Content }
  const until = version.embargo?.until ?? null
  return {
    ...version,
    embargo: version.embargo === null ? null : { until: until === null ? null : new Date(until) },
    seq: row.seq,
    sentAt: row.sentAt,
    firstSentAt: row.firstSentAt,
  }
}
