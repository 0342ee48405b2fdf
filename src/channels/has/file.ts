import { type ItemId, typeOfItemId } from '../../domain/ids.ts'
import { coversRendition } from '../../domain/licence.ts'
import type { RenditionRole } from '../../domain/media.ts'
import { plainNameOf } from '../../formats/newsml-1/write-contents.ts'
import { type Offered, offered, type Taker, taken } from '../../media/offer.ts'
import { itemSeen } from '../../wire/seen.ts'
import type { FileAnswer } from './answer.ts'
import { refusalFor } from './gone.ts'
import type { Services } from './services.ts'

/** The file of an item that a reader may have now; nothing is counted. @throws Refusal */
export const offerFor = async (
  { wire }: Services,
  { scope }: Taker,
  { item, role }: { item: ItemId; role: RenditionRole },
): Promise<Offered> => {
  const now = wire.clock()
  const seen = await itemSeen(wire.books, { scope, item, version: null, now })
  if (seen === null) throw await refusalFor(wire, { scope, item, now })
  const has = (each: RenditionRole) => seen.version.content.renditions?.some(file => file.role === each) === true
  // A video of which no sizes could be made goes out as it came in, under each size that a contract has.
  const isAlone = seen.version.type === 'video' && !has(role) && has('original')
  if (isAlone && !coversRendition(scope, 'video', role)) return offered(scope, seen, role)
  return offered(scope, seen, isAlone ? 'original' : role)
}

/**
 * A file as HAS gives it: the bytes at once, under the name that the item's newsml12 has for it. Counted when bytes go out, and then looked at once
 * more, since a kill that was sent in between asked who has the item before this reader was among them.
 * @throws Refusal, also by `take`
 */
export const fileFor = async (
  services: Services,
  taker: Taker,
  asked: { item: ItemId; role: RenditionRole },
): Promise<FileAnswer> => {
  const offer = await offerFor(services, taker, asked)
  const served = await services.media.served(offer)
  const { wire } = services
  const name = plainNameOf(offer.version, offer.rendition)
  // Clients look for "stream" in the type of a video, and take it for something else otherwise.
  const contentType = typeOfItemId(asked.item) === 'video' ? 'application/octet-stream' : served.contentType
  return {
    file: { ...served, contentType, fileName: name, isInline: false },
    headers: { 'Content-Disposition': `attachment; filename=${name}` },
    async take() {
      await taken(wire.db, taker, offer, wire.clock())
      await offerFor(services, taker, asked)
    },
  }
}
