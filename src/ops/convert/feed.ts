import type { Converted } from '../../formats/convert.ts'
import type { Feed, FeedVersion } from '../../formats/feeds/feed.ts'
import { writeAtom } from '../../formats/feeds/write-atom.ts'
import { writeJsonFeed } from '../../formats/feeds/write-json-feed.ts'
import { writeRss } from '../../formats/feeds/write-rss.ts'
import type { Rendered } from '../../formats/render.ts'

/** Formats that are one document over many items. */
export const feedFormats = ['rss', 'atom', 'json-feed'] as const
export type FeedFormat = (typeof feedFormats)[number]

export const isFeedFormat = (format: string): format is FeedFormat =>
  (feedFormats as readonly string[]).includes(format)

/** The items as one feed, in the name of the agency of the first. @throws RangeError for none */
export const feedOf = (format: FeedFormat, items: readonly Converted[]): Rendered => {
  const [first] = items
  if (first === undefined) throw new RangeError('a feed of nothing')
  const { agency, version } = first
  const home = `https://${agency.domain}/`
  const times = items.map(each => each.version.sentAt.getTime())
  const feed: Feed = {
    ...{ title: agency.name, description: agency.name, homeUrl: home, selfUrl: `${home}${fileOf[format]}` },
    ...{ language: version.content.language, updatedAt: new Date(Math.max(...times)), itemUrl: () => null },
  }
  const versions: FeedVersion[] = items.map(each => ({
    version: each.version,
    rendering: { face: 'full', notice: null, agency: each.agency },
  }))
  const { write, contentType } = writers[format]
  return { bytes: Buffer.from(write(feed, versions)), contentType }
}

const fileOf: Readonly<Record<FeedFormat, string>> = { rss: 'rss.xml', atom: 'atom.xml', 'json-feed': 'feed.json' }

const writers: Readonly<Record<FeedFormat, { write: typeof writeRss; contentType: string }>> = {
  rss: { write: writeRss, contentType: 'application/rss+xml' },
  atom: { write: writeAtom, contentType: 'application/atom+xml' },
  'json-feed': { write: writeJsonFeed, contentType: 'application/feed+json' },
}
