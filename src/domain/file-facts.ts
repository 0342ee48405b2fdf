import type { Place } from './media.ts'
import type { Rights } from './version.ts'

/** What a file says of itself in its IPTC, XMP and EXIF fields; what is not said is null or empty. */
export interface FileFacts {
  readonly headline: string | null
  /** IPTC Description: the caption, with its line breaks. */
  readonly caption: string | null
  readonly altText: string | null
  /** IPTC Creator. */
  readonly bylines: readonly string[]
  readonly credit: string | null
  readonly source: string | null
  /** ISO 8601 as exactly as it is said. */
  readonly takenAt: string | null
  readonly place: Place | null
  readonly keywords: readonly string[]
  readonly persons: readonly string[]
  readonly rights: Rights
  /** To desks. */
  readonly instructions: string | null
  /** BCP 47. */
  readonly language: string | null
  /** PLUS Data Mining as its last part, `DMI-PROHIBITED`. */
  readonly dataMining: string | null
}

export const noFacts: FileFacts = {
  headline: null,
  caption: null,
  altText: null,
  bylines: [],
  credit: null,
  source: null,
  takenAt: null,
  place: null,
  keywords: [],
  persons: [],
  rights: { holder: null, notice: null, terms: null },
  instructions: null,
  language: null,
  dataMining: null,
}

/** Metadata of a file as its bytes hold it, so that it can be written back: text of the XMP packet, and IIM and EXIF in base64. */
export interface Packets {
  readonly xmp: string | null
  readonly iim: string | null
  readonly exif: string | null
}

export const noPackets: Packets = { xmp: null, iim: null, exif: null }
