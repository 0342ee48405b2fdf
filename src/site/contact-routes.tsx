import type { Hono } from 'hono'
import type { PublicTeaser } from '../domain/teaser.ts'
import { addEnquiry, storyAt } from '../store/public.ts'
import type { FieldError } from '../web/components/error-summary.tsx'
import type { WebEnv } from '../web/env.ts'
import { t } from '../web/i18n/translate.ts'
import { page } from '../web/page.ts'
import { languagePattern, thanksPath } from './addresses.ts'
import { createAllowance } from './allowance.ts'
import { keptPage, unkept } from './answer.ts'
import { ContactPage, ThanksPage } from './contact.tsx'
import { aboutOf, isTrapped, parseEnquiry, typed } from './enquiry.ts'
import type { ReadScreen, SiteParts } from './parts.ts'

/** The enquiry form and where it leads. */
export const addContactRoutes = (site: Hono<WebEnv>, { db }: SiteParts, read: ReadScreen): void => {
  const path = `/:language{${languagePattern}}/contact` as const
  const allowance = createAllowance()

  site.get(path, async c => {
    const about = await storyAbout(db, c.req.query('about'))
    return keptPage(c, page(c, <ContactPage screen={read(c)} about={about} values={typed({})} errors={[]} />))
  })

  site.post(path, async c => {
    const screen = read(c)
    const { language } = screen
    const form = await c.req.parseBody()
    if (isTrapped(form)) {
      c.get('log').info('an enquiry filled the field that people do not see; dropped')
      return c.redirect(thanksPath(language), 303)
    }
    const parsed = parseEnquiry(form, language)
    const about = await storyAbout(db, form.about)
    const redraw = (errors: readonly FieldError[], status: number): Promise<Response> =>
      unkept(page(c, <ContactPage screen={screen} about={about} values={typed(form)} errors={errors} />, status))
    if (parsed.kind === 'wrong') return redraw(parsed.errors, 422)
    const waitMs = allowance.take(c.get('clientAddress'), screen.now)
    if (waitMs !== null) {
      c.header('Retry-After', String(Math.ceil(waitMs / 1000)))
      const values = { count: Math.ceil(waitMs / 60_000), contact: screen.agency.contact }
      return redraw([{ field: null, message: t(language, 'site.contact.often', values) }], 429)
    }
    await addEnquiry(db, { ...parsed.values, language, about: about?.slug ?? null })
    return c.redirect(thanksPath(language), 303)
  })

  site.get(`${path}/thanks`, c => keptPage(c, page(c, <ThanksPage screen={read(c)} />)))
}

/** The story from whose page the form was opened, while it is public. */
const storyAbout = async (db: SiteParts['db'], sent: unknown): Promise<PublicTeaser | null> => {
  const slug = aboutOf(sent)
  const found = slug === null ? null : await storyAt(db, slug)
  return found?.kind === 'story' ? found.story : null
}
