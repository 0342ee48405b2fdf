import { markUsed } from '../store/credential.ts'
import type { Db } from '../store/db.ts'

/** Remembers when credentials were used, and writes it now and then rather than at every request. */
export interface LastUsed {
  note(credential: string, at: Date): void
  /** Writes what is left. */
  stop(): Promise<void>
}

const everyMs = 30_000

/** Writes at most twice a minute, in one statement. */
export const createLastUsed = (db: Db): LastUsed => {
  let uses = new Map<string, Date>()
  const write = async () => {
    if (uses.size === 0) return
    const batch = uses
    uses = new Map()
    await markUsed(db, batch)
  }
  // A failed batch is dropped: the next use of the key says the same, and no door may close for it.
  const timer = setInterval(() => void write().catch(() => {}), everyMs)
  timer.unref()
  return {
    note: (credential, at) => void uses.set(credential, at),
    async stop() {
      clearInterval(timer)
      await write()
    },
  }
}
