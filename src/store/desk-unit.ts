import { randomBytes } from 'node:crypto'
import type { Db } from './db.ts'
import type { Who } from './draft.ts'
import { inTransaction } from './transaction.ts'

/** A desk of the newsroom: politics, sports, pictures. */
export interface DeskUnit {
  readonly id: string
  readonly name: string
  readonly members: readonly Who[]
  /** Its open drafts, without pictures that stand in another. */
  readonly drafts: number
  readonly closedAt: Date | null
}

const isDuplicate = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505'
const orNull = async <T>(work: Promise<T>): Promise<T | null> =>
  work.catch(error => {
    if (isDuplicate(error)) return null
    throw error
  })

/** Desks by name, with their members by theirs; open ones, or the closed too. */
export const deskUnits = (sql: Db, { withClosed = false }: { withClosed?: boolean } = {}): Promise<DeskUnit[]> => sql<
  DeskUnit[]
>`
  select k.id, k.name, k.closed_at as "closedAt",
         (select count(*)::int from draft d where d.desk_id = k.id and d.closed_at is null and d.parent_id is null) as drafts,
         coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by lower(p.name))
                     from desk_member m join person p on p.id = m.person_id where m.desk_id = k.id and p.disabled_at is null), '[]') as members
    from desk k ${withClosed ? sql`` : sql`where k.closed_at is null`} order by k.closed_at is not null, lower(k.name)`

/** Opens a desk. @returns its id; null where an open desk has that name */
export const insertDesk = async (sql: Db, name: string): Promise<string | null> => {
  const id = `dsk_${randomBytes(8).toString('hex')}`
  const rows = await orNull(sql`insert into desk (id, name) values (${id}, ${name}) returning id`)
  return rows === null ? null : id
}

/** @returns `taken` where another open desk has that name, `missing` where there is no such open desk */
export const renameDesk = async (
  sql: Db,
  { id, name }: { id: string; name: string },
): Promise<'done' | 'taken' | 'missing'> => {
  const rows = await orNull(sql`update desk set name = ${name} where id = ${id} and closed_at is null returning id`)
  return rows === null ? 'taken' : rows.length === 0 ? 'missing' : 'done'
}

/** Closes a desk, or opens it again; its drafts stay on it and are found under "no desk". @returns `taken` where an open desk has its name by now */
export const closeDesk = async (
  sql: Db,
  { id, isClosed }: { id: string; isClosed: boolean },
): Promise<'done' | 'taken' | 'missing'> => {
  const at = isClosed ? sql`clock_timestamp()` : sql`null`
  const rows = await orNull(
    sql`update desk set closed_at = ${at} where id = ${id} and (closed_at is null) = ${isClosed} returning id`,
  )
  return rows === null ? 'taken' : rows.length === 0 ? 'missing' : 'done'
}

/** Says who belongs to a desk: these people of the agency and no others; unknown ids are left out. */
export const setDeskMembers = (db: Db, { id, members }: { id: string; members: readonly string[] }): Promise<void> =>
  inTransaction(db, async sql => {
    const people = [...new Set(members)]
    await sql`delete from desk_member where desk_id = ${id} and person_id <> all(${people}::text[])`
    await sql`
      insert into desk_member (desk_id, person_id)
      select ${id}, p.id from person p where p.id = any(${people}::text[]) and p.subscriber_id is null
      on conflict do nothing`
  })
