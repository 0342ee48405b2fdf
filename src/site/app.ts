import { Hono } from 'hono'
import { trimTrailingSlash } from 'hono/trailing-slash'
import { languageCodes } from '../domain/taxonomy.ts'
import type { WebEnv } from '../web/env.ts'
import { onFace } from '../web/face.ts'
import { screenOf } from '../web/screen.ts'
import { frontPath, languagePattern } from './addresses.ts'
import { addContactRoutes } from './contact-routes.tsx'
import { addFeedRoutes } from './feed-routes.ts'
import { addPageRoutes, missing } from './page-routes.tsx'
import type { ReadScreen, SiteParts } from './parts.ts'

/** The public website, to be mounted at `/`: pages of plain links and forms, feeds, sitemap; no scripts. */
export const createSite = (parts: SiteParts): Hono<WebEnv> => {
  const site = new Hono<WebEnv>()
  const read: ReadScreen = c => {
    const screen = screenOf(c)
    const language = languageCodes.find(code => code === c.req.param('language')) ?? screen.language
    return { ...screen, language, publicUrl: parts.settings.publicUrl, now: parts.clock() }
  }
  for (const path of ['/', `/:language{${languagePattern}}/*`, '/robots.txt', '/sitemap.xml']) {
    site.use(path, onFace('site'))
  }
  site.use(`/:language{${languagePattern}}/*`, trimTrailingSlash())
  site.get('/', c => {
    c.header('Vary', 'Accept-Language, Cookie')
    c.header('Cache-Control', 'public, max-age=0, must-revalidate')
    return c.redirect(frontPath(read(c).language), 302)
  })
  addPageRoutes(site, parts, read)
  addContactRoutes(site, parts, read)
  addFeedRoutes(site, parts, read)
  site.all(`/:language{${languagePattern}}/*`, c => missing(c, read(c)))
  return site
}
