import { type ItemLink, linkRelations, type NamedThing } from '../../domain/version.ts'
import type { Found } from '../read/complete.ts'
import { attributeOf, childAt, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import type { Shown } from '../shown.ts'
import { escapeLine } from '../xml.ts'

/** Whom and where a story is about, among its identified content: NITF has `value` for the code of a person, `location-code` for that of a place. */
export const namedIn = ({ people, organisations, places }: Shown): string[] => [
  ...people.map(each => element('person', 'value', each)),
  ...organisations.map(each => element('org', 'value', each)),
  ...places.map(each => element('location', 'location-code', each)),
]

const element = (name: string, code: string, thing: NamedThing): string =>
  `<${name}${thing.uri === null ? '' : ` ${code}="${escapeLine(thing.uri)}"`}>${escapeLine(thing.name)}</${name}>`

/** Items that it points to: there is room for their names alone. */
export const linksOf = ({ links }: Shown): string =>
  links.map(({ rel, guid }) => `<meta name="${rel}" content="${escapeLine(guid)}"/>`).join('')

/** Whom and where a document says that it is about; some have the name as the value and nothing in the element. */
export const namesOf = (docdata: Element | null): Pick<Found, 'people' | 'organisations' | 'places'> => {
  const content = childAt(docdata, 'identified-content')
  const named = (name: string, code: string): NamedThing[] =>
    childrenOf(content, name)
      .filter(each => each.attributes.class !== 'shown' && each.attributes.class !== 'source')
      .flatMap(each => {
        const [text, value] = [textOf(each), attributeOf(each, code)]
        return text === null ? (value === null ? [] : [{ name: value, uri: null }]) : [{ name: text, uri: value }]
      })
  return {
    people: named('person', 'value'),
    organisations: named('org', 'value'),
    places: named('location', 'location-code'),
  }
}

export const isLink = (name: string): name is ItemLink['rel'] => linkRelations.some(rel => rel === name)

/** The items that a document of ours points to. */
export const linksIn = (head: Element | null): NonNullable<Found['links']> =>
  childrenOf(head, 'meta').flatMap(each => {
    const [rel, id] = [attributeOf(each, 'name') ?? '', attributeOf(each, 'content')]
    return isLink(rel) && id !== null ? [{ rel, id, version: null, headline: null }] : []
  })
