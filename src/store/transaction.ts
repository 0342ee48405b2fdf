import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import type { Db } from './db.ts'

/** A transaction's own connection; it takes queries as a pool does. */
export type Transaction = postgres.TransactionSql

/** Errors with which a connection goes; its close follows at once. */
const lost = new Set(['57P01', '57P02', 'CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'ECONNRESET', 'EPIPE'])
const isLost = (error: unknown): boolean => error instanceof Error && 'code' in error && lost.has(String(error.code))

const never = new Promise<never>(() => {})
/** In which the close of a lost connection has been heard. */
const closeMs = 500

/**
 * Does `work` in one transaction: committed when it resolves, undone when it rejects.
 * Over a connection that is gone nothing more is sent: the driver would write its rollback or commit to a socket that is no more, and that ends
 * the process (postgres 3.4.9, `nextWrite`; seen 2026-11-23 by crashing the server under load).
 * @param options as after `begin`, for example `isolation level repeatable read`
 */
export const inTransaction = <T>(db: Db, work: (sql: Transaction) => Promise<T>, options = ''): Promise<T> => {
  let isClosed = false
  // The driver rejects the whole as soon as it hears the close; the inner part then stays as it is, and nobody waits for it.
  const whole = db.begin(options, async sql => {
    try {
      const result = await work(sql)
      return isClosed ? await never : result
    } catch (error) {
      if (isLost(error)) await sleep(closeMs)
      if (isClosed) await never
      throw error
    }
  }) as Promise<T>
  whole.catch(() => {
    isClosed = true
  })
  return whole
}
