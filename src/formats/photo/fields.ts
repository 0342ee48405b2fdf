import type { MediaFacts } from '../../domain/media.ts'
import type { Rights } from '../../domain/version.ts'

/** What an item says of its picture now, to be written into the file. */
export interface PhotoFields {
  readonly headline: string
  readonly caption: string | null
  /** BCP 47. */
  readonly language: string
  /** Empty: those of the file stay. */
  readonly bylines: readonly string[]
  readonly keywords: readonly string[]
  /** Whom it goes back to; null: the file says it, or else it is the supplier. */
  readonly source: string | null
  /** Whose it is; of what is null the file's own stands, and where there is none the supplier's. */
  readonly rights: Rights | null
  /** The supplier's, where neither the item nor the file says whose it is. */
  readonly ownRights: Rights
  /** To desks; what the file has for them stays behind it. */
  readonly instructions: string | null
  /** null: nothing is known beside the words, and what the file says stays. */
  readonly media: Pick<MediaFacts, 'altText' | 'takenAt' | 'place' | 'persons' | 'credit'> | null
  /** The id of the item, as the supplier's id of the picture. */
  readonly imageId: string
  /** For good and for everybody; stands where the file has none of its maker's. */
  readonly guid: string
  readonly supplier: { readonly name: string; readonly uri: string }
  /** Where the terms can be read; null: nowhere. */
  readonly rightsUrl: string | null
  /** The code of PLUS, `DMI-PROHIBITED`; a prohibition that the file has stays. */
  readonly dataMining: string
  readonly writtenAt: Date
}

/** What of the file decides what is written. */
export interface PhotoOptions {
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  /** Whether it is cut out of the original, whose regions then lie elsewhere. */
  readonly isCrop: boolean
  /** Whether it brings a colour profile of its own. */
  readonly hasProfile: boolean
}
