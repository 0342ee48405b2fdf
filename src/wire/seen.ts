import type { Entry } from '../domain/entry.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Scope } from '../domain/licence.ts'
import { readable } from '../domain/readable.ts'
import { entriesOfItems } from '../store/entry.ts'
import { type Delivery, deliveryOf, versionKeysOf } from './delivery.ts'
import type { Books } from './holders.ts'
import { entriesOfItem } from './together.ts'

/** One item as a scope may have it now: by the entry that is readable for it, or by those of one version alone.
 *  @returns null where nothing of it is covered, whether it exists or not */
export const itemSeen = async (
  books: Books,
  { scope, item, version, now }: { scope: Scope; item: ItemId; version: number | null; now: Date },
): Promise<Delivery | null> => {
  const entries = await entriesOfItem(books.db, item)
  const wanted = version === null ? entries : entries.filter(entry => entry.version === version)
  const chosen = readable(scope, wanted, now)
  if (chosen === null) return null
  return deliveryOf(chosen, chosen.verdict, await books.versions.load(versionKeysOf(chosen)))
}

/** Several items at once, in the order asked for; those of which nothing is covered are left out. */
export const itemsSeen = async (
  books: Books,
  { scope, items, now }: { scope: Scope; items: readonly ItemId[]; now: Date },
): Promise<Delivery[]> => {
  if (items.length === 0) return []
  const entries = new Map<ItemId, Entry[]>(items.map(item => [item, []]))
  for (const entry of await entriesOfItems(books.db, items)) entries.get(entry.item)?.push(entry)
  const chosen = items.flatMap(item => readable(scope, entries.get(item) ?? [], now) ?? [])
  const loaded = await books.versions.load(chosen.flatMap(versionKeysOf))
  return chosen.map(each => deliveryOf(each, each.verdict, loaded))
}

/**
 * The same for somebody who takes it away: recorded before it is given, and looked at once more, since a kill that was sent in between
 * asked who has the item before this one was among them.
 * @param record writes the act down; not called where there is no text to take
 */
export const itemTaken = async (
  books: Books,
  asked: Parameters<typeof itemSeen>[1],
  record: (delivery: Delivery) => Promise<void>,
): Promise<Delivery | null> => {
  const seen = await itemSeen(books, asked)
  if (seen === null || seen.face === 'notice') return seen
  await record(seen)
  const again = await itemSeen(books, asked)
  return again === null || again.notice === null ? seen : again
}

/** The same for several that were seen already: recorded, looked at once more, and those that are gone by then as notices. */
export const seenTaken = async (
  books: Books,
  { scope, seen, now }: { scope: Scope; seen: readonly Delivery[]; now: Date },
  record: (deliveries: readonly Delivery[]) => Promise<void>,
): Promise<readonly Delivery[]> => {
  const texts = seen.filter(each => each.face !== 'notice')
  if (texts.length === 0) return seen
  await record(texts)
  const items = [...new Set(texts.map(each => each.entry.item))]
  const again = await itemsSeen(books, { scope, items, now })
  const gone = new Map(again.filter(each => each.notice !== null).map(each => [each.entry.item, each]))
  return seen.map(each => {
    const later = gone.get(each.entry.item)
    if (later === undefined) return each
    const { version, notice } = later
    return { ...each, face: 'notice', version, notice }
  })
}
