import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from './db.ts'

/** Something that keeps up with a log until it is stopped. */
export interface Follower {
  /** Looks now instead of at the next poll. */
  wake(): void
  /** Ends after the step that is running. */
  stop(): Promise<void>
}

/**
 * Runs `step` whenever it is woken, and every `pollMs` in any case, so that a lost notification costs time and nothing else.
 * A step returns whether there may be more at once. A failing step is reported and tried again after `pollMs`.
 */
export const follow = (options: {
  readonly step: () => Promise<boolean>
  readonly pollMs: number
  readonly onError: (error: unknown) => void
}): Follower => {
  const stopping = new AbortController()
  let isWoken = true
  let wakeUp = () => {}
  const run = async () => {
    while (!stopping.signal.aborted) {
      isWoken = false
      let hasMore = false
      try {
        hasMore = await options.step()
      } catch (error) {
        if (stopping.signal.aborted) return
        options.onError(error)
        await sleep(options.pollMs, undefined, { signal: stopping.signal }).catch(() => {})
        continue
      }
      if (hasMore || isWoken || stopping.signal.aborted) continue
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, options.pollMs)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const finished = run()
  const wake = () => {
    isWoken = true
    wakeUp()
  }
  return {
    wake,
    async stop() {
      stopping.abort()
      wake()
      await finished
    },
  }
}

/** Channels on which PostgreSQL tells that a log has grown. */
export type Channel = 'wire' | 'accounts' | 'desk' | 'intake' | 'intake_files' | 'media'

/** Calls `wake` on every notification, with its text, and with null after every (re)connection. @returns what ends the listening */
export const listen = async (
  db: Db,
  channel: Channel,
  wake: (payload: string | null) => void,
): Promise<() => Promise<void>> => {
  const { unlisten } = await db.listen(channel, wake, () => wake(null))
  return unlisten
}
