import type { ItemType } from '../../domain/ids.ts'
import type { NamedThing } from '../../domain/version.ts'
import type { ReadItem } from '../reading.ts'
import { legal, oneLine } from '../xml.ts'
import { mediaFacts } from './media-facts.ts'

type Names = Pick<ReadItem, 'people' | 'organisations' | 'places' | 'media'>

const most = 200

/** The names that a reader found, folded, each once and no longer than an item has room for. Whom a picture is about are the persons that it shows, and those
 *  that a text is said to show are whom it is about. */
export const namesOf = ({
  type = 'text',
  people = [],
  organisations = [],
  places = [],
  media = null,
}: Partial<Names> & { readonly type?: ItemType | undefined }): Names => {
  const names = { organisations: once(organisations), places: once(places) }
  const shown = media?.persons ?? []
  if (type === 'text' || type === 'collection') {
    const without = media === null || shown.length === 0 ? media : mediaFacts({ ...media, persons: [] })
    return { ...names, people: once([...people, ...shown.map(name => ({ name, uri: null }))]), media: without }
  }
  if (people.length === 0) return { ...names, people: [], media }
  const persons = [...shown, ...people.map(each => each.name)]
  return { ...names, people: [], media: mediaFacts({ ...media, persons }) }
}

const once = (list: readonly NamedThing[]): NamedThing[] => {
  const byName = new Map<string, NamedThing>()
  for (const { name, uri } of list) {
    const folded = oneLine(legal(name)).slice(0, most).trimEnd()
    const known = byName.get(folded)
    if (folded !== '' && (known === undefined || known.uri === null)) byName.set(folded, { name: folded, uri })
  }
  return [...byName.values()].slice(0, most)
}
