import type { Db } from '../store/db.ts'
import { readDraftWords } from '../store/draft-search.ts'
import { follow } from '../store/follow.ts'
import { sweep } from '../store/housekeeping.ts'
import { underLease } from '../store/lease.ts'
import { keepPartitionsAhead } from '../store/partitions.ts'
import type { Log } from '../telemetry.ts'
import type { Publisher } from '../wire/publish.ts'
import { releaseDue } from './releases.ts'
import { sendScheduled } from './schedules.ts'

/** Something that runs by the clock. */
export interface Job {
  readonly name: string
  readonly everyMs: number
  run(): Promise<void>
}

/** Runs jobs, each by its clock and under its lease, so that of many processes one does it. @returns what stops them all */
export const runJobs = (db: Db, jobs: readonly Job[], log: Log): (() => Promise<void>) => {
  const followers = jobs.map(({ name, everyMs, run }) =>
    follow({
      pollMs: everyMs,
      onError: error => log.error({ error, job: name }, 'a job failed; it runs again'),
      step: async () => {
        await underLease(db, name, run)
        return false
      },
    }),
  )
  return async () => {
    await Promise.all(followers.map(follower => follower.stop()))
  }
}

/** The jobs of the wire itself. */
export const wireJobs = (publisher: Publisher, log: Log): Job[] => [
  { name: 'releases', everyMs: 1_000, run: () => releaseDue(publisher, log) },
  { name: 'schedules', everyMs: 1_000, run: () => sendScheduled(publisher, log) },
  {
    name: 'draft words',
    everyMs: 5_000,
    run: async () => {
      while ((await readDraftWords(publisher.db, 500)) === 500);
    },
  },
  {
    name: 'partitions',
    everyMs: 60_000,
    run: async () => {
      const made = await keepPartitionsAhead(publisher.db)
      if (made.length > 0) log.info({ made }, 'the wire has room for more entries')
    },
  },
  { name: 'sweep', everyMs: 600_000, run: () => sweep(publisher.db, publisher.clock()) },
]
