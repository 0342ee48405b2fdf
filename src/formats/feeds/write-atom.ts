import { categoryTerm } from '../../domain/taxonomy.ts'
import { vocabularyUri } from '../identifiers.ts'
import { copyrightNotice } from '../labels.ts'
import { escapeXml, oneLine } from '../xml.ts'
import { element, type Feed, type FeedItem, type FeedVersion, feedItems } from './feed.ts'

/** A feed in Atom (RFC 4287): every required element of feed and entries, `tag:` ids, the text as HTML, files as enclosures. */
export const writeAtom = (feed: Feed, versions: readonly FeedVersion[]): string => {
  const items = feedItems(feed, versions)
  const author = oneLine(items[0]?.agency.name ?? '') || oneLine(feed.title) || feed.homeUrl
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.language)}">`,
    element('id', feed.selfUrl),
    element('title', oneLine(feed.title)) || '<title/>',
    element('subtitle', oneLine(feed.description)),
    element('updated', feed.updatedAt.toISOString()),
    `<author>${element('name', author)}</author>`,
    element('link', '', { rel: 'self', type: 'application/atom+xml', href: feed.selfUrl }),
    element('link', '', { rel: 'alternate', type: 'text/html', href: feed.homeUrl }),
    ...(feed.hubUrl === undefined ? [] : [element('link', '', { rel: 'hub', href: feed.hubUrl })]),
    ...items.map(entry),
    '</feed>',
  ]
  return `${lines.filter(line => line !== '').join('\n')}\n`
}

const entry = ({ view, agency, url, title, deck, html, renditions }: FeedItem): string => {
  const lines = [
    `<entry xml:lang="${escapeXml(view.language)}">`,
    element('id', iriOf(oneLine(view.guid))),
    element('title', title) || '<title/>',
    element('published', view.firstCreated.toISOString()),
    element('updated', view.versionCreated.toISOString()),
    ...view.bylines
      .map(name => element('name', oneLine(name)))
      .map(name => (name === '' ? '' : `<author>${name}</author>`)),
    ...(url === null ? [] : [element('link', '', { rel: 'alternate', type: 'text/html', href: url })]),
    ...renditions.map(file =>
      element('link', '', {
        rel: 'enclosure',
        href: file.href,
        ...(file.contentType === null ? {} : { type: file.contentType }),
        ...(file.sizeBytes === null ? {} : { length: String(file.sizeBytes) }),
      }),
    ),
    element('category', '', {
      scheme: vocabularyUri(agency, 'category'),
      term: view.category,
      label: categoryTerm(view.category).en,
    }),
    ...(view.signal === 'new'
      ? []
      : [element('category', '', { scheme: vocabularyUri(agency, 'signal'), term: view.signal })]),
    ...view.subjects.flatMap(({ qcode, name }) => topic(qcode, name)),
    ...view.keywords.flatMap(word => (oneLine(word) === '' ? [] : [element('category', '', { term: oneLine(word) })])),
    element('rights', oneLine(view.rights?.notice ?? copyrightNotice(agency, view.firstCreated))),
    element('summary', deck),
    // An entry without content must have a page (RFC 4287 §4.1.2).
    html === '' && url === null
      ? '<content type="text"/>'
      : html === ''
        ? ''
        : element('content', html, { type: 'html' }),
    '</entry>',
  ]
  return lines.filter(line => line !== '').join('\n')
}

const topic = (qcode: string, name: string): string[] =>
  /^medtop:\d{8}$/u.test(qcode)
    ? [
        element('category', '', {
          scheme: 'http://cv.iptc.org/newscodes/mediatopic/',
          term: qcode.slice(7),
          label: oneLine(name),
        }),
      ]
    : []

/** An id must be an IRI; those of other agencies need not be. */
const iriOf = (guid: string): string =>
  /^[a-z][a-z\d+.-]*:\S+$/iu.test(guid) ? guid : `urn:guid:${encodeURIComponent(guid)}`
