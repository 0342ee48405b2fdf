import type { Entry } from '../domain/entry.ts'
import { isRecall } from '../domain/signal.ts'
import { entriesAfter, headAt, recallsAfter } from '../store/entry.ts'
import { type Delivery, deliveryOf, faceFor, versionKeysOf, widenedFace } from './delivery.ts'
import { type Books, recallsOfHeld } from './holders.ts'
import type { Selection } from './selections.ts'

/** How many entries one page looks at, at most, whatever it finds. */
const examinedAtMost = 10_000
const chunk = 1_000
const dayMs = 86_400_000
const minuteMs = 60_000

export interface Page {
  readonly deliveries: readonly Delivery[]
  /** The last entry looked at: everything up to here has been delivered or does not concern the reader. */
  readonly upto: number
}

/**
 * The entries after a cursor as a selection gets them, in order: at most `limit` deliveries from at most 10,000 entries.
 * Recalls of items that the subscriber holds come whatever filter and licence say.
 * @param head nothing beyond it is looked at
 */
export const pageAfter = async (
  books: Books,
  {
    selection,
    after,
    head,
    limit,
    now,
  }: { selection: Selection; after: number; head: number; limit: number; now: Date },
): Promise<Page> => {
  const deliveries: Delivery[] = []
  let upto = after
  while (upto < head && upto < after + examinedAtMost && deliveries.length < limit) {
    const entries = await entriesAfter(books.db, {
      after: upto,
      upTo: Math.min(head, after + examinedAtMost),
      limit: chunk,
    })
    if (entries.length === 0) break
    for (const delivery of await pick(books, selection, entries, now)) {
      if (deliveries.length === limit) break
      deliveries.push(delivery)
    }
    upto = deliveries.length === limit ? (deliveries.at(-1)?.entry.seq ?? upto) : (entries.at(-1)?.seq ?? upto)
  }
  return { deliveries, upto }
}

/**
 * Kills and withholds in a backlog, of items that the subscriber holds, also such as the fan-out has yet to reach, and for a delayed contract
 * corrections: sent ahead of it. Read before the backlog itself, so that nothing of that is older than what is said here.
 * @param upTo the last entry of a stretch before the archive window, of which all recalls are wanted, since they come in no other way
 */
export const overtaking = async (
  books: Books,
  { selection, after, upTo = null, now }: { selection: Selection; after: number; upTo?: number | null; now: Date },
): Promise<Delivery[]> => {
  const withCorrections = upTo !== null || selection.scope.delayMinutes > 0
  const entries = await recallsAfter(books.db, { after, upTo, withCorrections })
  const ahead = await recallsOfHeld(books, selection.scope.subscriber, entries)
  const loaded = await books.versions.load(ahead.flatMap(versionKeysOf))
  return ahead.map(entry => deliveryOf(entry, widenedFace(selection, entry, now), loaded))
}

const pick = async (books: Books, selection: Selection, entries: readonly Entry[], now: Date): Promise<Delivery[]> => {
  const hasQuery = selection.filter.q !== undefined
  // Without a query no text is needed to choose, so only what was chosen is loaded.
  const loaded = await books.versions.load(hasQuery ? entries.flatMap(versionKeysOf) : [])
  const faces = new Map(entries.map(entry => [entry, faceFor(selection, entry, loaded, now)]))
  const unasked = entries.filter(entry => faces.get(entry) === null && isRecall(entry.signal))
  const held = await recallsOfHeld(books, selection.scope.subscriber, unasked)
  for (const entry of held) faces.set(entry, widenedFace(selection, entry, now))
  const chosen = entries.filter(entry => faces.get(entry) !== null)
  const shown = await books.versions.load(chosen.flatMap(versionKeysOf))
  return chosen.map(entry => deliveryOf(entry, faces.get(entry) ?? 'notice', shown))
}

/** Where a cursor may start: not before the archive window, not beyond the head (older by the contract's delay). */
export const windowOf = async (
  books: Books,
  selection: Selection,
  position: number,
  now: Date,
): Promise<{ floor: number; head: number }> => {
  const { archiveDays, delayMinutes } = selection.scope
  const [floor, head] = await Promise.all([
    archiveDays === null ? 0 : headAt(books.db, new Date(now.getTime() - archiveDays * dayMs - 1)),
    delayMinutes === 0 ? position : headAt(books.db, new Date(now.getTime() - delayMinutes * minuteMs)),
  ])
  return { floor, head: Math.min(head, position) }
}
