import type { ItemId, ItemType } from './ids.ts'

/**
 * What a rendition is for: `original` as it came in; `print` and `web` as pictures are sold; `hd`, `web` and `sd` as video is; `ai`, `eps`, `pdf` and
 * `raster` as graphics are; `wide` (16:9), `square` (1:1) and `tall` (4:5) cut around the focus; `preview` and `thumb` for screens; `comp` with a
 * watermark, for whoever may see that a picture is there and not have it.
 */
export const renditionRoles = [
  ...(['original', 'print', 'web', 'hd', 'sd', 'ai', 'eps', 'pdf', 'raster'] as const),
  ...(['wide', 'square', 'tall', 'preview', 'thumb', 'comp'] as const),
] as const
export type RenditionRole = (typeof renditionRoles)[number]

/** One file of a picture, video, graphic or file. What is not known is null. */
export interface Rendition {
  readonly role: RenditionRole
  /** `blob:` and a digest for a file of our own; else an absolute http(s) address, without credential or signature, or a file name beside the document. */
  readonly href: string
  /** Media type, `image/jpeg`. */
  readonly contentType: string | null
  readonly sizeBytes: number | null
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  readonly durationSeconds: number | null
}

/** One of the items that a collection orders. */
export interface Member {
  /** Its GUID. */
  readonly guid: string
  readonly type: ItemType
  readonly headline: string | null
  /** Its version when the collection was made; null: whatever is newest. */
  readonly version: number | null
}

/** Where something was taken or takes place; IPTC Photo Metadata, Location Shown. */
export interface Place {
  readonly city: string | null
  readonly region: string | null
  readonly country: string | null
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly countryCode: string | null
}

/** A point of a picture, in parts of its width and height from the top left corner, 0 to 1. */
export interface Focus {
  readonly x: number
  readonly y: number
}

/** What is to be known of the files of an item beside its words. */
export interface MediaFacts {
  /** The uploads that the renditions were made of, `ast_…`; best first. */
  readonly assets: readonly string[]
  /** What a picture shows, for those who do not see it; IPTC Alt Text. */
  readonly altText: string | null
  /** When it was taken, as exactly as it is known: ISO 8601, `2026-11-23` or `2026-11-23T09:10:00+03:00`. */
  readonly takenAt: string | null
  readonly place: Place | null
  readonly persons: readonly string[]
  /** The credit line, as printed. */
  readonly credit: string | null
  readonly focus: Focus | null
}

/** Cut shapes, width to height. */
export const cropRatios = { wide: 16 / 9, square: 1, tall: 4 / 5 } as const
export type CropName = keyof typeof cropRatios

/** A part of a picture, in parts of its width and height, 0 to 1. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** How an editor wants a picture to be cut; a crop that is not said is made around the focus, and without a focus around the middle. */
export interface Edit {
  readonly focus: Focus | null
  readonly crops: Readonly<Partial<Record<CropName, Box>>>
}

export const noEdit: Edit = { focus: null, crops: {} }

const blobForm = /^blob:([0-9a-f]{64})$/u

/** The href of a file of our own. @param digest SHA-256 of its bytes, hex */
export const blobHref = (digest: string): string => `blob:${digest}`

/** The digest of a file of our own; null for one that is elsewhere. */
export const blobOf = ({ href }: Pick<Rendition, 'href'>): string | null => blobForm.exec(href)?.[1] ?? null

/** Endings of file names by media type; others have that of their subtype, or `bin`. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif',
  'video/quicktime': 'mov',
  'audio/mpeg': 'mp3',
  'application/postscript': 'eps',
  'application/illustrator': 'ai',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'text/plain': 'txt',
  'text/markdown': 'md',
}

/** The ending of the name of a file of this media type, without the dot. */
export const endingOf = (contentType: string | null): string => {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const known = endings[type]
  if (known !== undefined) return known
  const subtype = type.split('/')[1] ?? ''
  return /^[a-z0-9]{2,5}$/u.test(subtype) ? subtype : 'bin'
}

/** The path of a file of our own below the address of media, `dl:picture:20261123:1002/web.jpg`: always the newest version's. */
export const mediaPath = (item: ItemId, { role, contentType }: Pick<Rendition, 'role' | 'contentType'>): string =>
  `${item}/${role}.${endingOf(contentType)}`

/** Sizes that are sold of a type, by the names that contracts and HAS use; best first. */
export const soldSizes: Readonly<Record<ItemType, readonly RenditionRole[]>> = {
  text: [],
  picture: ['print', 'web'],
  video: ['hd', 'web', 'sd'],
  graphic: ['ai', 'eps', 'pdf', 'raster'],
  file: ['original'],
  collection: [],
}
