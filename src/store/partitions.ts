import type { Db } from './db.ts'

/** Entries in one partition. */
const partitionSize = 1_000_000

/** Makes sure that the wire can grow: two partitions beyond the one that the head is in. @returns the names of those made */
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
    await db.unsafe(
      `create table if not exists ${name} partition of entry for values from (${from}) to (${from + partitionSize})`,
    )
    made.push(name)
  }
  return made
}
