import { setTimeout as sleep } from 'node:timers/promises'
import type { Lock, Locker, RequestRelease } from '@tus/server'
import type { SessionLocks } from '../../store/session-lock.ts'

/** How long a piece waits for the one before it, whose connection may have died unseen, and for another process. */
const longestMs = 10_000
const askAgainMs = 200

/** tus answers 423 with it, and clients come back. */
const locked = { status_code: 423, body: 'another piece of this upload is on its way\n' }

interface Held {
  readonly letGo: RequestRelease
  readonly freed: Promise<void>
}

/** One piece of an upload at a time, in this process and in all others of the same database. Whoever holds it is asked to let go. */
export const createUploadLocker = (locks: SessionLocks): Locker => {
  const held = new Map<string, Held>()
  return { newLock: id => lockOf(id, held, locks) }
}

const lockOf = (id: string, held: Map<string, Held>, locks: SessionLocks): Lock => {
  const name = `dateline upload ${id}`
  let free = () => {}
  return {
    async lock(signal, letGo) {
      const until = performance.now() + longestMs
      for (let other = held.get(id); other !== undefined; other = held.get(id)) {
        await other.letGo()
        const isFree = await Promise.race([other.freed.then(() => true), sleep(until - performance.now(), false)])
        if (!isFree || signal.aborted) throw locked
      }
      held.set(id, { letGo, freed: new Promise(resolve => (free = resolve)) })
      try {
        while (!(await locks.take(name))) {
          if (signal.aborted || performance.now() > until) throw locked
          await sleep(askAgainMs)
        }
      } catch (error) {
        held.delete(id)
        free()
        throw error
      }
    },
    async unlock() {
      try {
        await locks.release(name)
      } finally {
        held.delete(id)
        free()
      }
    },
  }
}
