import type { Place } from '../../domain/media.ts'
import { vocabularyUri } from '../identifiers.ts'
import { twoLetters } from '../photo/country.ts'
import { mediaFacts, type ReadMedia } from '../read/media-facts.ts'
import { attributeOf, childAt, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { escapeLine } from '../xml.ts'
import { type Aliases, codeOf, nameOf } from './codes.ts'
import { maybe } from './parts.ts'

/** When the picture was taken, as exactly as it is known; otherwise when the item was first made. The schema takes truncated dates. */
export const contentCreated = (view: Shown): string =>
  `<contentCreated>${view.media?.takenAt == null ? view.firstCreated.toISOString() : withSeconds(view.media.takenAt)}</contentCreated>`

const withSeconds = (moment: string): string => moment.replace(/(T\d\d:\d\d)(?=$|Z|[+-])/u, '$1:00')

const kinds = ['City', 'CountryArea', 'Country'] as const
type Kind = (typeof kinds)[number]

/** Where it was taken: the narrowest part that is known, within the wider ones (IPTC loctyp, ISO 3166-1). */
export const locatedAt = (place: Place | null): string => {
  const [narrowest, ...wider] = place === null ? [] : partsOf(place)
  if (narrowest === undefined) return ''
  const broader = wider.map(part => `<broader${part.attributes}>${part.name}</broader>`).join('')
  return `<located${narrowest.attributes}>${narrowest.name}${broader}</located>`
}

const partsOf = ({ city, region, country, countryCode }: Place): { attributes: string; name: string }[] =>
  [
    { kind: 'City', name: city, code: null },
    { kind: 'CountryArea', name: region, code: null },
    { kind: 'Country', name: country, code: countryCode },
  ].flatMap(({ kind, name, code }) =>
    name === null && code === null
      ? []
      : [
          {
            attributes: ` type="loctyp:${kind}"${maybe(code, each => ` qcode="iso3166-1a2:${each}"`)}`,
            name: maybe(name, each => `<name>${escapeLine(each)}</name>`),
          },
        ],
  )

/** Who is shown. */
export const persons = (view: Shown): string[] =>
  (view.media?.persons ?? []).map(name => `<subject type="cpnat:person"><name>${escapeLine(name)}</name></subject>`)

export const creditline = (view: Shown): string =>
  maybe(view.media?.credit ?? null, credit => `<creditline>${escapeLine(credit)}</creditline>`)

/** What a picture shows, for those who do not see it; under a role of the agency's own, as IPTC's NewsCodes had none for it that could be looked up. Readers take `drol:altText`, which
 *  Superdesk writes, as well. */
export const altText = (view: Shown, agency: Agency): string =>
  maybe(
    view.media?.altText ?? null,
    text =>
      `<description roleuri="${vocabularyUri(agency, 'description-role')}alt-text">${escapeLine(text)}</description>`,
  )

/** What a document says of a picture or a video beside its words. @param firstCreated as the document has it: a picture made then says nothing of when it was taken */
export const readMediaFacts = (
  contentMeta: Element | null,
  firstCreated: string | null,
  aliases: Aliases,
): ReadMedia | null => {
  const created = textOf(childAt(contentMeta, 'contentCreated'))
  return mediaFacts({
    altText: textOf(childrenOf(contentMeta, 'description').find(each => isAltText(each, aliases))),
    takenAt: created === firstCreated ? null : created,
    place: childrenOf(contentMeta, 'located').flatMap(each => placeIn(each, aliases) ?? [])[0] ?? null,
    persons: childrenOf(contentMeta, 'subject')
      .filter(isPerson)
      .flatMap(each => personIn(each) ?? []),
    credit: textOf(childAt(contentMeta, 'creditline')),
  })
}

export const isAltText = (description: Element, aliases: Aliases): boolean =>
  /^alt-?(?:ernative-?)?text$/iu.test(codeOf(description, aliases, 'role')?.local ?? '')

const isPerson = (subject: Element): boolean => /:person$/iu.test(attributeOf(subject, 'type') ?? '')

const personIn = (subject: Element): string | null => nameOf(subject, 'en') ?? attributeOf(subject, 'literal')

const kindOf = (element: Element): Kind | null => {
  const type = attributeOf(element, 'type') ?? ''
  if (/city|town/iu.test(type)) return 'City'
  if (/prov|state|region|countryarea/iu.test(type)) return 'CountryArea'
  return /country/iu.test(type) ? 'Country' : null
}

/** Only what says of which kind it is: a `located` without a type is the place that a text was written at. */
const placeIn = (located: Element, aliases: Aliases): Place | null => {
  const parts = [located, ...childrenOf(located, 'broader')]
  if (!isTyped(located) || !parts.some(each => kindOf(each) !== null)) return null
  const of = (kind: Kind) => parts.find(each => kindOf(each) === kind)
  const words = (kind: Kind) => {
    const part = of(kind)
    return part === undefined ? null : (nameOf(part, null) ?? attributeOf(part, 'literal'))
  }
  const country = of('Country')
  const code = country === undefined ? null : codeOf(country, aliases)
  const isIso = code?.scheme !== null && /iso3166-1a[23]/u.test(code?.scheme ?? '')
  return {
    city: words('City'),
    region: words('CountryArea'),
    country: words('Country'),
    countryCode: isIso ? twoLetters(code?.local ?? null) : null,
  }
}

const isTyped = (located: Element): boolean => isOfPicture(located) || childrenOf(located, 'broader').length > 0

/** The place of a picture, as our own writer says it, and not that of a dateline. */
export const isOfPicture = (located: Element): boolean => /^loctyp:/u.test(attributeOf(located, 'type') ?? '')
