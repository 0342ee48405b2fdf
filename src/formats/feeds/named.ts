import { linkRelations, type NamedThing } from '../../domain/version.ts'
import type { Found } from '../read/complete.ts'
import type { Shown } from '../shown.ts'
import { legal, oneLine } from '../xml.ts'

type Names = Pick<Shown, 'people' | 'organisations' | 'places' | 'links'>

/** Whom and where an item is about and what it points to, for `_dateline` of a JSON Feed; nothing where there is nothing. */
export const namesOf = ({ people, organisations, places, links }: Names): object => ({
  ...(people.length === 0 ? {} : { people: people.map(thing) }),
  ...(organisations.length === 0 ? {} : { organisations: organisations.map(thing) }),
  ...(places.length === 0 ? {} : { places: places.map(thing) }),
  ...(links.length === 0
    ? {}
    : {
        links: links.map(({ rel, guid, version, headline }) => ({
          ...{ rel, guid: legal(guid), version },
          headline: headline === null ? null : oneLine(headline),
        })),
      }),
})

const thing = ({ name, uri }: NamedThing) => ({ name: oneLine(name), uri: uri === null ? null : legal(uri) })

type Json = Readonly<Record<string, unknown>>

/** The reverse: what is no list of names or links is none. */
export const namesIn = (own: Json): Required<Pick<Found, 'people' | 'organisations' | 'places' | 'links'>> => ({
  people: things(own.people),
  organisations: things(own.organisations),
  places: things(own.places),
  links: objects(own.links).flatMap(({ rel: said, guid, version, headline }) => {
    const rel = linkRelations.find(each => each === said)
    if (rel === undefined || typeof guid !== 'string') return []
    return [
      {
        ...{ rel, id: guid, headline: typeof headline === 'string' ? headline : null },
        version: typeof version === 'number' && Number.isSafeInteger(version) && version > 0 ? version : null,
      },
    ]
  }),
})

const things = (value: unknown): NamedThing[] =>
  objects(value).flatMap(({ name, uri }) =>
    typeof name === 'string' ? [{ name, uri: typeof uri === 'string' ? uri : null }] : [],
  )

const objects = (value: unknown): Json[] =>
  (Array.isArray(value) ? value : []).filter(each => typeof each === 'object' && each !== null)
