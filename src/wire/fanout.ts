import type { Entry } from '../domain/entry.ts'
import { isRecall } from '../domain/signal.ts'
import type { SentVersion } from '../domain/version.ts'
import { type Delivery, deliveryOf, faceFor, versionKeysOf, widenedFace } from './delivery.ts'
import { type Books, holdersOf } from './holders.ts'
import type { Ledger } from './ledger.ts'
import type { Selection } from './selections.ts'
import type { Loaded } from './versions.ts'

/** Everybody in this process who follows the wire with the same selection. */
export interface Audience {
  readonly selection: Selection
  /** Called with what the selection gets of some entries in a row, in order, never with nothing. Must not wait. */
  receive(deliveries: readonly Delivery[]): void
}

/** Sees every entry, whatever licences say: the desk, metrics, indexes. Must not wait. */
export type Observer = (entry: Entry, version: SentVersion) => void

/** From one entry to everybody who gets it. */
export interface Fanout {
  /** The last entry that has been handed to every audience; one that joins now gets the next. */
  readonly position: number
  join(audience: Audience): void
  leave(audience: Audience): void
  observe(observer: Observer): () => void
  /** Hands out entries, in order. */
  send(entries: readonly Entry[]): Promise<void>
}

export const createFanout = (options: {
  readonly books: Books
  readonly ledger: Ledger
  readonly clock: () => Date
  readonly from: number
}): Fanout => {
  const { books, ledger, clock } = options
  const audiences = new Set<Audience>()
  const observers = new Set<Observer>()
  let position = options.from

  return {
    get position() {
      return position
    },
    join: audience => void audiences.add(audience),
    leave: audience => void audiences.delete(audience),
    observe(observer) {
      observers.add(observer)
      return () => observers.delete(observer)
    },
    async send(handed) {
      // A batch that failed half way is handed over again.
      const entries = handed.filter(entry => entry.seq > position)
      const [first, last] = [entries[0], entries.at(-1)]
      if (first === undefined || last === undefined) return
      if (first.seq !== position + 1 || last.seq !== position + entries.length) {
        throw new RangeError(`entries ${first.seq} to ${last.seq} do not follow ${position} without a gap`)
      }
      const loaded = await books.versions.load(entries.flatMap(versionKeysOf))
      await ledger.reserve(last.seq)
      for (const run of runsOf(entries)) {
        const recall = run.find(entry => isRecall(entry.signal))
        const holders = recall === undefined ? null : await holdersOf(books, recall.item, recall)
        const now = clock()
        for (const audience of audiences) {
          const deliveries = run.flatMap(entry => {
            const isHolder = entry === recall && holders?.has(audience.selection.scope.subscriber) === true
            return deliveryTo(audience.selection, { entry, loaded, now, isHolder }) ?? []
          })
          if (deliveries.length > 0) audience.receive(deliveries)
        }
        position = run.at(-1)?.seq ?? position
        for (const entry of run) {
          const version = loaded.get(entry.item, entry.version)
          for (const observer of observers) observer(entry, version)
        }
      }
    },
  }
}

/** Handed out together, one write for each reader: enough to spare most of the writes, few enough that no socket gets much at once. */
const longestRun = 16

/** Entries in a row; a recall begins a new run, as who holds its item is asked when all before it is out. */
const runsOf = (entries: readonly Entry[]): Entry[][] => {
  const runs: Entry[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run === undefined || run.length === longestRun || isRecall(entry.signal)) runs.push([entry])
    else run.push(entry)
  }
  return runs
}

const deliveryTo = (
  selection: Selection,
  { entry, loaded, now, isHolder }: { entry: Entry; loaded: Loaded; now: Date; isHolder: boolean },
): Delivery | null => {
  const face = faceFor(selection, entry, loaded, now) ?? (isHolder ? widenedFace(selection, entry, now) : null)
  return face === null ? null : deliveryOf(entry, face, loaded)
}
