import { isItemId, itemTypes } from '../../domain/ids.ts'
import { priorities } from '../../domain/taxonomy.ts'
import { readMoment } from '../read/moments.ts'
import { namesOf } from '../read/names.ts'
import { readNotes } from '../read/notes.ts'
import { type ReadItem, type Reading, type Source, Unreadable } from '../reading.ts'
import { type Entry, type Head, itemOfEntry, mostEntries, type Term, type Words } from './entry.ts'
import { absolute, type File, renditionsOf } from './media.ts'
import { namesIn } from './named.ts'

/** Reads JSON Feed 1.0 and 1.1; members of a wrong type are as absent. @throws Unreadable where it has no items */
export const readJsonFeed = (value: unknown, { defaults }: Source): Reading => {
  const feed = objectOf(value)
  if (feed === null || !Array.isArray(feed.items)) throw new Unreadable('a JSON feed without items')
  const items = listOf(feed.items)
    .map(objectOf)
    .filter(item => item !== null)
  const base =
    absolute(stringOf(feed.home_page_url), null) ?? absolute(stringOf(feed.feed_url), null) ?? defaults.baseUrl
  const head: Head = {
    title: stringOf(feed.title),
    language: stringOf(feed.language),
    rights: null,
    authors: authorsOf(feed),
  }
  const wrong = feed.items.length - items.length
  return {
    format: 'json-feed',
    formatVersion: /version\/([\d.]+)$/u.exec(stringOf(feed.version) ?? '')?.[1] ?? null,
    items: items.slice(0, mostEntries).map((item): ReadItem => readEntry(item, head, base, defaults)),
    refused: [
      ...(wrong > 0 ? [{ what: `${wrong} entries`, reason: 'they are no objects' }] : []),
      ...(items.length > mostEntries
        ? [{ what: `${items.length - mostEntries} entries`, reason: `more than ${mostEntries} in one feed` }]
        : []),
    ],
  }
}

type Item = Readonly<Record<string, unknown>>

const readEntry = (item: Item, head: Head, base: string | null, defaults: Source['defaults']): ReadItem => {
  const read = itemOfEntry(entryOf(item, base), head, defaults)
  const own = objectOf(item._dateline)
  if (own === null) return read
  const id = stringOf(own.item)
  const notes = readNotes([stringOf(own.note)])
  const type = itemTypes.find(type => type === own.type) ?? read.type
  const { links, ...names } = namesIn(own)
  return {
    ...read,
    ...namesOf({ ...names, type, media: read.media }),
    links,
    version: stringOf(own.version),
    itemId: id !== null && isItemId(id) ? id : null,
    type,
    priority: priorities.find(priority => priority === own.priority) ?? read.priority,
    group: stringOf(own.group),
    replacedBy: stringOf(own.replacedBy),
    ...{ note: notes.note, reason: notes.reason },
    expires: readMoment(stringOf(own.expires), null) ?? notes.expires,
  }
}

const entryOf = (item: Item, base: string | null): Entry => {
  const { renditions, remarks } = renditionsOf(filesOf(item), base)
  const html = stringOf(item.content_html)
  const content: Words | null =
    html === null ? plainWords(stringOf(item.content_text), base) : { text: html, isHtml: true, base }
  const away = absolute(stringOf(item.external_url), base)
  return {
    id: stringOf(item.id),
    url: absolute(stringOf(item.url), base),
    title: plainWords(stringOf(item.title), base),
    summary: plainWords(stringOf(item.summary), base),
    content,
    authors: authorsOf(item),
    terms: termsOf(item),
    published: stringOf(item.date_published),
    updated: stringOf(item.date_modified),
    language: stringOf(item.language),
    sources: away === null ? [] : [{ name: new URL(away).hostname, uri: away }],
    rights: null,
    renditions,
    remarks,
  }
}

const objectOf = (value: unknown): Item | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : null

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** An id may be a number in version 1.0; other values are no text. */
const stringOf = (value: unknown): string | null => {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  return text.trim() === '' ? null : text
}

const plainWords = (text: string | null, base: string | null): Words | null =>
  text === null ? null : { text, isHtml: false, base }

/** `authors` is of 1.1, `author` of 1.0. */
const authorsOf = (from: Item): string[] =>
  [...listOf(from.authors), from.author].flatMap(each => stringOf(objectOf(each)?.name) ?? [])

const filesOf = (item: Item): File[] => [
  ...listOf(item.attachments).flatMap(each => {
    const file = objectOf(each)
    return file === null
      ? []
      : [
          {
            href: stringOf(file.url),
            contentType: stringOf(file.mime_type),
            sizeBytes: stringOf(file.size_in_bytes),
            durationSeconds: stringOf(file.duration_in_seconds),
          },
        ]
  }),
  ...[item.image, item.banner_image].flatMap(each => {
    const href = stringOf(each)
    return href === null ? [] : [{ href, role: 'preview' } as const]
  }),
]

const termsOf = (item: Item): Term[] => {
  const own = objectOf(item._dateline)
  const term = (scheme: string | null, name: unknown): Term[] => {
    const text = stringOf(name)
    return text === null ? [] : [{ scheme, term: text, label: null }]
  }
  return [
    ...listOf(item.tags).flatMap(tag => term(null, tag)),
    ...term('/cv/signal/', own?.signal),
    ...term('/cv/category/', own?.category),
    ...listOf(own?.subjects).flatMap(code => term('http://cv.iptc.org/newscodes/mediatopic/', code)),
  ]
}
