import type { Entry } from '../domain/entry.ts'
import type { Agency } from '../formats/rendering.ts'
import type { Db } from '../store/db.ts'
import { wireHead } from '../store/wire.ts'
import type { Metrics } from '../telemetry.ts'
import { createFanout, type Fanout } from './fanout.ts'
import type { Books } from './holders.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createRenderCache, type RenderCache } from './render-cache.ts'
import { createSelections, type Selections } from './selections.ts'
import { createTail } from './tail.ts'
import { createVersions } from './versions.ts'

/** The wire as one process holds it: the tail that follows it and everything that its readers share. */
export interface Wire {
  readonly db: Db
  readonly books: Books
  readonly ledger: Ledger
  readonly fanout: Fanout
  readonly selections: Selections
  readonly documents: RenderCache
  readonly clock: () => Date
  /** Looks for new entries at once. */
  wake(): void
  stop(): Promise<void>
}

const reportEveryMs = 15_000

/** Follows the wire from where it is now. */
export const openWire = async (options: {
  readonly db: Db
  readonly agency: Agency
  readonly clock: () => Date
  readonly onError: (error: unknown) => void
  readonly metrics: Metrics
}): Promise<Wire> => {
  const { db, agency, clock, onError, metrics } = options
  const books = { db, versions: createVersions(db) }
  const ledger = createLedger(db)
  const from = await wireHead(db)
  await ledger.reserve(from + 1)
  const fanout = createFanout({ books, ledger, clock, from })
  const fanoutSeconds = metrics.histogram(
    'fanout_seconds',
    'Handing a batch of entries to every audience of this process.',
  )
  const latency = metrics.histogram(
    'wire_to_fanout_seconds',
    'From the time of an entry until every audience of this process has it.',
  )
  const onEntries = async (entries: readonly Entry[]) => {
    const last = entries.at(-1)
    if (last === undefined) return
    const done = fanoutSeconds.startTimer()
    await fanout.send(entries)
    done()
    latency.observe(Math.max(0, clock().getTime() - last.at.getTime()) / 1000)
  }
  const tail = await createTail({ db, from, onEntries, onError })
  const timer = setInterval(() => void ledger.report().catch(onError), reportEveryMs)
  return {
    db,
    books,
    ledger,
    fanout,
    selections: createSelections(db),
    documents: createRenderCache(agency),
    clock,
    wake: tail.wake,
    async stop() {
      clearInterval(timer)
      await tail.stop()
      await ledger.report().catch(onError)
    },
  }
}
