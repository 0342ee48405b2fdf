import { textOfBody } from '../domain/body.ts'
import { noPackets } from '../domain/file-facts.ts'
import type { Rendition } from '../domain/media.ts'
import type { SentVersion } from '../domain/version.ts'
import { dataMiningOf } from '../formats/data-mining.ts'
import { copyrightNotice, usageTerms } from '../formats/labels.ts'
import { isPng } from '../formats/photo/chunks.ts'
import type { PhotoFields } from '../formats/photo/fields.ts'
import { app1, app13, isJpeg, segmentsOf } from '../formats/photo/jpeg.ts'
import { photoChunks, photoSegments } from '../formats/photo/write.ts'
import type { Agency } from '../formats/rendering.ts'
import { shown } from '../formats/shown.ts'
import type { Asset } from '../store/asset.ts'

/** How many bytes of a file's beginning `writtenBack` wants to see, or all of a smaller one: room for the largest colour profiles. */
export const startBytes = 1 << 20

export interface WrittenBackParts {
  readonly version: SentVersion
  /** The upload that the rendition was made of; null: what its original said is not known. */
  readonly asset: Pick<Asset, 'packets'> | null
  readonly agency: Agency
  readonly rendition: Rendition
  /** The first `startBytes` of the file. */
  readonly blobStart: Buffer
}

/** Bytes to be sent before a file, and how many bytes of its own beginning they stand for. */
export interface WrittenBack {
  readonly prefix: Buffer
  readonly skipBytes: number
}

/**
 * What the item says now, as metadata of a JPEG or PNG that is given out: the file is `prefix` and then the blob from `skipBytes` on, so its length is known before
 * and ranges can be cut. The same version, upload and agency give the same bytes. null: a file of another kind goes out as it is kept.
 */
export const writtenBack = (parts: WrittenBackParts): WrittenBack | null => {
  if (isJpeg(parts.blobStart)) return ofJpeg(parts)
  return isPng(parts.blobStart) ? ofPng(parts) : null
}

const isCrop = ({ role }: Rendition): boolean => role === 'wide' || role === 'square' || role === 'tall'

/** What else stands before the picture, such as its profile, follows ours; what metadata the file has itself is left out. */
const ofJpeg = ({ version, asset, agency, rendition, blobStart }: WrittenBackParts): WrittenBack => {
  const leading = segmentsOf(blobStart)
  const before = leading.slice(
    0,
    leading.findIndex(each => !isLeading(each.marker)),
  )
  const jfif = before[0]?.marker === 0xe0 ? before.slice(0, 1) : []
  const rest = before.slice(jfif.length).filter(({ marker }) => marker !== app1 && marker !== app13)
  const segments = photoSegments(fieldsOf(version, agency), asset?.packets ?? noPackets, {
    widthPixels: rendition.widthPixels,
    heightPixels: rendition.heightPixels,
    isCrop: isCrop(rendition),
    hasProfile: rest.some(({ marker }) => marker === 0xe2),
  })
  const bytes = (list: typeof before) => list.map(({ start, end }) => blobStart.subarray(start, end))
  const prefix = Buffer.concat([blobStart.subarray(0, 2), ...bytes(jfif), segments, ...bytes(rest)])
  return { prefix, skipBytes: before.at(-1)?.end ?? 2 }
}

/** APP0 to APP15 and comments. */
const isLeading = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

/** Signature and IHDR, which are 33 bytes in every PNG, then ours. A PNG that has metadata of its own goes out as it is. */
const ofPng = ({ version, asset, agency, rendition, blobStart }: WrittenBackParts): WrittenBack | null => {
  if (blobStart.length < 33 || blobStart.includes('XML:com.adobe.xmp') || blobStart.includes('eXIf')) return null
  const chunks = photoChunks(fieldsOf(version, agency), asset?.packets ?? noPackets, {
    widthPixels: rendition.widthPixels,
    heightPixels: rendition.heightPixels,
    isCrop: isCrop(rendition),
    hasProfile: blobStart.includes('iCCP'),
  })
  return { prefix: Buffer.concat([blobStart.subarray(0, 33), chunks]), skipBytes: 33 }
}

const fieldsOf = (version: SentVersion, agency: Agency): PhotoFields => {
  const view = shown(version, { face: 'full', notice: null, agency })
  const caption = textOfBody(view.body)
  return {
    headline: view.headline,
    caption: caption === '' ? null : caption,
    language: view.language,
    bylines: view.bylines,
    keywords: view.keywords,
    source: view.sources[0]?.name ?? null,
    rights: view.rights,
    ownRights: {
      holder: agency.name,
      notice: copyrightNotice(agency, view.firstCreated),
      terms: usageTerms(agency, view.language),
    },
    instructions: view.edNotes.length === 0 ? null : view.edNotes.join('\n'),
    media: view.media,
    imageId: view.item,
    guid: view.guid,
    supplier: { name: agency.name, uri: `https://${agency.domain}/` },
    rightsUrl: agency.rightsUrl ?? null,
    dataMining: dataMiningOf(agency),
    writtenAt: view.versionCreated,
  }
}
