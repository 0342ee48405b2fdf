import { oneLine } from '../xml.ts'
import { type Feed, type FeedItem, type FeedVersion, feedItems } from './feed.ts'
import { namesOf } from './named.ts'

/** A feed in JSON Feed 1.1. What it has no member for stands in `_dateline`, as extensions may: item id, type, version, signal, category, priority, group, subjects, names, links, the end of use, notes to desks. */
export const writeJsonFeed = (feed: Feed, versions: readonly FeedVersion[]): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: oneLine(feed.title),
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    description: oneLine(feed.description),
    language: feed.language,
    ...(feed.hubUrl === undefined ? {} : { hubs: [{ type: 'WebSub', url: feed.hubUrl }] }),
    items: feedItems(feed, versions).map(item),
  })

const item = ({ view, url, title, deck, html, renditions }: FeedItem) => ({
  id: oneLine(view.guid),
  ...(url === null ? {} : { url }),
  title,
  ...(html === '' ? { content_text: '' } : { content_html: html }),
  ...(deck === '' ? {} : { summary: deck }),
  date_published: view.firstCreated.toISOString(),
  date_modified: view.versionCreated.toISOString(),
  ...(view.bylines.length === 0 ? {} : { authors: view.bylines.map(name => ({ name: oneLine(name) })) }),
  ...(view.keywords.length === 0 ? {} : { tags: view.keywords.map(oneLine).filter(word => word !== '') }),
  language: view.language,
  ...(renditions.length === 0 ? {} : { attachments: renditions.map(attachment) }),
  _dateline: {
    item: view.item,
    version: view.number,
    signal: view.signal,
    category: view.category,
    priority: view.priority,
    type: view.type,
    ...(view.group === null ? {} : { group: view.group }),
    ...(view.replacedBy === null ? {} : { replacedBy: view.replacedBy }),
    subjects: view.subjects.flatMap(({ qcode }) => (/^medtop:\d{8}$/u.test(qcode) ? [qcode.slice(7)] : [])),
    ...namesOf(view),
    ...(view.expires === null ? {} : { expires: view.expires.toISOString() }),
    ...(view.edNotes.length === 0 ? {} : { note: view.edNotes.join('\n') }),
  },
})

const attachment = (file: FeedItem['renditions'][number]) => ({
  url: file.href,
  mime_type: file.contentType ?? 'application/octet-stream',
  ...(file.sizeBytes === null ? {} : { size_in_bytes: file.sizeBytes }),
  ...(file.durationSeconds === null ? {} : { duration_in_seconds: file.durationSeconds }),
})
