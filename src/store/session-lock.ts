import type postgres from 'postgres'
import type { Db } from './db.ts'

/** Locks that are held over many statements and requests, and that a process lets go of when it dies. */
export interface SessionLocks {
  /** Takes a lock. @returns false where another process has it; within one process nothing is kept apart */
  take(name: string): Promise<boolean>
  release(name: string): Promise<void>
  stop(): void
}

/** Advisory locks of one session of its own, opened at the first need and again where it was lost; what it held is then held no more. */
export const createSessionLocks = (db: Db): SessionLocks => {
  let session: Promise<postgres.ReservedSql> | null = null
  const within = async <T>(work: (sql: postgres.ReservedSql) => Promise<T>): Promise<T> => {
    session ??= db.reserve()
    const mine = session
    try {
      return await work(await mine)
    } catch (error) {
      if (session === mine) session = null
      throw error
    }
  }
  return {
    take: name =>
      within(async sql => {
        const rows = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as mine`
        return rows[0]?.mine === true
      }),
    release: async name => {
      if (session !== null) await within(sql => sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`)
    },
    stop() {
      void session?.then(
        sql => sql.release(),
        () => {},
      )
      session = null
    },
  }
}
