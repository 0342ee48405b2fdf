import type { Db } from '../store/db.ts'
import { sourceHealth, sweepHours } from '../store/intake-health.ts'
import { underLease } from '../store/lease.ts'
import type { Log } from '../telemetry.ts'

/** Says once when a source has been silent for longer than it may be, and once when it speaks again. @returns a step for `follow` */
export const createAlarm = (db: Db, log: Log, clock: () => Date): (() => Promise<false>) => {
  const told = new Set<string>()
  return async () => {
    await underLease(db, 'intake alarm', async () => {
      const now = clock()
      for (const { source, condition } of await sourceHealth(db, now)) {
        const { id, name, lastArrivalAt, stalledAfterMinutes } = source
        if (condition === 'stalled' && !told.has(id)) {
          told.add(id)
          log.warn(
            { source: name, lastArrivalAt, stalledAfterMinutes },
            'a source has stalled: nothing has come from it',
          )
        } else if (condition !== 'stalled' && told.delete(id)) log.info({ source: name }, 'a source gives news again')
      }
      await sweepHours(db, now)
    })
    return false
  }
}
