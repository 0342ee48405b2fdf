import type { FileFacts } from '../../domain/file-facts.ts'
import type { Place } from '../../domain/media.ts'
import type { PhotoFields } from './fields.ts'
import type { Original } from './original.ts'

/** What a file is to say, in XMP, IIM and EXIF alike; null and empty lists: nothing. */
export interface Now {
  readonly headline: string
  readonly caption: string | null
  readonly language: string
  readonly bylines: readonly string[]
  readonly keywords: readonly string[]
  readonly credit: string | null
  readonly source: string
  readonly holder: string | null
  readonly notice: string | null
  readonly terms: string | null
  readonly instructions: string | null
  readonly altText: string | null
  readonly takenAt: string | null
  readonly place: Place | null
  /** Whether the file says so already. */
  readonly isPlaceOfFile: boolean
  readonly persons: readonly string[]
  readonly dataMining: string
}

/** The item over the file: where the item leaves something open, the file's own stays. */
export const nowOf = (fields: PhotoFields, { facts: file }: Original): Now => {
  const { media } = fields
  const place = media === null ? file.place : media.place
  return {
    headline: fields.headline,
    caption: fields.caption,
    language: fields.language,
    bylines: fields.bylines.length > 0 ? fields.bylines : file.bylines,
    keywords: fields.keywords,
    credit: media?.credit ?? file.credit,
    source: fields.source ?? file.source ?? fields.supplier.name,
    ...rightsNow(fields, file),
    instructions: instructionsNow(fields.instructions, file.instructions),
    altText: media === null ? file.altText : media.altText,
    takenAt: media === null ? file.takenAt : media.takenAt,
    place,
    isPlaceOfFile: isSamePlace(place, file.place),
    persons: media === null ? file.persons : media.persons,
    // Whoever made the picture may forbid more than the agency does, never less.
    dataMining: file.dataMining?.startsWith('DMI-PROHIBITED') === true ? file.dataMining : fields.dataMining,
  }
}

/** The agency's own only where neither item nor file says anything of whose it is. */
const rightsNow = ({ rights, ownRights }: PhotoFields, file: FileFacts): Pick<Now, 'holder' | 'notice' | 'terms'> => {
  const isSaid = [rights, file.rights].some(each => each !== null && (each.holder !== null || each.notice !== null))
  const otherwise = isSaid ? { holder: null, notice: null, terms: null } : ownRights
  return {
    holder: rights?.holder ?? file.rights.holder ?? otherwise.holder,
    notice: rights?.notice ?? file.rights.notice ?? otherwise.notice,
    terms: rights?.terms ?? file.rights.terms ?? ownRights.terms,
  }
}

const instructionsNow = (said: string | null, before: string | null): string | null => {
  if (said === null || before === null) return said ?? before
  return said.includes(before) ? said : `${said}\n${before}`
}

export const isSamePlace = (a: Place | null, b: Place | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.city === b.city &&
    a.region === b.region &&
    a.country === b.country &&
    a.countryCode === b.countryCode)
