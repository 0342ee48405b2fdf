import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServedAgency, serveDemo } from '../screens/agency.ts'
import { screens } from '../screens/table.ts'
import { type Visitor, visitorOf } from '../screens/visit.ts'
import { barriers, inChromium, openBrowser, overflowsSideways } from './kit.ts'

inChromium('every screen', () => {
  let agency: ServedAgency
  let browser: Browser
  beforeAll(async () => {
    agency = await serveDemo()
    browser = await openBrowser()
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await agency.stop()
  })

  const looks = [
    { width: 1280, language: 'en' },
    { width: 390, language: 'ar' },
  ] as const

  test.each(looks)(
    'has no barrier, light and dark, and no sideways scroll at $width px in $language',
    async look => {
      const visitor = visitorOf(browser, agency, { ...look, theme: 'light' })
      const found: string[] = []
      for (const screen of screens) found.push(...(await faultsOf(visitor, screen)))
      await visitor.close()
      expect(found).toEqual([])
    },
    600_000,
  )
})

/** What is wrong with a screen. In the dark only colours differ. */
const faultsOf = async (visitor: Visitor, screen: (typeof screens)[number]): Promise<string[]> => {
  const page = await visitor.open(screen)
  const light = await barriers(page)
  const wide = (await overflowsSideways(page)) ? ['scrolls sideways'] : []
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await barriers(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return [...light, ...wide, ...dark.map(each => `dark: ${each}`)].map(each => `${screen.name}: ${each}`)
}
