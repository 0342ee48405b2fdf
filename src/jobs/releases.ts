import { Refusal } from '../domain/refusal.ts'
import { dueReleases } from '../store/housekeeping.ts'
import type { Log } from '../telemetry.ts'
import { type Publisher, publish } from '../wire/publish.ts'

/** Sends a `release` for every item whose embargo has ended. Idempotent by item: a second one finds nothing embargoed and is refused. */
export const releaseDue = async (publisher: Publisher, log: Log): Promise<void> => {
  for (const item of await dueReleases(publisher.db, publisher.clock())) {
    try {
      const sent = await publish(publisher, {
        filing: {
          signal: 'release',
          content: null,
          note: null,
          line: null,
          replacedBy: null,
          embargo: null,
          group: null,
          by: 'release',
        },
        item,
        expects: null,
        key: null,
      })
      log.info({ item, seq: sent.seq }, 'an embargo has ended')
    } catch (error) {
      // Lifted, killed or withheld a moment ago.
      if (!(error instanceof Refusal)) throw error
      log.info({ item, code: error.code }, 'not released')
    }
  }
}
