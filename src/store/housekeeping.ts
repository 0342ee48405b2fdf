import type { ItemId } from '../domain/ids.ts'
import type { Db } from './db.ts'

/** Items whose embargo has ended and that wait for their release; a withheld item waits until it is usable again. */
export const dueReleases = async (db: Db, now: Date): Promise<ItemId[]> => {
  const rows = await db<{ id: ItemId }[]>`
    select id from item where embargoed and embargo_until is not null and state = 'usable' and embargo_until <= ${now}
     order by embargo_until, id limit 100`
  return rows.map(row => row.id)
}

/** How long an idempotency key is remembered. */
const idempotencyDays = 30

/** Removes what has served its time: attempts to sign in, sessions, tickets, old idempotency answers. */
export const sweep = async (db: Db, now: Date): Promise<void> => {
  await db`delete from attempt where at < ${now}::timestamptz - interval '1 day'`
  await db`delete from session where expires_at < ${now}`
  await db`delete from ticket where expires_at < ${now}`
  await db`delete from idempotency where at < ${now}::timestamptz - make_interval(days => ${idempotencyDays})`
}
