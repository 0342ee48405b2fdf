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

/** Subscribers who have text of the item from an entry before `before`: by the ledger's ranges, or by a deliberate act. */
export const holdersOf = async (books: Books, item: ItemId, before: number): Promise<Set<string>> => {
  const held = await holdings(books, [item], before, null)
  return held.get(item) ?? new Set()
}

/** Which of these items a subscriber has text of. */
export const itemsHeldBy = async (books: Books, subscriber: string, items: readonly ItemId[]): Promise<Set<ItemId>> => {
  if (items.length === 0) return new Set()
  const held = await holdings(books, items, Number.MAX_SAFE_INTEGER, subscriber)
  return new Set(held.keys())
}

const holdings = async (
  { db, versions }: Books,
  items: readonly ItemId[],
  before: number,
  subscriber: string | null,
): Promise<Map<ItemId, Set<string>>> => {
  const found = new Map<ItemId, Set<string>>()
  const add = (item: ItemId, holder: string) => {
    const holders = found.get(item) ?? new Set()
    found.set(item, holders.add(holder))
  }
  const entries = (await entriesOfItems(db, items)).filter(
    entry => entry.seq < before && entry.signal !== 'kill' && entry.signal !== 'withhold',
  )
  const bySeq = new Map(entries.map(entry => [entry.seq, entry]))
  const [ranges, actors, loaded] = await Promise.all([
    rangesOver(db, [...bySeq.keys()], subscriber),
    actorsOn(db, items, subscriber),
    versions.load(entries.map(entry => ({ item: entry.item, number: entry.version }))),
  ])
  for (const { item, subscriber: actor } of actors) add(item, actor)
  for (const range of ranges) {
    const entry = bySeq.get(range.seq)
    if (entry !== undefined && hadText(range, entry, loaded)) add(entry.item, range.subscriber)
  }
  return found
}

/** Whether a selection let text of the entry through when its range went over it. */
const hadText = ({ scope, filter, openedAt }: Holding, entry: Entry, loaded: Loaded): boolean => {
  // The entry as it was then: usable, and at the earliest moment at which this range can have carried it.
  const then = { ...entry, state: 'usable' as const }
  const due = entry.at.getTime() + scope.delayMinutes * minuteMs
  const verdict = covers(scope, then, new Date(Math.max(due, openedAt.getTime())))
  if (verdict !== 'full' && verdict !== 'headline') return false
  const part = verdict === 'full' ? 'all' : 'headline'
  return compileFilter(filter)(then, () => loaded.words(entry.item, entry.version, part))
}
