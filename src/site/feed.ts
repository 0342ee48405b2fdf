import type { Category } from '../domain/taxonomy.ts'
import type { FeedNotice, PublicStory } from '../store/public.ts'
import { categoryName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import { categoryPath, feedPath, frontPath, storyPath } from './addresses.ts'
import type { SiteScreen } from './frame.tsx'
import { element } from './xml.ts'

export const feedType = 'application/rss+xml; charset=utf-8'
export const feedLength = 50
/** So long the notice of a story that was taken back stands in its place, for readers that keep what they once fetched. */
export const noticeMs = 48 * 3_600_000

interface Feed {
  screen: SiteScreen
  category: Category | null
  stories: readonly PublicStory[]
  notices: readonly FeedNotice[]
}

/** A feed as RSS 2.0: teasers, and the notices that replace what was taken back. Its date is that of the newest change in it, so that it
 *  stays the same while nothing happens. */
export const rss = ({ screen, category, stories, notices }: Feed): string => {
  const { language, agency, publicUrl } = screen
  const name = category === null ? agency.name : `${agency.name}: ${categoryName(language, category)}`
  const home = category === null ? frontPath(language) : categoryPath(language, category)
  const changes = [...stories.map(story => story.updatedAt), ...notices.map(notice => notice.at)]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    '<channel>',
    element('title', name),
    element('link', publicUrl + home),
    element('description', t(language, 'site.portion', { agency: agency.name })),
    element('language', language),
    ...(changes.length === 0 ? [] : [element('lastBuildDate', newest(changes).toUTCString())]),
    element('atom:link', '', {
      href: publicUrl + feedPath(language, category),
      rel: 'self',
      type: 'application/rss+xml',
    }),
    ...notices.map(notice => noticeItem(screen, notice)),
    ...stories.map(story => storyItem(screen, story)),
    '</channel>',
    '</rss>',
    '',
  ].join('\n')
}

const newest = (moments: readonly Date[]): Date => new Date(Math.max(...moments.map(moment => moment.getTime())))

const storyItem = ({ publicUrl, language }: SiteScreen, story: PublicStory): string => {
  const { summary, correction } = story
  const description = correction === null ? summary : `${summary} ${t(language, 'site.correction')}: ${correction}`
  return item({
    title: story.headline,
    link: publicUrl + storyPath(story.language, story.slug),
    guid: story.guid,
    at: story.publishedAt,
    category: categoryName(language, story.category),
    description,
  })
}

const noticeItem = ({ publicUrl, language }: SiteScreen, notice: FeedNotice): string =>
  item({
    title: t(language, `site.${notice.kind}`),
    link: publicUrl + storyPath(notice.language, notice.slug),
    guid: notice.guid,
    at: notice.at,
    category: categoryName(language, notice.category),
    description: notice.line,
  })

interface Item {
  title: string
  link: string
  guid: string
  at: Date
  category: string
  description: string
}

// RFC 822 dates (RSS 2.0, "Elements of <item>"); toUTCString writes them with four-digit years.
const item = ({ title, link, guid, at, category, description }: Item): string =>
  [
    '<item>',
    element('title', title),
    element('link', link),
    element('guid', guid, { isPermaLink: 'false' }),
    element('pubDate', at.toUTCString()),
    element('category', category),
    element('description', description),
    '</item>',
  ].join('\n')
