import type { ItemType } from '../../domain/ids.ts'
import type { Place } from '../../domain/media.ts'
import { twoLetters } from '../photo/country.ts'
import { type Fields, objectsOf, textOf } from '../read/json.ts'
import { mediaFacts, type ReadMedia } from '../read/media-facts.ts'
import type { Shown } from '../shown.ts'
import { oneLine } from '../xml.ts'

const countries = 'http://cvx.iptc.org/iso3166-1a2/'

/** `date-time` of JSON Schema wants a whole moment with its zone. */
const isWhole = (moment: string): boolean => /T\d\d:\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/u.test(moment)

/** When a picture was taken; a moment that is not known to the second stands in words of its own, see `otherWords`. */
export const contentCreatedOf = ({ media }: Shown): string | undefined =>
  media?.takenAt != null && isWhole(media.takenAt) ? media.takenAt : undefined

/** What ninjs has no property for, by the roles of descriptions. */
export const otherWords = ({ media }: Shown): readonly (readonly ['alt' | 'credit' | 'taken', string])[] =>
  media === null
    ? []
    : (
        [
          ['alt', media.altText],
          ['credit', media.credit],
          ['taken', media.takenAt !== null && !isWhole(media.takenAt) ? media.takenAt : null],
        ] as const
      ).flatMap(([role, text]) => (text === null ? [] : [[role, oneLine(text)] as const]))

/** City, region and country, each by what it is; the country with its code. */
const placesOf = ({ media }: Shown) => {
  const { city = null, region = null, country = null, countryCode = null } = media?.place ?? {}
  const parts = [
    { rel: 'city', name: city, code: null },
    { rel: 'region', name: region, code: null },
    { rel: 'country', name: country, code: countryCode },
  ]
  return parts.flatMap(({ rel, name, code }) =>
    name === null && code === null
      ? []
      : [{ rel, name: name === null ? undefined : oneLine(name), code: code ?? undefined }],
  )
}

/** The same as 2.x and 3.x have places: a code by its address. */
export const placesByUri = (view: Shown) =>
  placesOf(view).map(({ code, ...place }) => ({ ...place, uri: code === undefined ? undefined : countries + code }))

/** The same as 1.x has them: a code and its scheme. */
export const placesByCode = (view: Shown) =>
  placesOf(view).map(place => ({ ...place, scheme: place.code === undefined ? undefined : countries }))

/** What a document says of a picture or a video beside its words; null for a text, whose people and places are what it is about. */
export const readMediaFacts = (fields: Fields, type: ItemType): ReadMedia | null => {
  if (type === 'text') return null
  const extra = objectsOf(fields, 'extra')[0] ?? null
  const described = (role: string, own: string) =>
    textOf(fields, `description_${role}`) ??
    objectsOf(fields, 'descriptions')
      .filter(each => textOf(each, 'role')?.toLowerCase() === role)
      .flatMap(each => textOf(each, 'value') ?? [])[0] ??
    (extra === null ? null : textOf(extra, own))
  return mediaFacts({
    altText: described('alt', 'alttext'),
    credit: described('credit', 'credit'),
    takenAt: described('taken', 'takenat') ?? textOf(fields, 'contentcreated'),
    persons: listed(fields, 'person', 'people').flatMap(each => textOf(each, 'name') ?? []),
    place: placeIn(listed(fields, 'place', 'places')),
  })
}

const listed = (fields: Fields, ...names: readonly string[]): Fields[] => names.flatMap(name => objectsOf(fields, name))

const placeIn = (places: readonly Fields[]): Place | null => {
  const of = (rel: string) => places.find(each => relOf(each) === rel) ?? null
  const name = (rel: string) => {
    const place = of(rel)
    return place === null ? null : textOf(place, 'name')
  }
  const country = of('country')
  const code =
    country === null ? null : (textOf(country, 'code') ?? textOf(country, 'uri')?.replace(/^.*\//u, '') ?? null)
  return {
    city: name('city'),
    region: name('region'),
    country: name('country'),
    countryCode: twoLetters(code),
  }
}

const relOf = (place: Fields): string => (textOf(place, 'rel') ?? '').toLowerCase()

/** Whether a place is said of the picture itself, and is none that it is about. */
export const isOfPicture = (entry: Fields, kind: string, type: ItemType): boolean =>
  type !== 'text' && kind === 'place' && ['city', 'region', 'country'].includes(relOf(entry))
