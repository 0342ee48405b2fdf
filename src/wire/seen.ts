import type { ItemId } from '../domain/ids.ts'
import type { Scope } from '../domain/licence.ts'
import { readable } from '../domain/readable.ts'
import { entriesOfItems } from '../store/entry.ts'
import { type Delivery, deliveryOf, versionKeysOf } from './delivery.ts'
import type { Books } from './holders.ts'

/** One item as a scope may have it now: by the entry that is readable for it, or by those of one version alone.
 *  @returns null where nothing of it is covered, whether it exists or not */
export const itemSeen = async (
  books: Books,
  { scope, item, version, now }: { scope: Scope; item: ItemId; version: number | null; now: Date },
): Promise<Delivery | null> => {
  const entries = await entriesOfItems(books.db, [item])
  const wanted = version === null ? entries : entries.filter(entry => entry.version === version)
  const chosen = readable(scope, wanted, now)
  if (chosen === null) return null
  return deliveryOf(chosen, chosen.verdict, await books.versions.load(versionKeysOf(chosen)))
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
