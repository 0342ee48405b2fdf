import { textOfBody } from '../../domain/body.ts'
import { isItemId } from '../../domain/ids.ts'
import type { Priority } from '../../domain/taxonomy.ts'
import { complete } from '../read/complete.ts'
import { type Fields, memberOf, momentOf, objectsOf, remark, remarkOthers, textOf } from '../read/json.ts'
import { priorityOfUrgency } from '../read/standing.ts'
import type { Hold, ReadDefaults, ReadItem } from '../reading.ts'
import known from './known.json' with { type: 'json' }
import { readMediaFacts } from './media-facts.ts'
import { type Associations, idOf, readAssociations } from './read-associations.ts'
import { readFiles, readType } from './read-files.ts'
import { readOrigin } from './read-origin.ts'
import { type ItemStanding, readItemStanding } from './read-standing.ts'
import { readAbout } from './read-subjects.ts'
import { readWords } from './read-words.ts'

// IPTC's own examples nest twice; Superdesk never more than once.
const deepest = 4

/** What an item that stands inside another has from it. */
interface Outer {
  readonly item: ReadItem
  readonly standing: ItemStanding
  readonly depth: number
  readonly name: string
}

/** An item, and after it those that stand inside it with files or text of their own, tied to it by their group. */
export const readItems = (fields: Fields, defaults: ReadDefaults, outer: Outer | null = null): ReadItem[] => {
  const { baseUrl, timeZone } = defaults
  const files = readFiles(fields, baseUrl)
  const type = readType(fields, files)
  const about = readAbout(fields, type)
  const standing = readItemStanding(fields, timeZone)
  const ties = readAssociations(fields, type === 'collection')
  const origin = readOrigin(fields)
  const own = ownIds(fields)
  const words = readWords(fields, { type, base: baseUrl, isOurs: own.item !== null })
  const id = idOf(fields) ?? (outer === null ? null : `${outer.item.id ?? ''}#${outer.name}`)
  const group = own.group ?? outer?.item.group ?? (ties.inside.length > 0 ? id : null)
  // Our own writers send a notice where the text was.
  const isNotice = standing.isTakenBack && own.item !== null
  const depth = outer === null ? 0 : outer.depth + 1
  remarkOthers(fields, understood, /^(?:[_$]|headline_|body_|description_)/u)
  for (const extra of objectsOf(fields, 'extra')) remarkOthers(extra, ownExtra)
  tellLost(fields, words.pictures, ties)
  const item = complete(
    {
      id,
      version: textOf(fields, 'version'),
      type,
      signal: standing.signal,
      otherSignals: standing.otherSignals,
      provider: origin.provider ?? outer?.item.provider ?? null,
      language: textOf(fields, 'language') ?? outer?.item.language ?? null,
      headline: words.headline,
      deck: words.deck,
      dateline: textOf(fields, 'located'),
      bylines: bylinesOf(fields, own.item !== null),
      body: isNotice ? [] : words.body,
      category: about.category,
      categoryWords: about.categoryWords,
      priority: priorityOf(fields, own.item !== null),
      subjects: about.subjects,
      keywords: about.keywords,
      people: about.people,
      organisations: about.organisations,
      places: about.places,
      links: ties.links,
      note: standing.notes.note,
      line: words.correction ?? (isNotice ? textOfBody(words.body) : null),
      summary: words.summary,
      embargo: standing.embargo ?? outer?.item.embargo ?? null,
      replaces: ties.replaces,
      replacedBy: standing.notes.replacedBy ?? ties.replacedBy,
      group,
      firstCreated: momentOf(fields, timeZone, 'firstcreated', 'firstpublished', 'contentcreated'),
      versionCreated: momentOf(fields, timeZone, 'versioncreated', 'updated'),
      expires: momentOf(fields, timeZone, 'expires', 'expiry') ?? standing.notes.expires,
      reason: standing.notes.reason,
      sources: origin.sources,
      rights: origin.rights,
      renditions: files,
      media: readMediaFacts(fields, type),
      members: ties.members,
      url: webAddress(fields),
      itemId: own.item,
      holds: [...standing.holds, ...(outer === null ? [] : holdsOf(outer))],
      remarks: fields.remarks,
    },
    defaults,
  )
  if (depth === deepest) return [item]
  const inside = ties.inside.flatMap(([name, each]) =>
    readItems({ ...each, remarks: [], path: '' }, defaults, { item, standing, depth, name }),
  )
  return [item, ...inside]
}

/** What holds the outer item holds what stands inside it; so does its being taken back, which may mean the picture or not. */
const holdsOf = ({ item, standing }: Outer): Hold[] => {
  const inherited = item.holds.filter(({ code }) => code === 'unknown-status' || code === 'unreadable-embargo')
  if (!standing.isTakenBack) return inherited
  return [...inherited, { code: 'unknown-status', detail: 'the item that it stands in is taken back' }]
}

/** The ids that our own writers put into a document. */
const ownIds = (fields: Fields): { item: string | null; group: string | null } => {
  const entries = new Map<string, string>()
  for (const place of ['altids', 'extra']) {
    const value = memberOf(fields, place)
    if (Array.isArray(value)) {
      for (const each of objectsOf(fields, place)) entries.set(textOf(each, 'role') ?? '', textOf(each, 'value') ?? '')
    } else if (value !== undefined) {
      const [object] = objectsOf(fields, place)
      for (const name of ['item', 'group']) {
        const id = object === undefined ? null : textOf(object, name)
        if (id !== null) entries.set(name, id)
      }
    }
  }
  const item = entries.get('item') ?? null
  return item !== null && isItemId(item) ? { item, group: entries.get('group') ?? null } : { item: null, group: null }
}

/** Our own documents have several names in one text; others may mean one name with a comma in it. */
const bylinesOf = (fields: Fields, isOurs: boolean): string[] => {
  const by = (textOf(fields, 'by') ?? textOf(fields, 'byline') ?? '').replace(/^by\s+/iu, '')
  if (by.trim() === '') {
    return objectsOf(fields, 'authors').flatMap(author => textOf(author, 'name') ?? [])
  }
  return isOurs ? by.split(', ') : [by]
}

const alerts: readonly (Priority | null)[] = [null, 1, 2, 3, 4, 4, 4]

/** Superdesk's priority tells flashes from the rest; elsewhere, and in documents of our own, the urgency does. */
const priorityOf = (fields: Fields, isOurs: boolean): Priority | null => {
  const urgency = priorityOfUrgency(textOf(fields, 'urgency'))
  const alert = isOurs ? null : (alerts[Number(textOf(fields, 'priority') ?? '')] ?? null)
  return alert ?? urgency
}

const webAddress = (fields: Fields): string | null => {
  const address = [textOf(fields, 'uri'), textOf(fields, 'guid')].find(each => /^https?:\/\//iu.test(each ?? ''))
  return address ?? null
}

const understood = new Set(known)
const ownExtra = new Set(['item', 'group', 'deck', 'correction', 'sources', 'alttext', 'credit', 'takenat'])

/** A picture in the body that is no association would be gone without a word. */
const tellLost = (fields: Fields, pictures: readonly string[], ties: Associations): void => {
  if (pictures.length === 0) return
  const files = new Set(
    ties.inside.flatMap(([, each]) => readFiles({ ...each, remarks: [] }, null).map(file => file.href)),
  )
  for (const href of pictures) if (!files.has(href)) remark(fields, 'lost', 'body', `a picture: ${href}`)
}
