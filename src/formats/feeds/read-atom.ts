import { complete } from '../read/complete.ts'
import { readMoment } from '../read/moments.ts'
import {
  attributeOf,
  childAt,
  childrenOf,
  type Element,
  innerMarkupOf,
  markupOf,
  rawTextOf,
  textOf,
} from '../read/xml-tree.ts'
import type { ReadDefaults, ReadItem, Reading, Remark, Source } from '../reading.ts'
import { type Entry, type Head, itemOfEntry, mostEntries, plainOf, type Words } from './entry.ts'
import { absolute, type File, mediaFiles, renditionsOf } from './media.ts'

/** Reads Atom 1.0 (RFC 4287) and 0.3: a feed, or an entry that is a document by itself. Tombstones (RFC 6721) are kills. */
export const readAtom = (root: Element, { defaults }: Source): Reading => {
  const feed = root.name === 'entry' ? null : root
  const base = baseOf(root, defaults.baseUrl)
  const entries = feed === null ? [root] : childrenOf(feed, 'entry')
  const head = headOf(feed ?? childAt(root, 'source'), base)
  const deleted = childrenOf(feed, 'deleted-entry').slice(0, mostEntries)
  return {
    format: 'atom',
    formatVersion:
      attributeOf(root, 'version') ??
      (Object.values(root.attributes).includes('http://purl.org/atom/ns#') ? '0.3' : '1.0'),
    items: [
      ...entries.slice(0, mostEntries).map((entry): ReadItem => {
        const own = headOf(childAt(entry, 'source'), base)
        return itemOfEntry(
          entryOf(entry, feed === null ? defaults.baseUrl : base),
          { ...head, rights: own.rights ?? head.rights },
          defaults,
        )
      }),
      ...deleted.map(each => tombstone(each, head, defaults)),
    ],
    refused:
      entries.length > mostEntries
        ? [{ what: `${entries.length - mostEntries} entries`, reason: `more than ${mostEntries} in one feed` }]
        : [],
  }
}

const baseOf = (element: Element | null, outer: string | null): string | null =>
  absolute(attributeOf(element, 'xml:base'), outer) ?? outer

const headOf = (feed: Element | null, base: string | null): Head => ({
  title: plainOf(wordsOf(childAt(feed, 'title'), base)),
  language: attributeOf(feed, 'xml:lang'),
  rights: plainOf(wordsOf(childAt(feed, 'rights') ?? childAt(feed, 'copyright'), base)),
  authors: namesOf(feed),
})

const entryOf = (element: Element, feedBase: string | null): Entry => {
  const base = baseOf(element, feedBase)
  const links = childrenOf(element, 'link')
  const relation = (link: Element) => attributeOf(link, 'rel')?.replace(/^.*\//u, '') ?? 'alternate'
  const alternates = links.filter(link => relation(link) === 'alternate')
  const page = alternates.find(link => /html/u.test(attributeOf(link, 'type') ?? 'html')) ?? alternates[0]
  const content = childAt(element, 'content')
  const files: File[] = links.filter(link => relation(link) === 'enclosure').map(fileOf)
  const away = attributeOf(content, 'src')
  if (away !== null)
    files.push({ href: absolute(away, baseOf(content, base)), contentType: attributeOf(content, 'type') })
  const { renditions, remarks } = renditionsOf([...files, ...mediaFiles(element)], base)
  const words = wordsOf(content, base)
  const unread: Remark[] =
    content !== null && words === null && away === null && rawTextOf(content).trim() !== ''
      ? [{ kind: 'lost', field: 'body', detail: `content of the type ${attributeOf(content, 'type')}` }]
      : []
  return {
    id: textOf(childAt(element, 'id')),
    url: absolute(attributeOf(page, 'href'), baseOf(page ?? null, base)),
    title: wordsOf(childrenOf(element, 'title').find(each => each.prefix === element.prefix) ?? null, base),
    summary: wordsOf(childAt(element, 'summary'), base),
    content: words,
    authors: namesOf(element),
    terms: childrenOf(element, 'category').flatMap(each => {
      const term = attributeOf(each, 'term') ?? textOf(each)
      return term === null ? [] : [{ scheme: attributeOf(each, 'scheme'), term, label: attributeOf(each, 'label') }]
    }),
    published: textOf(childAt(element, 'published') ?? childAt(element, 'issued') ?? childAt(element, 'created')),
    updated: textOf(childAt(element, 'updated') ?? childAt(element, 'modified')),
    language: attributeOf(content, 'xml:lang') ?? attributeOf(element, 'xml:lang'),
    sources: sourcesOf(childAt(element, 'source'), base),
    rights: plainOf(wordsOf(childAt(element, 'rights'), base)),
    renditions,
    remarks: [...remarks, ...unread],
  }
}

const fileOf = (link: Element): File => ({
  href: attributeOf(link, 'href'),
  contentType: attributeOf(link, 'type'),
  sizeBytes: attributeOf(link, 'length'),
})

const namesOf = (element: Element | null): string[] =>
  childrenOf(element, 'author').flatMap(
    author => textOf(childAt(author, 'name')) ?? textOf(childAt(author, 'email')) ?? [],
  )

const sourcesOf = (source: Element | null, base: string | null) => {
  const name = plainOf(wordsOf(childAt(source, 'title'), base))
  const link = childrenOf(source, 'link').find(each => (attributeOf(each, 'rel') ?? 'alternate') === 'alternate')
  return name === null ? [] : [{ name, uri: absolute(attributeOf(link, 'href'), base) }]
}

/** A text construct or content (RFC 4287 §3.1, §4.1.3); null where it is no text. */
const wordsOf = (element: Element | null, outer: string | null): Words | null => {
  if (element === null) return null
  const base = baseOf(element, outer)
  const type = (attributeOf(element, 'type') ?? 'text').toLowerCase()
  const mode = attributeOf(element, 'mode')?.toLowerCase()
  const raw = rawTextOf(element)
  if (mode === 'base64') return decoded(raw, base)
  if (type === 'xhtml' || mode === 'xml' || /^application\/xhtml\+xml$/u.test(type))
    return { text: innerMarkupOf(element), isHtml: true, base }
  if (type === 'html' || type === 'text/html') return { text: raw, isHtml: true, base }
  if (type === 'text' || type.startsWith('text/') || mode === 'escaped')
    return raw.trim() === '' ? null : { text: raw, isHtml: false, base }
  if (/[+/]xml$/u.test(type)) return { text: childrenOf(element).map(markupOf).join(''), isHtml: true, base }
  // Whatever else it is, it is in base64; a text says so in its bytes.
  return type.startsWith('image/') || type.startsWith('audio/') || type.startsWith('video/') ? null : decoded(raw, base)
}

const decoded = (raw: string, base: string | null): Words | null => {
  const bytes = Buffer.from(raw, 'base64')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.trim() === '' || text.includes('\0') ? null : { text, isHtml: true, base }
  } catch {
    return null
  }
}

const tombstone = (element: Element, head: Head, defaults: ReadDefaults): ReadItem =>
  complete(
    {
      id: attributeOf(element, 'ref'),
      signal: 'kill',
      provider: defaults.provider ?? head.title,
      language: head.language,
      note: textOf(childAt(element, 'comment')) ?? 'The feed says that the entry was deleted',
      versionCreated: readMoment(attributeOf(element, 'when'), defaults.timeZone),
    },
    defaults,
  )
