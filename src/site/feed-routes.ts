import type { Context, Hono } from 'hono'
import { type Category, categoryCodes } from '../domain/taxonomy.ts'
import { countSince, noticesSince, riverOf, storiesSince } from '../store/public.ts'
import type { WebEnv } from '../web/env.ts'
import { categoryPattern, languagePattern } from './addresses.ts'
import { revalidated } from './answer.ts'
import { feedLength, feedType, noticeMs, rss } from './feed.ts'
import { missing } from './page-routes.tsx'
import type { ReadScreen, SiteParts } from './parts.ts'
import { newsSitemap, robots, sitemapIndex, sitemapLength, sitemapMs, sitemapType } from './sitemap.ts'

/** What machines read: RSS per language and section, the news sitemap, robots.txt. */
export const addFeedRoutes = (site: Hono<WebEnv>, { db, settings, clock }: SiteParts, read: ReadScreen): void => {
  const answerFeed = async (c: Context<WebEnv>, category: Category | null): Promise<Response> => {
    const screen = read(c)
    const { language, now } = screen
    const [river, notices] = await Promise.all([
      riverOf(db, { language, category, before: null, limit: feedLength }),
      noticesSince(db, { language, category, since: new Date(now.getTime() - noticeMs) }),
    ])
    const body = rss({ screen, category, stories: river.stories, notices })
    return revalidated(c, c.body(body, 200, { 'Content-Type': feedType }))
  }
  site.get(`/:language{${languagePattern}}/feed.xml`, c => answerFeed(c, null))
  site.get(`/:language{${languagePattern}}/:category{${categoryPattern}}/feed.xml`, c =>
    answerFeed(c, categoryCodes.find(code => code === c.req.param('category')) ?? null),
  )

  site.get('/sitemap.xml', async c => {
    const since = new Date(clock().getTime() - sitemapMs)
    const pages = Math.max(1, Math.ceil((await countSince(db, since)) / sitemapLength))
    const number = Number(c.req.query('page') ?? '0')
    if (!Number.isInteger(number) || number < 0 || number > pages) return missing(c, read(c))
    const offset = Math.max(0, number - 1) * sitemapLength
    const body =
      number === 0 && pages > 1
        ? sitemapIndex(settings.publicUrl, pages)
        : newsSitemap(
            { publicUrl: settings.publicUrl, agency: read(c).agency.name },
            await storiesSince(db, { since, limit: sitemapLength, offset }),
          )
    return revalidated(c, c.body(body, 200, { 'Content-Type': sitemapType }))
  })

  site.get('/robots.txt', c => revalidated(c, c.text(robots(settings.publicUrl))))
}
