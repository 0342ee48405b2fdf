import { linkRelations, type NamedThing } from '../../domain/version.ts'
import type { Found } from '../read/complete.ts'
import type { Shown } from '../shown.ts'

// The address, or the version, stands before the words; `-`: there is none.
const none = '-'

const word = (text: string | null): string => text?.replace(/\s+/gu, '%20') ?? none

/** Whom and where a story is about and what it points to, by the names of metas and what they say. */
export const namedMetas = ({ people, organisations, places, links }: Shown): (readonly [string, string])[] => [
  ...people.map(each => ['dateline:about-person', named(each)] as const),
  ...organisations.map(each => ['dateline:about-organisation', named(each)] as const),
  ...places.map(each => ['dateline:about-place', named(each)] as const),
  ...links.map(
    ({ rel, guid, version, headline }) =>
      ['dateline:link', `${rel} ${word(guid)} ${version ?? none} ${headline ?? ''}`] as const,
  ),
]

const named = ({ name, uri }: NamedThing): string => `${word(uri)} ${name}`

/** The reverse. */
export const namesIn = (
  meta: ReadonlyMap<string, readonly string[]>,
): Required<Pick<Found, 'people' | 'organisations' | 'places' | 'links'>> => {
  const things = (kind: string): NamedThing[] =>
    (meta.get(`dateline:about-${kind}`) ?? []).map(text => {
      const [uri = none, ...name] = text.split(' ')
      return { name: name.join(' '), uri: uri === none ? null : uri }
    })
  return {
    people: things('person'),
    organisations: things('organisation'),
    places: things('place'),
    links: (meta.get('dateline:link') ?? []).flatMap(linkIn),
  }
}

const linkIn = (text: string) => {
  const [said = '', id = '', version = none, ...headline] = text.split(' ')
  const rel = linkRelations.find(each => each === said)
  const number = Number(version)
  return rel === undefined
    ? []
    : [{ rel, id, version: Number.isSafeInteger(number) ? number : null, headline: headline.join(' ') || null }]
}
