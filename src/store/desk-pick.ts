import type { GroupId, ItemId, ItemType } from '../domain/ids.ts'
import type { SentVersion } from '../domain/version.ts'
import type { Db } from './db.ts'
import { hasWanted, textQuery } from './search.ts'
import { versionsOf } from './version.ts'

/** Usable items on the wire by their newest versions, the last sent first. @param types of these types only @param q words in headline or text; an item's id or GUID finds it alone */
export const pickItems = async (
  sql: Db,
  { types, q, limit }: { types: readonly ItemType[] | null; q: string; limit: number },
): Promise<SentVersion[]> => {
  const ofTypes = types === null ? sql`` : sql`and i.type = any(${[...types]}::text[])`
  const named = await sql<{ item: ItemId; number: number }[]>`
    select i.id as item, i.version as number from item i where (i.id = ${q} or i.guid = ${q}) and i.state = 'usable' ${ofTypes}`
  const wanted = named.length > 0 ? null : ((await textQuery(sql, q))?.wanted ?? null)
  const withWords =
    wanted === null
      ? sql``
      : sql`and (i.id, i.version) in (select s.item_id, s.version from search_version s where ${hasWanted(sql, wanted)})`
  const rows =
    named.length > 0
      ? named
      : await sql<{ item: ItemId; number: number }[]>`
          select i.id as item, i.version as number from item i
           where i.state = 'usable' ${ofTypes} ${withWords}
           order by i.last_seq desc limit ${limit}`
  return inOrder(await versionsOf(sql, rows), rows)
}

/** What is filed together, by newest versions in the order in which it was first sent; killed and withheld items too. */
export const itemsOfGroup = async (sql: Db, group: GroupId, limit: number): Promise<SentVersion[]> => {
  const rows = await sql<{ item: ItemId; number: number }[]>`
    select i.id as item, i.version as number from item i where i.group_id = ${group} order by i.first_at, i.id limit ${limit}`
  return inOrder(await versionsOf(sql, rows), rows)
}

/** Newest versions of items by GUID, in no order. */
export const itemsOfGuids = async (sql: Db, guids: readonly string[]): Promise<SentVersion[]> => {
  if (guids.length === 0) return []
  const rows = await sql<{ item: ItemId; number: number }[]>`
    select i.id as item, i.version as number from item i where i.guid = any(${[...guids]}::text[])`
  return versionsOf(sql, rows)
}

/** Newest versions of items by id, in no order. */
export const itemsOfIds = async (sql: Db, ids: readonly ItemId[]): Promise<SentVersion[]> => {
  if (ids.length === 0) return []
  const rows = await sql<{ item: ItemId; number: number }[]>`
    select i.id as item, i.version as number from item i where i.id = any(${[...ids]}::text[])`
  return versionsOf(sql, rows)
}

const inOrder = (versions: readonly SentVersion[], rows: readonly { item: ItemId; number: number }[]): SentVersion[] =>
  rows.flatMap(row => versions.find(each => each.item === row.item) ?? [])

/** Downloads of an item so far, by version and role; each subscriber counts once a day. */
export const downloadsOfItem = async (sql: Db, item: ItemId): Promise<{ role: string; count: number }[]> =>
  sql<{ role: string; count: number }[]>`
    select role, count(*)::int as count from download where item_id = ${item} group by role`
