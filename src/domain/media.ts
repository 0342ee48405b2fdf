import type { ItemType } from './ids.ts'

/** What a rendition is for: `original` as it came in, `print` and `web` as sold, `sd` and `hd` for video, `thumb` and `preview` for lists. */
export const renditionRoles = ['original', 'print', 'web', 'sd', 'hd', 'preview', 'thumb'] as const
export type RenditionRole = (typeof renditionRoles)[number]

/** One file of a picture, video, graphic or file. What is not known is null. */
export interface Rendition {
  readonly role: RenditionRole
  /** Absolute http(s) address, without credential or signature, or a file name beside the document. */
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
