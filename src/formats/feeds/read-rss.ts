import { attributeOf, childrenOf, type Element, innerMarkupOf, isElement, rawTextOf, textOf } from '../read/xml-tree.ts'
import type { ReadItem, Reading, Remark, Source } from '../reading.ts'
import { type Entry, type Head, itemOfEntry, mayBeHtml, mostEntries, plainOf, type Term, type Words } from './entry.ts'
import { absolute, type File, mediaFiles, renditionsOf } from './media.ts'

/** Reads RSS 0.9x, 1.0 (RDF) and 2.0 with what feeds add to it: content:encoded, Dublin Core, Media RSS, links of Atom. */
export const readRss = (root: Element, { defaults }: Source): Reading => {
  const channel = childrenOf(root, 'channel')[0] ?? root
  // RSS 1.0 has its items beside the channel; some 2.0 feeds do, too.
  const items = [...(channel === root ? [] : childrenOf(channel, 'item')), ...childrenOf(root, 'item')]
  const base = absolute(attributeOf(root, 'xml:base') ?? wordOf(channel, 'link'), defaults.baseUrl) ?? defaults.baseUrl
  const head: Head = {
    title: plainOf(htmlOf(childOf(channel, 'title'), null)),
    language: wordOf(channel, 'language') ?? dcOf(channel, 'language'),
    rights: wordOf(channel, 'copyright') ?? dcOf(channel, 'rights'),
    authors: [],
  }
  return {
    format: 'rss',
    formatVersion: root.name === 'RDF' ? versionOfRdf(root) : attributeOf(root, 'version'),
    items: items.slice(0, mostEntries).map((item): ReadItem => itemOfEntry(entryOf(item, base), head, defaults)),
    refused:
      items.length > mostEntries
        ? [{ what: `${items.length - mostEntries} entries`, reason: `more than ${mostEntries} in one feed` }]
        : [],
  }
}

const versionOfRdf = (root: Element): string =>
  Object.values(root.attributes).some(value => value.includes('my.netscape.com')) ? '0.90' : '1.0'

const entryOf = (item: Element, feedBase: string | null): Entry => {
  const base = absolute(attributeOf(item, 'xml:base'), feedBase) ?? feedBase
  const guid = childOf(item, 'guid')
  const isLink = guid !== null && attributeOf(guid, 'isPermaLink')?.toLowerCase() !== 'false'
  const id = textOf(guid) ?? dcOf(item, 'identifier') ?? attributeOf(item, 'rdf:about')
  const linked = textOf(prefixed(item, 'feedburner', 'origLink')) ?? wordOf(item, 'link') ?? atomLink(item)
  const { renditions, remarks } = renditionsOf([...enclosures(item), ...mediaFiles(item)], base)
  const encoded = htmlOf(
    prefixed(item, 'content', 'encoded') ?? prefixed(item, 'body') ?? prefixed(item, 'xhtml', 'body'),
    base,
  )
  return {
    id,
    url: absolute(linked, base) ?? (isLink ? absolute(id, null) : null),
    title: htmlOf(childOf(item, 'title') ?? prefixed(item, 'dc', 'title') ?? prefixed(item, 'media', 'title'), base),
    summary: htmlOf(
      childOf(item, 'description') ?? prefixed(item, 'media', 'description') ?? prefixed(item, 'atom', 'summary'),
      base,
    ),
    content: encoded,
    authors: authorsOf(item),
    terms: termsOf(item),
    published:
      wordOf(item, 'pubDate') ??
      dcOf(item, 'date') ??
      textOf(prefixed(item, 'dcterms', 'created')) ??
      textOf(prefixed(item, 'atom', 'published')),
    updated:
      textOf(prefixed(item, 'atom', 'updated')) ??
      textOf(prefixed(item, 'dcterms', 'modified')) ??
      textOf(prefixed(item, 'a10', 'updated')),
    language: attributeOf(item, 'xml:lang') ?? dcOf(item, 'language'),
    sources: sourcesOf(item),
    rights: dcOf(item, 'rights'),
    renditions,
    remarks: [...remarks, ...unsaid(item)],
  }
}

/** The child of the format itself: of no prefix, or of that which its parent has. */
const childOf = (element: Element, name: string): Element | null =>
  childrenOf(element, name).find(({ prefix }) => prefix === '' || prefix === element.prefix) ?? null

const prefixed = (element: Element, prefix: string, name = prefix): Element | null =>
  childrenOf(element, name).find(each => each.prefix === prefix || (each.prefix === '' && prefix === name)) ?? null

const wordOf = (element: Element, name: string): string | null => textOf(childOf(element, name))

const dcOf = (element: Element, name: string): string | null => textOf(prefixed(element, 'dc', name))

/** Texts of RSS are HTML, escaped; some feeds write it in full. */
const htmlOf = (element: Element | null, base: string | null): Words | null => {
  if (element === null) return null
  const text = element.children.some(isElement) ? innerMarkupOf(element) : rawTextOf(element)
  return text.trim() === '' ? null : { text, isHtml: mayBeHtml(text), base }
}

const atomLink = (item: Element): string | null =>
  attributeOf(
    childrenOf(item, 'link').find(
      each => each.prefix !== '' && (attributeOf(each, 'rel') ?? 'alternate') === 'alternate',
    ),
    'href',
  )

const enclosures = (item: Element): File[] =>
  childrenOf(item, 'enclosure').map(each => ({
    href: attributeOf(each, 'url'),
    contentType: attributeOf(each, 'type'),
    sizeBytes: attributeOf(each, 'length'),
  }))

/** `desk@agency.example (Ada Quill)` is RSS's form; the name is what is wanted. */
const authorsOf = (item: Element): string[] => {
  const creators = childrenOf(item, 'creator').flatMap(each => textOf(each) ?? [])
  if (creators.length > 0) return creators
  const authors = childrenOf(item, 'author').flatMap(each => textOf(each) ?? [])
  return authors.map(author => /\(([^()]+)\)\s*$/u.exec(author)?.[1] ?? author)
}

const termsOf = (item: Element): Term[] => [
  ...childrenOf(item, 'category').flatMap(each => {
    const term = textOf(each) ?? attributeOf(each, 'term')
    return term === null
      ? []
      : [
          {
            scheme: attributeOf(each, 'domain') ?? attributeOf(each, 'scheme'),
            term,
            label: attributeOf(each, 'label'),
          },
        ]
  }),
  ...childrenOf(item, 'subject')
    .flatMap(each => textOf(each) ?? [])
    .map(term => ({ scheme: null, term, label: null })),
]

const sourcesOf = (item: Element) =>
  childrenOf(item, 'source').flatMap(each => {
    const uri = absolute(attributeOf(each, 'url'), null)
    const name = textOf(each) ?? dcOf(item, 'publisher') ?? uri
    return name === null ? [] : [{ name, uri }]
  })

const unsaid = (item: Element): Remark[] =>
  childrenOf(item, 'comments').length === 0
    ? []
    : [{ kind: 'lost', field: 'comments', detail: 'the address of comments' }]
