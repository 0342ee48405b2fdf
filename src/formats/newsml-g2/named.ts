import type { ItemLink, NamedThing } from '../../domain/version.ts'
import type { Link } from '../document.ts'
import { uriOf, vocabularyUri } from '../identifiers.ts'
import { attributeOf, type Element } from '../read/xml-tree.ts'
import type { ReadItem } from '../reading.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { type Code, nameOf } from './codes.ts'
import { maybe } from './parts.ts'

// IPTC's concept natures (NewsCodes cpnat); `poi` is a point of interest.
const natures = { people: 'person', organisations: 'organisation', places: 'geoArea' } as const
type Kind = keyof typeof natures

/** Whom and where a story is about: by the register's address where there is one, and by name always. */
export const named = (view: Shown): string[] =>
  (Object.keys(natures) as Kind[]).flatMap(kind => view[kind].map(thing => subject(natures[kind], thing)))

const subject = (nature: string, { name, uri }: NamedThing): string => {
  const address = maybe(uri === null ? null : uriOf(uri), id => ` uri="${escapeXml(id)}"`)
  return `<subject type="cpnat:${nature}"${address}><name>${escapeLine(name)}</name></subject>`
}

/** Items that this one points to. IPTC's item relations have a word for `seeAlso`; the others are the agency's own. */
export const related = ({ links }: Shown, agency: Agency): string[] =>
  links.map(({ rel, guid, version, headline }: Link) => {
    const relation = rel === 'see-also' ? 'rel="irel:seeAlso"' : `reluri="${vocabularyUri(agency, 'relation')}${rel}"`
    const number = maybe(version, each => ` version="${each}"`)
    const title = maybe(headline, words => `<title>${escapeLine(words)}</title>`)
    return `<link ${relation} residref="${escapeLine(guid)}"${number}>${title}</link>`
  })

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/:person$/iu, 'people'],
  [/:organi[sz]ation$/iu, 'organisations'],
  [/:(?:geoArea|poi|place|location|city|country|region)$/iu, 'places'],
]

/** As what a subject of this type is named; null: it is none of a person, an organisation or a place, or has no name. */
export const namedIn = (element: Element, code: Code | null): { kind: Kind; thing: NamedThing } | null => {
  const type = attributeOf(element, 'type') ?? ''
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1]
  const name = nameOf(element, 'en') ?? attributeOf(element, 'literal')
  if (kind === undefined || name === null) return null
  const isLiteral = code === null || code.scheme === null
  return { kind, thing: { name, uri: attributeOf(element, 'uri') ?? (isLiteral ? null : code.written) } }
}

/** What the relation of a link says here; null: something else. */
export const relationOf = (code: Code | null): ItemLink['rel'] | null => {
  const word = code?.local ?? ''
  if (/^see-?also$/iu.test(word)) return 'see-also'
  if (/^(?:is-?)?translation-?(?:of|from)$/iu.test(word)) return 'translation-of'
  return /^(?:has)?background$/iu.test(word) ? 'background' : null
}

/** Names by kind. */
export type Named = Pick<ReadItem, Kind>
