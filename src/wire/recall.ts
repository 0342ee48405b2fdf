import type { Entry } from '../domain/entry.ts'
import type { ItemId } from '../domain/ids.ts'
import { isRecall } from '../domain/signal.ts'
import { entriesOfItems } from '../store/entry.ts'
import { type LastAct, lastActsOn, type Passage, passagesOver } from '../store/recall.ts'
import { type Books, hadText } from './holders.ts'

/** A consumer by which a subscriber came by an item. */
export interface Way extends Pick<Passage, 'consumer' | 'kind' | 'name' | 'seenAt'> {
  /** Whether the item's last recall has been written out to it, and whether it has come back since. */
  readonly isTold: boolean
  readonly isConfirmed: boolean
}

/** A subscriber who has text of an item, by its consumers and by what its people did. */
export interface Holder {
  readonly subscriber: string
  readonly ways: readonly Way[]
  readonly acts: readonly LastAct[]
  /** Of its ways and people, how far the last recall has come: at the one that is furthest behind. */
  readonly reached: 'silent' | 'told' | 'confirmed'
}

/** Who has text of an item, those first who have not been reached by its last recall. */
export interface Holders {
  /** The last correction, withhold or kill; null: there was none. */
  readonly recall: Entry | null
  readonly holders: readonly Holder[]
}

/** Who has an item, by the ledger and by deliberate acts, and how far its last recall has come with each. */
export const recallBoard = async ({ db, versions }: Books, item: ItemId): Promise<Holders> => {
  const entries = await entriesOfItems(db, [item])
  const recall = entries.findLast(({ signal }) => isRecall(signal)) ?? null
  const texts = new Map(
    entries.filter(({ signal }) => signal !== 'kill' && signal !== 'withhold').map(entry => [entry.seq, entry]),
  )
  const [passages, acts, loaded] = await Promise.all([
    passagesOver(
      db,
      entries.map(({ seq }) => seq),
    ),
    lastActsOn(db, item),
    versions.load([...texts.values()].map(entry => ({ item, number: entry.version }))),
  ])
  const held = passages.filter(passage => {
    const entry = texts.get(passage.seq)
    return entry !== undefined && hadText(passage, entry, loaded)
  })
  const subscribers = [...new Set([...held, ...acts].map(each => each.subscriber))]
  const holders = subscribers.map(subscriber => {
    const ways = waysOf(
      held.filter(each => each.subscriber === subscriber),
      passages,
      recall,
    )
    const own = acts.filter(each => each.subscriber === subscriber)
    return { subscriber, ways, acts: own, reached: reachedBy(ways, own, recall) }
  })
  const order = ['silent', 'told', 'confirmed'] as const
  return { recall, holders: holders.sort((a, b) => order.indexOf(a.reached) - order.indexOf(b.reached)) }
}

const waysOf = (held: readonly Passage[], passages: readonly Passage[], recall: Entry | null): Way[] =>
  [...new Map(held.map(each => [each.consumer, each])).values()].map(({ consumer, kind, name, seenAt }) => {
    const over = passages.filter(each => each.consumer === consumer && each.seq === recall?.seq)
    const isConfirmed = over.some(each => each.isConfirmed)
    return { consumer, kind, name, seenAt, isTold: isConfirmed || over.some(each => each.isSent), isConfirmed }
  })

const reachedBy = (ways: readonly Way[], acts: readonly LastAct[], recall: Entry | null): Holder['reached'] => {
  if (recall === null) return 'silent'
  // Where nothing but people had it, they have been reached when one of them has opened what the recall left.
  if (ways.length === 0) return acts.some(each => each.version >= recall.version) ? 'confirmed' : 'silent'
  if (ways.every(each => each.isConfirmed)) return 'confirmed'
  return ways.every(each => each.isTold) ? 'told' : 'silent'
}
