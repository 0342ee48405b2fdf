import type { PublicTeaser } from '../domain/teaser.ts'
import { storyPath } from './addresses.ts'
import { element, xmlText } from './xml.ts'

export const sitemapType = 'application/xml; charset=utf-8'
/** A news sitemap lists the articles of the last two days, and at most a thousand. */
export const sitemapMs = 2 * 86_400_000
export const sitemapLength = 1000

/** A news sitemap of stories; an empty one is allowed. */
export const newsSitemap = (
  { publicUrl, agency }: { publicUrl: string; agency: string },
  stories: readonly Pick<PublicTeaser, 'slug' | 'language' | 'headline' | 'publishedAt'>[],
): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">',
    ...stories.map(story =>
      [
        '<url>',
        element('loc', publicUrl + storyPath(story.language, story.slug)),
        '<news:news>',
        `<news:publication>${element('news:name', agency)}${element('news:language', story.language)}</news:publication>`,
        element('news:publication_date', story.publishedAt.toISOString()),
        element('news:title', story.headline),
        '</news:news>',
        '</url>',
      ].join('\n'),
    ),
    '</urlset>',
    '',
  ].join('\n')

/** The list of the sitemaps where there are more stories than one may hold. */
export const sitemapIndex = (publicUrl: string, pages: number): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...Array.from(
      { length: pages },
      (_, index) => `<sitemap>${element('loc', sitemapAddress(publicUrl, index + 1))}</sitemap>`,
    ),
    '</sitemapindex>',
    '',
  ].join('\n')

const sitemapAddress = (publicUrl: string, number: number): string => `${publicUrl}/sitemap.xml?page=${number}`

/** What robots may read: the public site; the rest asks for a sign-in anyway. */
export const robots = (publicUrl: string): string =>
  [
    'User-agent: *',
    ...['/desk', '/portal', '/v1', '/abone'].map(path => `Disallow: ${path}`),
    'Allow: /',
    '',
    `Sitemap: ${xmlText(publicUrl)}/sitemap.xml`,
    '',
  ].join('\n')
