import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { kitPassword } from '../kit/accounts.ts'
import { openBrowser } from '../kit/chromium.ts'
import { type Started, startedDateline } from '../kit/dateline.ts'
import { openPage } from './kit.ts'

/** A day in a newsroom: a whole Dateline over a real database, and people in Chromium. */
export interface Day extends Started {
  readonly browser: Browser
  /** Somebody of the agency at the desk, on a page of their own; whatever it complains about is collected. @param url of another process */
  sit(
    role: 'writer' | 'editor' | 'admin',
    options?: SitOptions,
    url?: string,
  ): Promise<{ page: Page; complaints: string[] }>
  end(): Promise<void>
}

interface SitOptions extends BrowserContextOptions {
  readonly language?: 'en' | 'tr' | 'ar'
}

export const startedDay = async (environment: Record<string, string> = {}): Promise<Day> => {
  const started = await startedDateline(environment)
  const browser = await openBrowser()
  return {
    ...started,
    browser,
    async sit(role, { language = 'en', ...options } = {}, url = started.url) {
      const opened = await openPage(browser, { viewport: { width: 1280, height: 900 }, ...options })
      const { page } = opened
      await page.context().addCookies([{ name: 'dateline_language', value: language, url }])
      await page.goto(`${url}/desk/sign-in`)
      await page.locator('#field-email').fill(`${role}@meridian.example`)
      await page.locator('#field-password').fill(kitPassword)
      await page.keyboard.press('Enter')
      await page.waitForURL(`${url}/desk`)
      return opened
    },
    async end() {
      await browser.close()
      await started.stop()
    },
  }
}

/** Where the story is written. */
export const textOf = (page: Page) => page.locator('story-editor [contenteditable=true]')

/** Goes to the sheet from which a draft is sent, and sends it. @returns the path of its item */
export const sendOut = async (page: Page): Promise<string> => {
  await page.keyboard.press('Control+Enter')
  await page.waitForURL('**sheet=send')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL('**/desk/items/**')
  return new URL(page.url()).pathname
}
