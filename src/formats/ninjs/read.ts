import { type Fields, fieldsOf, memberOf, objectsOf, textOf } from '../read/json.ts'
import { type ReadItem, type Reading, type Refused, type Source, Unreadable } from '../reading.ts'
import { readItems } from './read-item.ts'

/**
 * Reads ninjs 1.0 to 3.1 and the dialect of Superdesk: one item, a list of them, or an answer of an API that wraps them. A member of a wrong type is noted and
 * left out; nothing in the document but its being none makes this throw.
 * @throws Unreadable where there is no item in it
 */
export const readNinjs = (value: unknown, { defaults }: Source): Reading => {
  const items: ReadItem[] = []
  const refused: Refused[] = []
  let formatVersion: string | null = null
  let isDialect = false
  for (const each of wrapped(value)) {
    const fields = fieldsOf(each, [])
    const reason = fields === null ? 'it is no object' : reasonAgainst(fields)
    if (fields === null || reason !== null) {
      refused.push({ what: nameOf(fields), reason: reason ?? '' })
      continue
    }
    formatVersion ??= versionOf(fields) ?? generationOf(fields, each)
    isDialect ||= fields.members.has('guid')
    items.push(...readItems(fields, defaults))
  }
  if (items.length === 0 && refused.length === 0) throw new Unreadable('there is no item in it')
  return { format: isDialect ? 'ninjs-superdesk' : 'ninjs', formatVersion, items, refused }
}

// `items` in ours and many APIs, `_items` in Superdesk's and Newshub's (Eve), `item` in the BBC's.
const wrappers = ['items', '_items', 'item'] as const

/** The items of an answer; an item by itself is its only one. */
const wrapped = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  const fields = fieldsOf(value, [])
  if (fields === null) throw new Unreadable('JSON without an object in it')
  const list = wrappers.map(name => memberOf(fields, name)).find(each => Array.isArray(each))
  return Array.isArray(list) && !hasId(fields) ? list : [value]
}

const hasId = ({ members }: Fields): boolean => members.has('uri') || members.has('guid')

const elsewhere = ['event', 'planning', 'planning_featured']
const itemLike = ['headline', 'headlines', 'body_html', 'body_text', 'bodies', 'renditions', '_id']

const reasonAgainst = (fields: Fields): string | null => {
  const type = textOf(fields, 'type')?.toLowerCase() ?? ''
  if (elsewhere.includes(type)) return `it is of the type "${type}", no news item`
  if (hasId(fields) || itemLike.some(name => fields.members.has(name))) return null
  return `nothing in it is an item's: ${[...fields.members.keys()].slice(0, 8).join(', ').slice(0, 200)}`
}

const nameOf = (fields: Fields | null): string =>
  (fields === null ? null : (textOf(fields, 'uri') ?? textOf(fields, 'guid')))?.slice(0, 200) ?? 'a member of a list'

const versionOf = (fields: Fields): string | null => {
  const [standard] = objectsOf(fields, fields.members.has('$standard') ? '$standard' : 'standard')
  const said =
    standard === undefined ? null : (textOf(standard, 'version') ?? schemaVersion(textOf(standard, 'schema')))
  return said?.slice(0, 20) ?? null
}

const lists = ['headlines', 'bodies', 'descriptions', 'by', 'subjects']
const compound =
  /^(?:version|first|content)created$|^(?:pub|edit)status$|^(?:representation|content)type$|^copyright(?:holder|notice)$|^usageterms$/iu

/** What a document that does not name its version must be by its names: 2.x brought lists of headlines and bodies, 3.x capitals within names. */
const generationOf = (fields: Fields, value: unknown): string | null => {
  if (fields.members.has('guid')) return null
  if (!lists.some(name => fields.members.has(name))) return '1'
  const parts = [value, ...lists.flatMap(name => memberOf(fields, name) ?? [])].slice(0, 20)
  const names = parts.flatMap(part => (typeof part === 'object' && part !== null ? Object.keys(part) : []))
  const said = names.filter(name => compound.test(name))
  return said.length === 0 ? null : said.some(name => /[A-Z]/u.test(name)) ? '3' : '2'
}

const schemaVersion = (address: string | null): string | null => /_(\d\.\d)\.json/u.exec(address ?? '')?.[1] ?? null
