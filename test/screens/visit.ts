import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { ServedAgency } from './agency.ts'
import type { Onlooker, Places, Screen } from './screen.ts'

/** How a screen is looked at. */
export interface Look {
  readonly width: number
  readonly theme: 'light' | 'dark'
  readonly language: Places['language']
}

const addresses: Readonly<Record<Exclude<Onlooker, 'nobody'>, string>> = {
  writer: 'writer@meridian.example',
  editor: 'editor@meridian.example',
  admin: 'admin@meridian.example',
  master: 'desk@courier.example',
}

/** Opens screens as whoever looks at them. */
export interface Visitor {
  /** A page with the screen on it, done with what it asks for. @throws Error where the server answers with a fault of its own */
  open(screen: Screen): Promise<Page>
  close(): Promise<void>
}

/** One look at many screens: everybody signs in once, and one page is used for each. */
export const visitorOf = (browser: Browser, agency: ServedAgency, look: Look): Visitor => {
  const pages = new Map<Onlooker, Promise<Page>>()
  const pageOf = (who: Onlooker): Promise<Page> => {
    const known = pages.get(who) ?? signedIn(browser, agency, who, look)
    pages.set(who, known)
    return known
  }
  return {
    async open(screen) {
      const page = await pageOf(screen.who)
      const answer = await page.goto(agency.url + screen.path({ ...agency.places, language: look.language }))
      const status = answer?.status() ?? 200
      if (status >= 500) throw new Error(`${screen.name} answered ${status}`)
      await page.evaluate(() => document.fonts.ready)
      // Rows far below are not painted until they are scrolled to, and photographs are of whole pages.
      await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
      await screen.act?.(page)
      return page
    },
    async close() {
      for (const page of pages.values()) await (await page).context().close()
    },
  }
}

const signedIn = async (browser: Browser, agency: ServedAgency, who: Onlooker, look: Look): Promise<Page> => {
  const options: BrowserContextOptions = {
    viewport: { width: look.width, height: look.width < 600 ? 844 : 900 },
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    // The site allows no scripts at all: axe-core could not be put into it.
    bypassCSP: true,
  }
  const context = await browser.newContext(options)
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  page.on('dialog', dialog => void dialog.accept())
  await context.addCookies([{ name: 'dateline_language', value: look.language, url: agency.url }])
  if (who === 'nobody') return page
  const email = addresses[who]
  await page.goto(`${agency.url}/${who === 'master' ? 'portal' : 'desk'}/sign-in`)
  await page.locator('#field-email').fill(email)
  await page.locator('#field-password').fill(agency.passwords[email] ?? '')
  await page.keyboard.press('Enter')
  await page.waitForURL(url => !url.pathname.endsWith('/sign-in'))
  return page
}
