import type { GroupId, ItemId, ItemType } from '../domain/ids.ts'
import type { Scope } from '../domain/licence.ts'
import type { Db } from './db.ts'
import { verdict } from './scope.ts'

/** What a group is named after, and whether there is anything in it to look at. */
export interface GroupHead {
  readonly group: GroupId
  /** Of its lowest-numbered item: YYYYMMDD and the number; null where none is open to this scope. */
  readonly day: string | null
  readonly n: string | null
  /** Pictures and videos of which the scope sees anything; asked for `looked` alone, else false. */
  readonly hasPictures: boolean
  readonly hasVideos: boolean
}

const numberOf = (sql: Db, item: string) => sql`split_part(${sql(item)}, ':', 4)::bigint`

/** Whether item `i` is no secret to a scope: not under an embargo it does not see through, and out for as long as its delay. */
const isOpen = (sql: Db, { embargoTrust, delayMinutes }: Scope, now: Date) => sql`
  (${embargoTrust}::boolean or not i.embargoed)
  and ${embargoTrust ? sql`i.first_at` : sql`coalesce(i.released_at, i.first_at)`} + make_interval(mins => ${delayMinutes}) <= ${now}`

/**
 * The heads of groups, in one statement. A group is named after its lowest-numbered item whatever a contract covers, so that its name is the same for
 * all and for good; what is a secret (an embargo, a delay) has no part in it.
 */
export const groupHeads = async (
  sql: Db,
  { scope, now, groups, looked }: { scope: Scope; now: Date; groups: readonly GroupId[]; looked: readonly GroupId[] },
): Promise<GroupHead[]> => {
  if (groups.length === 0) return []
  const has = (type: ItemType) => sql`
    case when g.id = any(${[...looked]}::text[]) then exists (
      select from item i join entry e on e.item_id = i.id
       where i.group_id = g.id and i.type = ${type} and ${verdict(sql, scope, now)} <> 'none')
    else false end`
  return sql<GroupHead[]>`
    select g.id as "group", split_part(lowest.id, ':', 3) as day, split_part(lowest.id, ':', 4) as n,
           ${has('picture')} as "hasPictures", ${has('video')} as "hasVideos"
      from unnest(${[...new Set(groups)]}::text[]) as g(id)
      left join lateral (select i.id from item i where i.group_id = g.id and ${isOpen(sql, scope, now)}
                          order by ${numberOf(sql, 'i.id')} limit 1) as lowest on true`
}

/** Items of some types in each of these groups, by their numbers; whether anybody may see them is another question. */
export const membersOfGroups = async (
  sql: Db,
  { groups, types, limit }: { groups: readonly GroupId[]; types: readonly ItemType[]; limit: number },
): Promise<{ group: GroupId; item: ItemId }[]> => {
  if (groups.length === 0) return []
  return sql<{ group: GroupId; item: ItemId }[]>`
    select g.id as "group", m.id as item
      from unnest(${[...new Set(groups)]}::text[]) as g(id)
      cross join lateral (select i.id from item i where i.group_id = g.id and i.type = any(${[...types]}::text[])
                           order by ${numberOf(sql, 'i.id')} limit ${limit}) as m
     order by g.id, ${numberOf(sql, 'm.id')}`
}

/** The series that one item stands for: the items of a type in its group, or itself alone; nothing where the item is a secret to the scope.
 *  @param named ids of which at most one exists */
export const seriesOf = async (
  sql: Db,
  {
    scope,
    now,
    named,
    type,
    limit,
  }: { scope: Scope; now: Date; named: readonly ItemId[]; type: ItemType; limit: number },
): Promise<ItemId[]> => {
  const rows = await sql<{ id: ItemId }[]>`
    with named as materialized (
      select i.id, i.group_id from item i where i.id = any(${[...named]}::text[]) and ${isOpen(sql, scope, now)}
    )
    select m.id from item m
     where m.id in (select id from named union select i.id from item i join named on i.group_id = named.group_id)
       and m.type = ${type}
     order by ${numberOf(sql, 'm.id')} limit ${limit}`
  return rows.map(row => row.id)
}
