import type { ItemId } from '../../domain/ids.ts'
import type { RenditionRole } from '../../domain/media.ts'
import type { Notice } from '../../domain/notice.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Offered, offered, type Taker } from '../../media/offer.ts'
import { entriesOfItems } from '../../store/entry.ts'
import { deliveryOf, versionKeysOf } from '../../wire/delivery.ts'
import { type Books, holdersOf } from '../../wire/holders.ts'
import { itemSeen } from '../../wire/seen.ts'
import type { Giving } from './services.ts'

/** An item as this reader may see it now. @throws Refusal `killed` also for whoever has it and is no longer covered; else `no-such-item` */
export const seenBy = async ({ wire }: Giving, { scope, subscriber }: Taker, item: ItemId) => {
  const seen = await itemSeen(wire.books, { scope, item, version: null, now: wire.clock() })
  if (seen !== null) return seen
  const notice = await killOf(wire.books, item)
  if (notice !== null && (await holdersOf(wire.books, item, null)).has(subscriber)) throw killed(item, notice)
  throw new Refusal('no-such-item', `there is no item ${item}`, { field: 'id' })
}

/** The rendition that this reader may have now. @throws Refusal */
export const offerTo = async (
  services: Giving,
  taker: Taker,
  { item, role }: { item: ItemId; role: RenditionRole },
): Promise<Offered> => offered(taker.scope, await seenBy(services, taker, item), role)

/** The notice of an item that was killed; null: it was not, or there is none. */
export const killOf = async (books: Books, item: ItemId): Promise<Notice | null> => {
  const entry = (await entriesOfItems(books.db, [item])).at(-1)
  if (entry === undefined || entry.state !== 'killed') return null
  return deliveryOf(entry, 'notice', await books.versions.load(versionKeysOf(entry))).notice
}

export const killed = (item: ItemId, { line, headline }: Notice): Refusal =>
  new Refusal('killed', `${item}: ${line ?? headline}`)
