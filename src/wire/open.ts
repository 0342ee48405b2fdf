import type { Agency } from '../formats/rendering.ts'
import type { Db } from '../store/db.ts'
import { wireHead } from '../store/wire.ts'
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
}): Promise<Wire> => {
  const { db, agency, clock, onError } = options
  const books = { db, versions: createVersions(db) }
  const ledger = createLedger(db)
  const from = await wireHead(db)
  await ledger.reserve(from + 1)
  const fanout = createFanout({ books, ledger, clock, from })
  const tail = await createTail({ db, from, onEntries: fanout.send, onError })
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
