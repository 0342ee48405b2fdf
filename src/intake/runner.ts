import { setTimeout as sleep } from 'node:timers/promises'
import { type KeySettings, secretKeyOf } from '../accounts/secret-key.ts'
import type { Taking } from '../media/take.ts'
import type { Db } from '../store/db.ts'
import { follow, listen } from '../store/follow.ts'
import { hasUndecided } from '../store/intake-file.ts'
import { rawOf, sourcesAtWork } from '../store/intake-raw.ts'
import type { Log, Metrics } from '../telemetry.ts'
import type { Publisher } from '../wire/publish.ts'
import { createAlarm } from './alarm.ts'
import { createLooks } from './looks.ts'
import { startFiles } from './media-works.ts'
import { intakeMetrics } from './metrics.ts'
import type { Read } from './parse.ts'
import { readApart } from './read-apart.ts'
import { take } from './take.ts'
import type { Arrival } from './way.ts'
import { pushedFeed } from './ways/feed.ts'
import { folderWith } from './ways/folder.ts'
import { ways as allWays, type Ways } from './ways.ts'
import { createPushing } from './websub.ts'
import { createWorks } from './works.ts'

/** The intake of one process. */
export interface Intake {
  /** With which credentials are sealed; null: there is none. */
  readonly key: () => Buffer | null
  /** Stores what somebody has sent to a source, and reads it in a moment. @throws Refusal `too-large`, `not-found` */
  take(source: string, arrival: Arrival, requestKey?: string | null): Promise<{ id: number; isNew: boolean }>
  /** Waits until a raw was read and its items decided on; at most `longestMs`. @returns whether it was */
  settle(source: string, raw: number, longestMs: number): Promise<boolean>
  /** Ends what is under way: what was taken is stored, and goes on at the next start. */
  stop(): Promise<void>
}

/** What the intake is made of; one of each a process. */
export interface IntakeParts {
  readonly db: Db
  readonly publisher: Publisher
  readonly settings: KeySettings & { readonly timeZone: string; readonly publicUrl: string }
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: () => Date
  readonly read?: Read
  readonly ways?: Ways
  /** Where files are taken in; left out: items come without theirs. */
  readonly media?: Taking & { readonly mostBytes: number }
}

/** Begins to look at sources when they are due, and to read and route whatever was taken. */
export const startIntake = async (parts: IntakeParts): Promise<Intake> => {
  const { db, publisher, settings, log, clock, read = readApart } = parts
  const pushing = createPushing({ db, publicUrl: settings.publicUrl, clock })
  const { media, ways = { ...allWays, feed: pushedFeed(pushing), folder: folderWith(media ?? null) } } = parts
  const onError = (error: unknown) => log.error({ error }, 'the intake failed; it tries again')
  const count = intakeMetrics(parts.metrics, db, clock)
  const works = createWorks({
    ...{ db, publisher, timeZone: settings.timeZone, log, read, taking: media ?? null, hasFiles: media !== undefined },
    onParsed: (source, parsed) => {
      count.parsed(parsed)
      if (parsed.kind === 'quarantined') {
        log.warn({ source, raw: parsed.raw, reason: parsed.reason }, 'a document went to quarantine')
      }
    },
    onRouted: (_, routed) => count.routed(routed),
  })
  const workers = follow({
    pollMs: 2_000,
    onError,
    step: async () => {
      await Promise.all((await sourcesAtWork(db)).map(source => works.work(source)))
      return false
    },
  })
  const unlisten = await listen(db, 'intake', () => workers.wake())
  const key = () => secretKeyOf(settings, { make: false })
  const files =
    media === undefined ? null : await startFiles({ ...{ db, key, log }, taking: media, mostBytes: media.mostBytes })
  const looks = createLooks({ db, ways, key, clock, random: Math.random }, log)
  const lookers = follow({ pollMs: 1_000, onError, step: looks.begin })
  const alarm = createAlarm(db, log, clock)
  const alarms = follow({ pollMs: 60_000, onError, step: alarm })
  let isStopping = false

  return {
    key,
    async take(source, arrival, requestKey = null) {
      const taken = await take(db, source, arrival, { requestKey })
      count.arrived(taken.isNew)
      return taken
    },
    async settle(source, raw, longestMs) {
      const until = performance.now() + longestMs
      for (;;) {
        await works.work(source)
        if (await isSettled(db, raw)) return true
        if (isStopping || performance.now() > until) return false
        // Another process is at it.
        await sleep(50)
      }
    },
    async stop() {
      isStopping = true
      const ended = Promise.all([lookers.stop(), alarms.stop(), workers.stop()])
      await Promise.all([looks.stop(), works.stop(), files?.stop()])
      await ended
      await unlisten()
    },
  }
}

const isSettled = async (db: Db, raw: number): Promise<boolean> => {
  const status = (await rawOf(db, raw))?.status
  if (status === 'pending') return false
  return !(await hasUndecided(db, raw))
}
