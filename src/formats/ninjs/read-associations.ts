import type { Member } from '../../domain/media.ts'
import { type Fields, memberOf, namedOf, objectsOf, remark, textOf } from '../read/json.ts'
import type { ReadLink } from '../reading.ts'
import { relationOf } from './named.ts'
import { idOfUri } from './parts.ts'
import { typeOf } from './read-files.ts'

/** What an item is tied to. */
export interface Associations {
  readonly members: readonly Member[]
  /** Items that stand inside it with files or text of their own, each with its name. */
  readonly inside: readonly (readonly [string, Fields])[]
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly links: readonly ReadLink[]
}

const mostAssociations = 200

/** The permanent id of an item: Superdesk's `guid`, ninjs's `uri`. */
export const idOf = (fields: Fields): string | null => {
  const id = textOf(fields, 'guid') ?? textOf(fields, 'uri') ?? textOf(fields, '_id')
  return id === null || id.trim() === '' ? null : idOfUri(id.trim())
}

/** Takes the associations of an item apart: members of a package, items inside it, what it replaces. A mere reference in anything but a package is lost. */
export const readAssociations = (fields: Fields, isPackage: boolean): Associations => {
  const members: Member[] = []
  const links: ReadLink[] = []
  const inside: (readonly [string, Fields])[] = []
  let [replaces, replacedBy]: [string | null, string | null] = [textOf(fields, 'evolvedfrom'), null]
  const all = namedOf(fields, 'associations')
  if (all.length > mostAssociations) remark(fields, 'lost', 'associations', `more than ${mostAssociations}`)
  for (const [name, entry] of all.slice(0, mostAssociations)) {
    const id = idOf(entry)
    const rel = (textOf(entry, 'rel') ?? name).toLowerCase()
    const hasContent = isContent(entry)
    if (hasContent) inside.push([name, entry])
    const relation = relationOf(rel, name)
    if (name === 'replacement') replacedBy = id
    else if (rel === 'previousversion' || name === 'previous') replaces ??= id
    else if (relation !== null && id !== null && !hasContent) links.push({ rel: relation, id, ...referenceIn(entry) })
    else if (isPackage && id !== null) members.push(memberOfPackage(entry, id))
    else if (!hasContent) remark(entry, 'lost', '', `a reference to ${id ?? 'nothing'} alone`)
  }
  return { members, inside, replaces, replacedBy, links }
}

const contents = ['renditions', 'body_html', 'body_text', 'body_xhtml', 'bodies'] as const

const isContent = (entry: Fields): boolean =>
  contents.some(name => {
    const value = memberOf(entry, name)
    return typeof value === 'object' && value !== null
      ? Object.keys(value).length > 0
      : value !== undefined && value !== ''
  })

const memberOfPackage = (entry: Fields, guid: string): Member => ({
  guid,
  type: typeOf(textOf(entry, 'type')) ?? 'text',
  ...referenceIn(entry),
})

/** What a mere reference says of its item. */
const referenceIn = (entry: Fields): { headline: string | null; version: number | null } => {
  const headline =
    textOf(entry, 'headline') ?? textOf(objectsOf(entry, 'headlines')[0] ?? entry, 'value') ?? textOf(entry, 'title')
  const version = Number(textOf(entry, 'version') ?? '')
  return {
    headline: headline === null || headline.trim() === '' ? null : headline.trim(),
    version: Number.isSafeInteger(version) && version > 0 ? version : null,
  }
}
