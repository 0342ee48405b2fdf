import type { Db } from './db.ts'
import { inTransaction } from './transaction.ts'

/** Entries in one partition. */
const partitionSize = 1_000_000

/**
 * Makes sure that the wire can grow: two partitions beyond the one that the head is in. Made aside and then attached, which broadcasts do not
 * wait for: `create … partition of` locks the whole wire and then the items, a broadcast the other way round, and one of the two would be aborted.
 * @returns the names of those made
 */
export const keepPartitionsAhead = async (db: Db): Promise<string[]> => {
  const rows = await db<{ seq: number; has: string[] }[]>`
    select seq, array(select inhrelid::regclass::text from pg_inherits where inhparent = 'entry'::regclass) as has from wire_head`
  const { seq = 0, has = [] } = rows[0] ?? {}
  const current = Math.floor(seq / partitionSize)
  const made: string[] = []
  for (const index of [current, current + 1, current + 2]) {
    const from = index * partitionSize + 1
    const name = `entry_${from}`
    if (has.includes(name)) continue
    await inTransaction(db, async sql => {
      await sql.unsafe(`create table if not exists ${name} (like entry including defaults including constraints)`)
      await sql.unsafe(
        `alter table entry attach partition ${name} for values from (${from}) to (${from + partitionSize})`,
      )
    })
    made.push(name)
  }
  return made
}
