import type { Entry } from '../domain/entry.ts'
import { compileFilter } from '../domain/filter.ts'
import type { ItemId } from '../domain/ids.ts'
import { covers } from '../domain/licence.ts'
import type { Db } from '../store/db.ts'
import { entriesOfItems } from '../store/entry.ts'
import { actorsOn, type Holding, rangesOver } from '../store/ledger.ts'
import type { Loaded, Versions } from './versions.ts'

/** What the ledger is asked with. */
export interface Books {
  readonly db: Db
  readonly versions: Versions
}

const minuteMs = 60_000

/** Subscribers who have text of an item: by the ledger's ranges, or by a deliberate act. @param before only from before this entry of it */
export const holdersOf = async (books: Books, item: ItemId, before: Entry | null): Promise<Set<string>> => {
  const holdings = await holdingsOf(books, [item], null)
  return new Set(holdings.filter(holding => before === null || precedes(holding, before)).map(each => each.subscriber))
}

/** Which of these recalls are of items that the subscriber had text of before them. */
export const recallsOfHeld = async (books: Books, subscriber: string, recalls: readonly Entry[]): Promise<Entry[]> => {
  if (recalls.length === 0) return []
  const holdings = await holdingsOf(books, [...new Set(recalls.map(entry => entry.item))], subscriber)
  return recalls.filter(recall => holdings.some(holding => precedes(holding, recall)))
}

/** That a subscriber has text of an item: the entry it came by, or the version that was opened. */
interface HoldingOfItem {
  readonly item: ItemId
  readonly subscriber: string
  readonly seq: number | null
  readonly version: number
}

const precedes = ({ item, seq, version }: HoldingOfItem, recall: Entry): boolean =>
  item === recall.item && (seq === null ? version < recall.version : seq < recall.seq)

const holdingsOf = async (
  { db, versions }: Books,
  items: readonly ItemId[],
  subscriber: string | null,
): Promise<HoldingOfItem[]> => {
  const entries = (await entriesOfItems(db, items)).filter(({ signal }) => signal !== 'kill' && signal !== 'withhold')
  const bySeq = new Map(entries.map(entry => [entry.seq, entry]))
  const [ranges, actors, loaded] = await Promise.all([
    rangesOver(db, [...bySeq.keys()], subscriber),
    actorsOn(db, items, subscriber),
    versions.load(entries.map(entry => ({ item: entry.item, number: entry.version }))),
  ])
  const byRange = ranges.flatMap(range => {
    const entry = bySeq.get(range.seq)
    if (entry === undefined || !hadText(range, entry, loaded)) return []
    return [{ item: entry.item, subscriber: range.subscriber, seq: entry.seq, version: entry.version }]
  })
  return [...byRange, ...actors.map(actor => ({ ...actor, seq: null }))]
}

/** Whether a selection let text of the entry through when its range went over it. */
export const hadText = (
  { scope, filter, openedAt }: Pick<Holding, 'scope' | 'filter' | 'openedAt'>,
  entry: Entry,
  loaded: Loaded,
): boolean => {
  // The entry as it was then: usable, and at the earliest moment at which this range can have carried it.
  const then = { ...entry, state: 'usable' as const }
  const due = entry.at.getTime() + scope.delayMinutes * minuteMs
  const verdict = covers(scope, then, new Date(Math.max(due, openedAt.getTime())))
  if (verdict !== 'full' && verdict !== 'headline') return false
  const part = verdict === 'full' ? 'all' : 'headline'
  return compileFilter(filter)(then, () => loaded.words(entry.item, entry.version, part))
}
