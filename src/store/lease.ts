import type { Db } from './db.ts'
import { inTransaction } from './transaction.ts'

/** Runs `work` unless another process is at it: a transaction's advisory lock, so that a process that dies lets go at once.
 *  @returns whether it ran */
export const underLease = (db: Db, name: string, work: () => Promise<void>): Promise<boolean> =>
  inTransaction(db, async sql => {
    const rows = await sql<
      { mine: boolean }[]
    >`select pg_try_advisory_xact_lock(hashtextextended(${`dateline job ${name}`}, 0)) as mine`
    if (rows[0]?.mine !== true) return false
    await work()
    return true
  })
