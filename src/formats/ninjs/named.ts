import type { ItemLink, NamedThing } from '../../domain/version.ts'
import type { Shown } from '../shown.ts'
import { legal, oneLine } from '../xml.ts'
import { addressOf, lineOr, some, uriOfId } from './parts.ts'

/** A name as 2.x and 3.x have it: with the register's address where there is one. */
const byUri = ({ name, uri }: NamedThing) => {
  const address = uri === null ? null : addressOf(uri)
  return { name: oneLine(name), uri: address ?? undefined, literal: address === null ? lineOr(uri) : undefined }
}

/** The same as 1.x has it: the whole address is the code. */
const byCode = ({ name, uri }: NamedThing) => ({ name: oneLine(name), code: lineOr(uri) })

/** Whom a story is about, or whom a picture shows. */
export const peopleByUri = (view: Shown) => some([...shownIn(view), ...view.people].map(byUri))
export const peopleByCode = (view: Shown) => some([...shownIn(view), ...view.people].map(byCode))
export const organisationsByUri = ({ organisations }: Shown) => some(organisations.map(byUri))
export const organisationsByCode = ({ organisations }: Shown) => some(organisations.map(byCode))
export const storyPlacesByUri = ({ places }: Shown) => places.map(byUri)
export const storyPlacesByCode = ({ places }: Shown) => places.map(byCode)

const shownIn = ({ media }: Shown): NamedThing[] => (media?.persons ?? []).map(name => ({ name, uri: null }))

const relations = { 'see-also': 'seeAlso', background: 'background', 'translation-of': 'translationOf' } as const

/** Items that this one points to, each under a name that tells its relation: 1.x and 2.x have no other place for that. */
export const relatedTo = ({ links }: Shown) =>
  links.map(({ rel, guid, version, headline }, n) => ({
    name: `${rel.replaceAll('-', '_')}_${n + 1}`,
    rel: relations[rel],
    guid: legal(guid),
    uri: uriOfId(guid),
    version: version === null ? undefined : String(version),
    headline: headline === null ? undefined : oneLine(headline),
  }))

/** What an association that has no content of its own points to, by its relation or its name; null: something else. */
export const relationOf = (rel: string, name: string): ItemLink['rel'] | null => {
  const said = [rel, name].map(each => each.toLowerCase().replace(/[^a-z]/gu, ''))
  if (said.some(each => /^(?:is)?translation(?:of|from)$/u.test(each))) return 'translation-of'
  if (said.includes('background')) return 'background'
  return said.some(each => /^(?:seealso|related(?:items?)?)$/u.test(each)) ? 'see-also' : null
}
