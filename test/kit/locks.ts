import type { Db } from '../../src/store/db.ts'

/** Keeps everybody from a table (`share`: from writing it) while `work` runs, so that a test can hold a moment still that is otherwise over at once. */
export const whileLocked = async (
  db: Db,
  table: string,
  work: () => Promise<void>,
  mode: 'access exclusive' | 'share' = 'access exclusive',
): Promise<void> => {
  await db.begin(async sql => {
    await sql.unsafe(`lock table ${table} in ${mode} mode`)
    await work()
  })
}

/** Resolves when so many queries wait for a lock. */
export const waiting = async (db: Db, count = 1): Promise<void> => {
  for (;;) {
    const rows = await db<{ n: number }[]>`
      select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    if ((rows[0]?.n ?? 0) >= count) return
  }
}
