import { randomBytes } from 'node:crypto'
import type { Db } from './db.ts'

export type ConsumerKind = 'stream' | 'pull' | 'has'

export interface Consumer {
  readonly id: string
  readonly subscriber: string
  readonly credential: string | null
  readonly kind: ConsumerKind
  readonly name: string
  /** The last entry it is known to have passed. */
  readonly cursor: number
}

const columns = (sql: Db) => sql`id, subscriber_id as subscriber, credential_id as credential, kind, name, cursor`

/** The consumer of that name, made on first use with the cursor given. */
export const consumerNamed = async (
  sql: Db,
  { subscriber, credential, kind, name, cursor }: Omit<Consumer, 'id'>,
): Promise<Consumer> => {
  const found = await sql<Consumer[]>`
    select ${columns(sql)} from consumer where credential_id = ${credential} and kind = ${kind} and name = ${name}`
  if (found[0] !== undefined) return found[0]
  const id = `con_${randomBytes(8).toString('hex')}`
  // The update of nothing makes `returning` answer also where another process was quicker.
  const made = await sql<Consumer[]>`
    insert into consumer (id, subscriber_id, credential_id, kind, name, cursor)
    values (${id}, ${subscriber}, ${credential}, ${kind}, ${name}, ${cursor})
    on conflict (credential_id, kind, name) do update set name = excluded.name
    returning ${columns(sql)}`
  if (made[0] === undefined) throw new Error('consumer was not stored')
  return made[0]
}

/** Moves cursors to where their readers are; a cursor may go back, when its reader rewinds. */
export const moveCursors = async (sql: Db, moves: readonly { consumer: string; cursor: number }[]): Promise<void> => {
  if (moves.length === 0) return
  await sql`
    update consumer set cursor = m.cursor, seen_at = now()
      from unnest(${moves.map(each => each.consumer)}::text[], ${moves.map(each => each.cursor)}::bigint[]) as m(id, cursor)
     where consumer.id = m.id`
}

/** Every consumer with what it is called and where it stands; for `status` and metrics. */
export const consumers = (sql: Db): Promise<(Consumer & { subscriberName: string; seenAt: Date })[]> => sql`
  select c.id, c.subscriber_id as subscriber, c.credential_id as credential, c.kind, c.name, c.cursor,
         s.name as "subscriberName", c.seen_at as "seenAt"
    from consumer c join subscriber s on s.id = c.subscriber_id order by c.cursor, c.id`

/** How a subscriber takes its copy. */
export type Channel = ConsumerKind | 'portal'

/** By which channels each subscriber has been seen since a moment: its machines by their cursors, its people by what they opened or copied. */
export const channelsSeen = (sql: Db, since: Date): Promise<{ subscriber: string; channel: Channel }[]> => sql`
  select distinct subscriber_id as subscriber, kind as channel from consumer where seen_at >= ${since}
  union all
  select s.id, 'portal' from subscriber s
   where exists (select from act a where a.subscriber_id = s.id and a.at >= ${since} and a.kind in ('view', 'copy'))`
