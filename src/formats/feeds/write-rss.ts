import { categoryTerm } from '../../domain/taxonomy.ts'
import { vocabularyUri } from '../identifiers.ts'
import { copyrightNotice } from '../labels.ts'
import { escapeXml, oneLine } from '../xml.ts'
import { mayBeHtml } from './entry.ts'
import { element, type Feed, type FeedItem, type FeedVersion, feedItems } from './feed.ts'

const namespaces = {
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  media: 'http://search.yahoo.com/mrss/',
}

/** A feed in RSS 2.0: deck as description, text as content:encoded, files as Media RSS; what replaces an item taken back stands under its guid. Dates as in RFC 822
 *  with four-digit years (RSS 2.0, "Optional channel elements"). */
export const writeRss = (feed: Feed, versions: readonly FeedVersion[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rss version="2.0"${Object.entries(namespaces)
      .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
      .join('')}>`,
    '<channel>',
    element('title', oneLine(feed.title) || feed.selfUrl),
    element('link', feed.homeUrl),
    // It must be there, even if it says nothing.
    element('description', oneLine(feed.description)) || '<description/>',
    element('language', feed.language),
    element('lastBuildDate', feed.updatedAt.toUTCString()),
    element('atom:link', '', { href: feed.selfUrl, rel: 'self', type: 'application/rss+xml' }),
    ...(feed.hubUrl === undefined ? [] : [element('atom:link', '', { href: feed.hubUrl, rel: 'hub' })]),
    ...feedItems(feed, versions).map(item),
    '</channel>',
    '</rss>',
    '',
  ]
    .filter((line, i, all) => line !== '' || i === all.length - 1)
    .join('\n')

const item = (each: FeedItem): string => {
  const { view, agency } = each
  const lines = [
    element('title', asHtml(each.title)) || '<title/>',
    element('link', each.url ?? ''),
    element('guid', oneLine(view.guid), { isPermaLink: 'false' }),
    element('pubDate', view.firstCreated.toUTCString()),
    element('atom:updated', view.versionCreated.toISOString()),
    element('dc:language', view.language),
    ...view.bylines.map(name => element('dc:creator', oneLine(name))),
    element('category', categoryTerm(view.category).code, { domain: vocabularyUri(agency, 'category') }),
    ...(view.signal === 'new' ? [] : [element('category', view.signal, { domain: vocabularyUri(agency, 'signal') })]),
    ...view.subjects.flatMap(({ qcode }) => topic(qcode)),
    ...view.keywords.map(word => element('category', oneLine(word))),
    element('description', escapeXml(each.deck)),
    element('content:encoded', each.html),
    element('dc:rights', oneLine(view.rights?.notice ?? copyrightNotice(agency, view.firstCreated))),
    ...view.sources
      .slice(0, 1)
      .flatMap(({ name, uri }) => (uri === null ? [] : [element('source', oneLine(name), { url: uri })])),
    ...each.renditions.slice(0, 1).map(file =>
      element('enclosure', '', {
        url: file.href,
        length: String(file.sizeBytes ?? 0),
        type: file.contentType ?? 'application/octet-stream',
      }),
    ),
    ...each.renditions.map(mediaContent),
  ]
  return ['<item>', ...lines.filter(line => line !== ''), '</item>'].join('\n')
}

/** Readers take a title for HTML where it looks like it, so a text that does is escaped once more. */
const asHtml = (text: string): string => (mayBeHtml(text) ? escapeXml(text) : text)

const topic = (qcode: string): string[] =>
  /^medtop:\d{8}$/u.test(qcode)
    ? [element('category', qcode.slice(7), { domain: 'http://cv.iptc.org/newscodes/mediatopic/' })]
    : []

const mediaContent = (file: FeedItem['renditions'][number]): string =>
  element(file.role === 'thumb' ? 'media:thumbnail' : 'media:content', '', {
    url: file.href,
    ...(file.contentType === null || file.role === 'thumb' ? {} : { type: file.contentType }),
    ...(file.sizeBytes === null || file.role === 'thumb' ? {} : { fileSize: String(file.sizeBytes) }),
    ...(file.widthPixels === null ? {} : { width: String(file.widthPixels) }),
    ...(file.heightPixels === null ? {} : { height: String(file.heightPixels) }),
    ...(file.durationSeconds === null || file.role === 'thumb'
      ? {}
      : { duration: String(Math.round(file.durationSeconds)) }),
  })
