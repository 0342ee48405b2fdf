import type { MediaFacts, Place } from '../../domain/media.ts'
import { legal, oneLine } from '../xml.ts'

/** What a document says of a picture or a video beside its words. */
export type ReadMedia = Omit<MediaFacts, 'assets' | 'focus'>

const nothing: ReadMedia = { altText: null, takenAt: null, place: null, persons: [], credit: null }

const moment = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/u

/** The parts that a reader found, folded and no longer than an item has room for; null where there is none of them. */
export const mediaFacts = (found: Partial<ReadMedia>): ReadMedia | null => {
  const facts: ReadMedia = {
    altText: line(found.altText, 2_000),
    takenAt: found.takenAt != null && moment.test(found.takenAt) ? found.takenAt : null,
    place: placeOf(found.place),
    persons: [...new Set((found.persons ?? []).flatMap(each => line(each, 200) ?? []))].slice(0, 200),
    credit: line(found.credit, 300),
  }
  return JSON.stringify(facts) === JSON.stringify(nothing) ? null : facts
}

const placeOf = (place: Place | null | undefined): Place | null => {
  if (place == null) return null
  const code = place.countryCode?.trim().toUpperCase() ?? ''
  const clean: Place = {
    city: line(place.city, 200),
    region: line(place.region, 200),
    country: line(place.country, 200),
    countryCode: /^[A-Z]{2}$/u.test(code) ? code : null,
  }
  return Object.values(clean).some(each => each !== null) ? clean : null
}

const line = (text: string | null | undefined, most: number): string | null => {
  const folded = text == null ? '' : oneLine(legal(text))
  return folded === '' ? null : folded.slice(0, most).trimEnd()
}
