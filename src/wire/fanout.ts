import type { Entry } from '../domain/entry.ts'
import { isRecall } from '../domain/signal.ts'
import type { SentVersion } from '../domain/version.ts'
import { type Delivery, deliveryOf, faceFor, versionKeysOf, widenedFace } from './delivery.ts'
import { type Books, holdersOf } from './holders.ts'
import type { Ledger } from './ledger.ts'
import type { Selection } from './selections.ts'

/** Everybody in this process who follows the wire with the same selection. */
export interface Audience {
  readonly selection: Selection
  /** Called once for each entry that the selection gets, in order. Must not wait. */
  receive(delivery: Delivery): void
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
      for (const entry of entries) {
        const holders = isRecall(entry.signal) ? await holdersOf(books, entry.item, entry) : null
        const now = clock()
        for (const audience of audiences) {
          const { selection } = audience
          const isHolder = holders?.has(selection.scope.subscriber) ?? false
          const face = faceFor(selection, entry, loaded, now) ?? (isHolder ? widenedFace(selection, entry, now) : null)
          if (face !== null) audience.receive(deliveryOf(entry, face, loaded))
        }
        position = entry.seq
        const version = loaded.get(entry.item, entry.version)
        for (const observer of observers) observer(entry, version)
      }
    },
  }
}
