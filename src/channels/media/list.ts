import { coversRendition, useOf } from '../../domain/licence.ts'
import { blobOf, mediaPath, type Rendition } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import { offered, type Taker } from '../../media/offer.ts'
import { totalBytes } from '../../media/serve.ts'
import { downloadsUsed } from '../../store/download.ts'
import { rolesTaken } from '../../store/downloads-taken.ts'
import { seenBy } from './offering.ts'
import type { ItemPlace } from './place.ts'
import type { MediaServices } from './services.ts'

/** The files of an item and which of them this reader may fetch, as `GET /v1/media/{item}` answers. docs/protocol.md §Media. @throws Refusal */
export const listFor = async (services: MediaServices, taker: Taker, { item }: ItemPlace) => {
  const { wire, media } = services
  const { subscriber, scope, downloadLimit } = taker
  const seen = await seenBy(services, taker, item)
  const { version, face, notice } = seen
  // Throws what stands in the way of all of them.
  if (notice !== null) offered(scope, seen, 'thumb')
  if (face === 'notice') throw new Refusal('not-entitled', `your licence does not cover ${item} in full`)
  const now = wire.clock()
  const key = { subscriber, item, version: version.number, now }
  const [takenToday, used] = await Promise.all([rolesTaken(wire.db, key), downloadsUsed(wire.db, subscriber, now)])
  const isShown = (file: Rendition) =>
    blobOf(file) !== null &&
    (face === 'headline' ? useOf(file.role) === 'shown' : file.role !== 'comp') &&
    (file.role !== 'original' || version.type !== 'picture')
  const files = await Promise.all(
    (version.content.renditions ?? []).filter(isShown).map(async file => {
      const isLicensed = coversRendition(scope, version.type, file.role)
      const { contentType, widthPixels, heightPixels, durationSeconds } = file
      const served = isLicensed ? await media.served(offered(scope, seen, file.role)) : null
      return {
        role: file.role,
        url: isLicensed ? `${media.url}/${mediaPath(item, file)}` : null,
        contentType,
        sizeBytes: served === null ? file.sizeBytes : totalBytes(served),
        ...{ widthPixels, heightPixels, durationSeconds },
        licensed: isLicensed,
        counts: useOf(file.role) === 'sold',
        takenToday: takenToday.includes(file.role),
      }
    }),
  )
  return { item, version: version.number, type: version.type, files, downloads: { limit: downloadLimit, used } }
}
