import type { Db } from './db.ts'
import { inTransaction } from './transaction.ts'

/** What a turn of a reader came to; `busy`: another process is at it. */
export type Turn = 'busy' | { readonly from: number; readonly to: number }

/**
 * Gives a reader inside Dateline one turn at its cursor (0 before the first): its work and the new cursor are committed together, and
 * no two processes have a turn at once.
 * @param step does the work from a cursor on and answers with the new one
 */
export const takeTurn = async (
  db: Db,
  name: string,
  step: (sql: Db, after: number) => Promise<number>,
): Promise<Turn> => {
  await db`insert into reader (name, seq) select ${name}, 0 where not exists (select from reader where name = ${name}) on conflict do nothing`
  const turns: Turn[] = []
  await inTransaction(db, async transaction => {
    const sql = transaction as unknown as Db
    const [row] = await sql<{ seq: number }[]>`select seq from reader where name = ${name} for update skip locked`
    if (row === undefined) return
    const to = await step(sql, row.seq)
    if (to !== row.seq) await sql`update reader set seq = ${to} where name = ${name}`
    turns.push({ from: row.seq, to })
  })
  return turns[0] ?? 'busy'
}

/** The cursor of a reader; 0 before its first turn. */
export const readerPosition = async (sql: Db, name: string): Promise<number> => {
  const rows = await sql<{ seq: number }[]>`select seq from reader where name = ${name}`
  return rows[0]?.seq ?? 0
}
