import type { Context, Hono } from 'hono'
import { categoryCodes } from '../domain/taxonomy.ts'
import { frontOf, riverOf, storyAt } from '../store/public.ts'
import type { WebEnv } from '../web/env.ts'
import { page } from '../web/page.ts'
import { AboutPage } from './about.tsx'
import { categoryPattern, languagePattern, readBefore, readSlug, storyPath } from './addresses.ts'
import { keptPage, unkept } from './answer.ts'
import type { SiteScreen } from './frame.tsx'
import { FrontPage } from './front.tsx'
import { planFront, riverLength, sectionLength } from './front-plan.ts'
import { ExpiredPage, MissingPage, NoticePage } from './notices.tsx'
import type { ReadScreen, SiteParts } from './parts.ts'
import { RiverPage } from './river-page.tsx'
import { StoryPage } from './story.tsx'

const pageLength = 30
const relatedLength = 4

/** Front, sections, stories and the page about the agency. */
export const addPageRoutes = (site: Hono<WebEnv>, { db }: SiteParts, read: ReadScreen): void => {
  site.get(`/:language{${languagePattern}}`, async c => {
    const screen = read(c)
    const before = readBefore(c.req.query('before'))
    if (before === 'wrong') return missing(c, screen)
    const { language } = screen
    if (before !== null) {
      const river = await riverOf(db, { language, category: null, before, limit: pageLength })
      return keptPage(c, page(c, <RiverPage screen={screen} category={null} before={before} river={river} />))
    }
    // A section may find all its newest stories in the river already.
    const newest = riverLength + 1
    const stories = await frontOf(db, { language, newest, each: newest + sectionLength })
    return keptPage(c, page(c, <FrontPage screen={screen} plan={planFront(stories)} />))
  })

  site.get(`/:language{${languagePattern}}/:category{${categoryPattern}}`, async c => {
    const screen = read(c)
    const category = categoryCodes.find(code => code === c.req.param('category'))
    const before = readBefore(c.req.query('before'))
    if (category === undefined || before === 'wrong') return missing(c, screen)
    const river = await riverOf(db, { language: screen.language, category, before, limit: pageLength })
    return keptPage(c, page(c, <RiverPage screen={screen} category={category} before={before} river={river} />))
  })

  site.get(`/:language{${languagePattern}}/about`, c => keptPage(c, page(c, <AboutPage screen={read(c)} />)))
  site.get(`/:language{${languagePattern}}/story/:slug`, c => answerStory(c, db, read(c)))
}

const answerStory = async (c: Context<WebEnv>, db: SiteParts['db'], screen: SiteScreen): Promise<Response> => {
  const slug = readSlug(c.req.param('slug'))
  const found = slug === null ? null : await storyAt(db, slug)
  if (found === null) return missing(c, screen)
  const { language, slug: known } =
    found.kind === 'story' ? found.story : found.kind === 'expired' ? found.expired : found.notice
  if (language !== screen.language) {
    // For ever, and yet asked again: an update may file the story in another language.
    c.header('Cache-Control', 'public, max-age=0, must-revalidate')
    return c.redirect(storyPath(language, known), 301)
  }
  if (found.kind === 'expired') {
    return keptPage(c, page(c, <ExpiredPage screen={screen} expired={found.expired} />, 410))
  }
  if (found.kind === 'notice') {
    const { notice } = found
    const drawn = page(c, <NoticePage screen={screen} notice={notice} />, notice.kind === 'killed' ? 410 : 403)
    return notice.kind === 'killed' ? keptPage(c, drawn) : unkept(drawn)
  }
  const { story } = found
  const { stories } = await riverOf(db, { language, category: story.category, before: null, limit: relatedLength + 1 })
  const related = stories.filter(each => each.item !== story.item).slice(0, relatedLength)
  return keptPage(c, page(c, <StoryPage screen={screen} story={story} related={related} />))
}

/** 404 in the frame of the site. */
export const missing = (c: Context<WebEnv>, screen: SiteScreen): Promise<Response> =>
  unkept(page(c, <MissingPage screen={screen} />, 404))
