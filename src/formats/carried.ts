import { type Block, plain, type Span, textOfBlock } from '../domain/body.ts'
import { guidOf, isItemId } from '../domain/ids.ts'
import table from './carried.json' with { type: 'json' }
import { lineOfRecall } from './convert.ts'
import type { Writable } from './document.ts'
import type { ReadMedia } from './read/media-facts.ts'
import type { ReadItem } from './reading.ts'
import type { Agency } from './rendering.ts'
import { shown } from './shown.ts'

/** Every part of an item that a format may or may not carry, by the name that reports use. */
export const carriedFields = [
  ...['id', 'itemId', 'version', 'type', 'signal', 'group', 'language', 'category', 'priority', 'versionCreated'],
  ...['firstCreated', 'embargo', 'replacedBy', 'headline', 'deck', 'dateline', 'bylines', 'text', 'paragraphs'],
  ...['headings', 'quotes', 'lists', 'tables', 'figures', 'emphasis', 'links', 'subjects', 'keywords', 'note', 'line'],
  ...['sources', 'rights', 'renditions', 'roles', 'mediaTypes', 'sizes', 'dimensions', 'durations', 'members'],
  ...['memberTypes', 'memberHeadlines', 'memberVersions', 'altText', 'takenAt', 'place', 'persons', 'credit'],
  ...['people', 'organisations', 'places', 'addresses', 'relations', 'relationVersions', 'relationHeadlines'],
  ...['expires', 'reason'],
] as const

/** What a format does not carry, field by field, each with why. */
export const notCarried = (format: string): Readonly<Record<string, string>> => {
  const rows: Readonly<Record<string, Readonly<Record<string, string>>>> = table
  return Object.hasOwn(rows, format) ? (rows[format] ?? {}) : {}
}

/** The names of the fields of a version that an item read from its document does not say as the version did. What a recall takes away (text, headline) and
 *  what the agency's own name stands for is not compared. */
export const differences = (version: Writable, agency: Agency, item: ReadItem): string[] => {
  const [said, read] = [fieldsOfVersion(version, agency), fieldsOfItem(item, agency)]
  return carriedFields.filter(field => said[field] !== undefined && !isSame(said[field], read[field]))
}

type Fields = Readonly<Record<string, unknown>>

// A null in what was said of rights is filled in by the agency's name when it is written.
const isSame = (said: unknown, read: unknown): boolean =>
  isRecord(said) && isRecord(read)
    ? Object.entries(said).every(([key, value]) => value === null || value === read[key])
    : JSON.stringify(said) === JSON.stringify(read)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

const fieldsOfVersion = (version: Writable, agency: Agency): Fields => {
  const view = shown(version, { face: 'full', notice: null })
  const isRecall = version.state !== 'usable'
  const { sources, rights } = version.content
  return {
    id: view.guid,
    itemId: view.item,
    version: String(view.number),
    type: view.type,
    signal: view.signal,
    group: view.group,
    language: view.language,
    category: view.category,
    priority: view.priority,
    versionCreated: view.versionCreated.toISOString(),
    firstCreated: view.firstCreated.toISOString(),
    embargo: embargoText(view.embargo),
    replacedBy: view.replacedBy === null ? null : guidOf(agency.domain, view.replacedBy),
    note: version.note,
    line: isRecall ? view.body.map(textOfBlock).join(' ') : view.line,
    headline: view.headline,
    deck: view.deck,
    dateline: view.dateline,
    bylines: view.bylines,
    ...(isRecall ? {} : { ...fieldsOfBody(view.body), ...fieldsOfFiles(view.renditions, view.members) }),
    ...(isRecall || view.media === null ? {} : fieldsOfMedia(view.media)),
    subjects: view.subjects.map(each => each.qcode),
    keywords: view.keywords,
    ...(isRecall ? {} : fieldsOfNames(view)),
    ...(isRecall ? {} : fieldsOfLinks(view.links.map(({ guid, ...link }) => ({ ...link, id: guid })))),
    expires: isRecall ? undefined : (view.expires?.toISOString() ?? null),
    reason: view.reason,
    // Where it is the agency itself, documents name it or do not.
    sources: isRecall || sources === undefined ? undefined : sourcesText(sources, agency),
    rights: rights === undefined ? undefined : { ...rights },
  }
}

const fieldsOfItem = (item: ReadItem, { domain }: Agency): Fields => ({
  id: item.id,
  // HAS has no other id.
  itemId: item.itemId ?? item.id,
  version: item.version,
  type: item.type,
  signal: item.signal,
  group: item.group,
  language: item.language,
  category: item.category,
  priority: item.priority,
  versionCreated: item.versionCreated?.toISOString(),
  firstCreated: item.firstCreated?.toISOString(),
  embargo: embargoText(item.embargo),
  replacedBy: item.replacedBy !== null && isItemId(item.replacedBy) ? guidOf(domain, item.replacedBy) : item.replacedBy,
  note: item.note,
  line: item.line ?? lineOfRecall(item),
  headline: item.headline,
  deck: item.deck,
  dateline: item.dateline,
  bylines: item.bylines,
  ...fieldsOfBody(item.body),
  ...fieldsOfFiles(item.renditions, item.members),
  ...fieldsOfMedia(item.media ?? { altText: null, takenAt: null, place: null, persons: [], credit: null }),
  subjects: item.subjects.filter(each => each.qcode.startsWith('medtop:')).map(each => each.qcode),
  keywords: item.keywords,
  ...fieldsOfNames(item),
  ...fieldsOfLinks(item.links),
  expires: item.expires?.toISOString() ?? null,
  reason: item.reason,
  sources: sourcesText(item.sources, null),
  rights: { holder: null, notice: null, terms: null, ...item.rights },
})

type Names = Pick<ReadItem, 'people' | 'organisations' | 'places'>

const fieldsOfNames = ({ people, organisations, places }: Names): Fields => ({
  people: people.map(each => each.name),
  organisations: organisations.map(each => each.name),
  places: places.map(each => each.name),
  addresses: [...people, ...organisations, ...places].map(each => each.uri),
})

const fieldsOfLinks = (links: ReadItem['links']): Fields => ({
  relations: links.map(({ rel, id }) => [rel, id]),
  relationVersions: links.map(each => each.version),
  relationHeadlines: links.map(each => each.headline),
})

const embargoText = (embargo: Writable['embargo']): string | null =>
  embargo === null ? null : (embargo.until?.toISOString() ?? 'open')

const sourcesText = (sources: ReadItem['sources'], agency: Agency | null) =>
  sources.filter(each => each.name !== agency?.name).map(each => `${each.name} ${each.uri}`)

const fold = (text: string): string => text.replace(/\s+/gu, ' ').trim()

const fieldsOfBody = (body: readonly Block[]): Fields => {
  const of = (...kinds: readonly Block['kind'][]) => body.filter(block => kinds.includes(block.kind))
  const spans = body.flatMap(spansOf)
  return {
    text: fold(body.map(textOfBlock).join(' ')),
    paragraphs: of('p').map(block => fold(textOfBlock(block))),
    headings: of('h2').map(textOfBlock),
    quotes: of('blockquote').map(textOfBlock),
    lists: of('ul', 'ol').map(block => [block.kind, textOfBlock(block)]),
    tables: of('table').map(block => [block.kind === 'table' && block.header, textOfBlock(block)]),
    figures: of('figure').map(block => [block.kind === 'figure' && block.item, textOfBlock(block)]),
    emphasis: spans.flatMap(({ text, strong, em }) => (strong || em ? [[text, strong, em]] : [])),
    links: spans.flatMap(({ text, href }) => (href === undefined ? [] : [[text, href]])),
  }
}

const spansOf = (block: Block): Span[] => {
  const joined = (runs: readonly (readonly Span[])[]) => runs.flatMap(run => (plain(run) === '' ? [] : [...run]))
  switch (block.kind) {
    case 'ul':
    case 'ol':
      return joined(block.items)
    case 'table':
      return joined(block.rows.flat())
    case 'figure':
      return [...block.caption]
    default:
      return [...block.spans]
  }
}

const fieldsOfMedia = ({ altText, takenAt, place, persons, credit }: ReadMedia): Fields => ({
  ...{ altText, takenAt, persons, credit },
  // As text, so that a part that is not known counts.
  place: JSON.stringify(place === null ? null : [place.city, place.region, place.country, place.countryCode]),
})

const fieldsOfFiles = (files: ReadItem['renditions'], members: ReadItem['members']): Fields => ({
  renditions: files.map(each => each.href),
  roles: files.map(each => each.role),
  mediaTypes: files.map(each => each.contentType),
  sizes: files.map(each => each.sizeBytes),
  dimensions: files.map(each => [each.widthPixels, each.heightPixels]),
  durations: files.map(each => each.durationSeconds),
  members: members.map(each => each.guid),
  memberTypes: members.map(each => each.type),
  memberHeadlines: members.map(each => each.headline),
  memberVersions: members.map(each => each.version),
})
