import { paragraph } from '../../domain/body.ts'
import { noFacts } from '../../domain/file-facts.ts'
import type { ItemType } from '../../domain/ids.ts'
import { endingOf } from '../../domain/media.ts'
import { isPng, isWebp } from '../photo/chunks.ts'
import { isHeif } from '../photo/heif.ts'
import { isJpeg } from '../photo/jpeg.ts'
import { readPhoto } from '../photo/read.ts'
import { isTiff } from '../photo/tiff.ts'
import { complete } from '../read/complete.ts'
import { mediaFacts } from '../read/media-facts.ts'
import { bareRendition } from '../read/rendition.ts'
import type { ReadDefaults, Reading } from '../reading.ts'

/** What a file that is no document is, by its first bytes; null: it may be a document. */
export const fileKind = (bytes: Uint8Array): { readonly type: ItemType; readonly contentType: string } | null =>
  kinds.find(({ is }) => is(bytes)) ?? null

const begins = (bytes: Uint8Array, pattern: RegExp): boolean =>
  pattern.test(Buffer.from(bytes.subarray(0, 32)).toString('latin1'))

interface Kind {
  readonly is: (bytes: Uint8Array) => boolean
  readonly type: ItemType
  readonly contentType: string
}

const kinds: readonly Kind[] = [
  { is: isJpeg, type: 'picture', contentType: 'image/jpeg' },
  { is: isPng, type: 'picture', contentType: 'image/png' },
  { is: isTiff, type: 'picture', contentType: 'image/tiff' },
  { is: isWebp, type: 'picture', contentType: 'image/webp' },
  { is: bytes => isHeif(bytes) && begins(bytes, /ftypavi/u), type: 'picture', contentType: 'image/avif' },
  { is: isHeif, type: 'picture', contentType: 'image/heic' },
  { is: bytes => begins(bytes, /^.{4}ftypqt {2}/su), type: 'video', contentType: 'video/quicktime' },
  {
    is: bytes => begins(bytes, /^.{4}ftyp(?:isom|iso\d|mp4\d|avc1|M4V|dash)/su),
    type: 'video',
    contentType: 'video/mp4',
  },
  { is: bytes => begins(bytes, /^%PDF-/u), type: 'file', contentType: 'application/pdf' },
]

/** A picture, a film or a PDF as one item: of a picture what it says of itself, of others that they are there. The file is named and not brought along, so the item
 *  is held until whoever took it in has put it beside. */
export const readFile = async (
  bytes: Uint8Array,
  { type, contentType }: { readonly type: ItemType; readonly contentType: string },
  defaults: ReadDefaults,
): Promise<Reading> => {
  const facts = type === 'picture' ? (await readPhoto(bytes)).facts : noFacts
  const { headline, caption, bylines, keywords, language, source, rights, instructions } = facts
  const hasRights = Object.values(rights).some(each => each !== null)
  const file = {
    ...bareRendition('original', `original.${endingOf(contentType)}`),
    contentType,
    sizeBytes: bytes.length,
  }
  const item = complete(
    {
      ...{ type, headline, bylines, keywords, language, note: instructions },
      body: (caption ?? '').split(/\n+/u).flatMap(each => (each.trim() === '' ? [] : [paragraph(each.trim())])),
      sources: source === null ? [] : [{ name: source, uri: null }],
      rights: hasRights ? rights : null,
      media: mediaFacts(facts),
      renditions: [file],
      holds: [{ code: 'incomplete', detail: 'the file itself was not taken in with what it says' }],
    },
    defaults,
  )
  return { format: type === 'picture' ? 'photo' : 'file', formatVersion: contentType, items: [item], refused: [] }
}
