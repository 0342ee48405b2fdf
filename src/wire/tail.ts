import type { Entry } from '../domain/entry.ts'
import type { Db } from '../store/db.ts'
import { entriesAfter } from '../store/entry.ts'
import { follow, listen } from '../store/follow.ts'

/** Keeps up with the wire. */
export interface Tail {
  /** Looks at once; the publisher of this process calls it, others are told by PostgreSQL. */
  wake(): void
  stop(): Promise<void>
}

/** How many entries are read at once. */
const batch = 500

/**
 * Hands every entry after `from` to `onEntries`, in order, none missing and none twice: seq is contiguous and given under one lock, so
 * reading `seq > last` cannot pass one that commits late. Woken by LISTEN, guaranteed by a poll.
 * A batch that fails is handed over again.
 */
export const createTail = async (options: {
  readonly db: Db
  readonly from: number
  readonly onEntries: (entries: readonly Entry[]) => Promise<void>
  readonly onError: (error: unknown) => void
  readonly pollMs?: number
}): Promise<Tail> => {
  const { db, onEntries, onError, pollMs = 1_000 } = options
  let last = options.from
  const follower = follow({
    pollMs,
    onError,
    step: async () => {
      const entries = await entriesAfter(db, { after: last, limit: batch })
      await onEntries(entries)
      last = entries.at(-1)?.seq ?? last
      return entries.length === batch
    },
  })
  const unlisten = await listen(db, 'wire', follower.wake)
  return {
    wake: follower.wake,
    async stop() {
      await unlisten().catch(() => {})
      await follower.stop()
    },
  }
}
