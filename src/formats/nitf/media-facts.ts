import type { Place } from '../../domain/media.ts'
import { twoLetters } from '../photo/country.ts'
import { mediaFacts, type ReadMedia } from '../read/media-facts.ts'
import { attributeOf, childAt, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import type { Shown } from '../shown.ts'
import { escapeLine } from '../xml.ts'
import type { NitfMedia } from './markup.ts'

/** Where a picture was taken: NITF 3.6 §evloc, whose codes for countries are of three letters or two. */
export const eventLocation = ({ media }: Shown): string => {
  if (media?.place == null) return ''
  const { city, region, countryCode } = media.place
  const attributes = [
    ['city', city],
    ['state-prov', region],
    ['iso-cc', countryCode],
  ].map(([name, value]) => (value == null ? '' : ` ${name}="${escapeLine(value)}"`))
  return attributes.join('') === '' ? '' : `<evloc${attributes.join('')}/>`
}

/** Who is shown, among what the document is about. */
export const personsIn = ({ media }: Shown): string[] =>
  (media?.persons ?? []).map(name => `<person class="shown">${escapeLine(name)}</person>`)

/** When it was taken, the credit line and the name of the country, for which there are no elements. */
export const otherFacts = ({ media }: Shown): string =>
  media === null
    ? ''
    : [
        ['credit', media.credit],
        ['taken', media.takenAt],
        ['country', media.place?.country],
      ]
        .map(([name, value]) => (value == null ? '' : `<media-metadata name="${name}" value="${escapeLine(value)}"/>`))
        .join('')

/** What a document says of its one picture or video beside the words. */
export const readMediaFacts = (docdata: Element | null, media: readonly NitfMedia[]): ReadMedia | null => {
  const [only, ...others] = media
  if (only === undefined || others.length > 0) return null
  const metadata = (name: string) =>
    attributeOf(
      childrenOf(only.element, 'media-metadata').find(each => each.attributes.name === name),
      'value',
    )
  return mediaFacts({
    altText: only.references.flatMap(each => attributeOf(each, 'alternate-text') ?? [])[0] ?? null,
    credit: metadata('credit'),
    takenAt: metadata('taken'),
    persons: childrenOf(childAt(docdata, 'identified-content'), 'person')
      .filter(each => each.attributes.class === 'shown')
      .flatMap(each => textOf(each) ?? []),
    place: placeIn(childAt(docdata, 'evloc'), metadata('country')),
  })
}

const placeIn = (location: Element | null, country: string | null): Place => ({
  city: attributeOf(location, 'city'),
  region: attributeOf(location, 'state-prov'),
  country,
  countryCode: twoLetters(attributeOf(location, 'iso-cc')),
})
