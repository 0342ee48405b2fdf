import { createHash } from 'node:crypto'
import { useOf } from '../domain/licence.ts'
import { endingOf, type RenditionRole } from '../domain/media.ts'
import type { SentVersion } from '../domain/version.ts'
import type { Agency } from '../formats/rendering.ts'
import { assetsOf } from '../store/asset.ts'
import type { Db } from '../store/db.ts'
import type { Blobs } from './blobs.ts'
import type { Offered } from './offer.ts'
import type { Served } from './serve.ts'
import { startBytes, type WrittenBack, writtenBack } from './written-back.ts'

/** What files are given out with. */
export interface Serving {
  readonly db: Db
  readonly blobs: Blobs
  readonly agency: Agency
  readonly beginnings: Beginnings
}

/** Beginnings of pictures with the item's words in them, made once and kept while there is room. */
export interface Beginnings {
  get(key: string, make: () => Promise<WrittenBack | null>): Promise<WrittenBack | null>
}

/** Roles that screens show where they stand. */
const onScreens: readonly RenditionRole[] = ['thumb', 'comp', 'preview', 'web', 'sd']
/** Types of pictures that can say whose they are. */
const telling = ['image/jpeg', 'image/png']

/** A file that is offered, as it goes out: pictures with what the item says of them now; a thumb, which is too small for it, and the original of a file as they are kept. */
export const servedOf = async (serving: Serving, offered: Offered): Promise<Served> => {
  const { version, rendition, digest } = offered
  const { role, contentType, sizeBytes } = rendition
  const isTelling = telling.includes(contentType ?? '') && role !== 'thumb' && role !== 'original'
  const key = `${version.item}/${version.number}/${version.signal}/${version.embargo === null}/${role}/${digest}`
  const written = isTelling ? await serving.beginnings.get(key, () => beginningOf(serving, offered)) : null
  return {
    blobs: serving.blobs,
    digest,
    sizeBytes: sizeBytes ?? 0,
    contentType: contentType ?? 'application/octet-stream',
    fileName: servedNameOf(offered),
    lastModified: version.sentAt,
    isInline: onScreens.includes(role),
    ...(written === null ? {} : { ...written, etag: etagOf(digest, written.prefix) }),
  }
}

/** `dl_picture_20261123_1002_web.jpg`. */
const servedNameOf = ({ version: { item }, rendition: { role, contentType } }: Offered): string =>
  `${item.replaceAll(':', '_')}_${role}.${endingOf(contentType)}`

/** Of the kept bytes and of those before them, so that other words make another file. */
const etagOf = (digest: string, prefix: Buffer): string =>
  `"${digest.slice(0, 32)}-${createHash('sha256').update(prefix).digest('hex').slice(0, 32)}"`

const beginningOf = async ({ db, blobs, agency }: Serving, offered: Offered): Promise<WrittenBack | null> => {
  const { version, rendition, digest } = offered
  const assets = await assetsOf(db, version.content.media?.assets ?? [])
  const isShown = useOf(rendition.role) === 'shown'
  const madeOf = assets.find(each => each.renditions.some(({ href }) => href === rendition.href)) ?? assets[0] ?? null
  const sizeBytes = rendition.sizeBytes ?? 0
  const stream = await blobs.read(digest, { first: 0, last: Math.min(startBytes, sizeBytes) - 1 })
  const blobStart = Buffer.concat(await stream.toArray())
  // Whoever may only see that a picture is there does not read its caption in it either.
  const told = isShown ? { version: withoutText(version), asset: null } : { version, asset: madeOf }
  const written = writtenBack({ ...told, agency, rendition, blobStart })
  return written !== null && written.skipBytes <= sizeBytes ? written : null
}

/** A version as far as its headline is covered. */
const withoutText = (version: SentVersion): SentVersion => {
  const { media: _, ...content } = version.content
  return {
    ...version,
    content: { ...content, body: [], bylines: [], keywords: [], sources: [], deck: null, dateline: null },
  }
}

/** @param maxBytes bytes that are kept; the oldest go first */
export const createBeginnings = (maxBytes = 32 << 20): Beginnings => {
  const kept = new Map<string, { readonly made: Promise<WrittenBack | null>; sizeBytes: number }>()
  let heldBytes = 0
  const forget = (key: string) => {
    heldBytes -= kept.get(key)?.sizeBytes ?? 0
    kept.delete(key)
  }
  return {
    get(key, make) {
      const found = kept.get(key)
      if (found !== undefined) return found.made
      const entry = { made: make(), sizeBytes: 200 }
      kept.set(key, entry)
      heldBytes += entry.sizeBytes
      entry.made.then(
        written => {
          if (kept.get(key) !== entry) return
          entry.sizeBytes += written?.prefix.length ?? 0
          heldBytes += written?.prefix.length ?? 0
          for (const oldest of kept.keys()) {
            if (heldBytes <= maxBytes) break
            forget(oldest)
          }
        },
        () => forget(key),
      )
      return entry.made
    },
  }
}
