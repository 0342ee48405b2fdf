import type { Place } from '../../domain/media.ts'
import { twoLetters } from '../photo/country.ts'
import { mediaFacts, type ReadMedia } from '../read/media-facts.ts'
import { attributeOf, type Element } from '../read/xml-tree.ts'
import type { Shown } from '../shown.ts'
import { escapeLine } from '../xml.ts'
import { all, linesIn, propertiesOf } from './parts.ts'

const property = (name: string, value: string | null): string =>
  value === null ? '' : `<Property FormalName="${name}" Value="${escapeLine(value)}"/>`

/** The credit, among the NewsLines. */
export const creditLine = ({ media }: Shown): string =>
  media?.credit == null ? '' : `<CreditLine>${escapeLine(media.credit)}</CreditLine>`

/** Where a picture was taken, beside the place that it was written at. */
export const placeOf = ({ media }: Shown): string => {
  if (media?.place == null) return ''
  const { city, region, country, countryCode } = media.place
  const parts = [
    property('City', city),
    property('CountryArea', region),
    property('Country', country),
    property('CountryCode', countryCode),
  ]
  return `<Location HowPresent="Event">${parts.join('')}</Location>`
}

/** What NewsML 1.2 has no word for: alternative text, when it was taken, who is shown. */
export const otherFacts = ({ media }: Shown): string =>
  media === null
    ? ''
    : [
        property('AltText', media.altText),
        property('ContentCreated', media.takenAt),
        ...media.persons.map(name => property('Person', name)),
      ].join('')

/** What components say of a picture or a video beside its words. */
export const readMediaFacts = (components: readonly Element[]): ReadMedia | null => {
  const described = components.flatMap(each => all(each, 'DescriptiveMetadata'))
  const said = (name: string) => described.flatMap(each => propertiesOf(each, name))
  const lines = components.flatMap(each => all(each, 'NewsLines'))
  return mediaFacts({
    altText: said('AltText')[0] ?? null,
    takenAt: said('ContentCreated')[0] ?? null,
    persons: said('Person'),
    credit: lines.flatMap(each => linesIn(each, 'CreditLine'))[0] ?? null,
    place: placeIn(described.flatMap(each => all(each, 'Location')).find(isOfEvent) ?? null),
  })
}

export const isOfEvent = (location: Element): boolean => attributeOf(location, 'HowPresent') === 'Event'

const placeIn = (location: Element | null): Place | null => {
  if (location === null) return null
  const part = (name: string) => propertiesOf(location, name)[0] ?? null
  const country = part('Country')
  const code = twoLetters(part('CountryCode') ?? country)
  return {
    city: part('City'),
    region: part('CountryArea'),
    country: country === code ? null : country,
    countryCode: code,
  }
}
