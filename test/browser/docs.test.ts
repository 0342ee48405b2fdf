import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../src/channels/api/api.ts'
import { createDocs } from '../../src/channels/api/docs/docs.tsx'
import { createProblems } from '../../src/channels/api/docs/problems.tsx'
import { languageCodes } from '../../src/domain/taxonomy.ts'
import { createLog, createMetrics } from '../../src/telemetry.ts'
import { createWeb } from '../../src/web/app.ts'
import { agency } from '../kit/examples.ts'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'

const settings = {
  publicUrl: 'https://news.meridian.example',
  trustProxy: false,
  timeZone: 'Europe/Istanbul',
  agencyName: agency.name,
  agencyCode: agency.code,
  agencyDomain: agency.domain,
  agencyContact: agency.contact,
}
const paths = ['/docs', '/docs/reference', '/docs/protocol', '/problems', '/problems/killed']

inChromium('the documentation', () => {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    // Describing the API asks nothing of what it works with.
    const nothing = {} as never
    const api = createApi({ wire: nothing, catalogue: nothing, authenticator: nothing, version: '1' })
    const web = createWeb(settings, createLog('silent'), createMetrics())
    web.route('/docs', createDocs({ api, settings }))
    web.route('/problems', createProblems())
    served = await serveApp(web)
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser.close()
    await served.close()
  })

  test.each(languageCodes)(
    'in %s has no barriers, nothing sideways and no complaints, light and dark',
    async language => {
      for (const [colorScheme, width] of [
        ['light', 360],
        ['dark', 1280],
      ] as const) {
        const { page, complaints } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } })
        for (const path of paths) {
          await page.goto(`${served.origin}${path}?lang=${language}`)
          await page.evaluate(() => document.fonts.ready)
          expect(await overflowsSideways(page), `${path} at ${width}`).toBe(false)
          await expectAccessible(page)
        }
        expect(complaints).toEqual([])
        await page.context().close()
      }
    },
  )

  test('wide code scrolls inside itself, by keyboard too', async () => {
    const { page } = await openPage(browser, { viewport: { width: 360, height: 800 } })
    await page.goto(`${served.origin}/docs`)
    const block = page.locator('[data-name="stream.py"]')
    expect(await block.evaluate(each => each.scrollWidth > each.clientWidth)).toBe(true)
    await block.focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => block.evaluate(each => each.scrollLeft)).toBeGreaterThan(0)
    await page.context().close()
  })

  test('a heading can be linked to and stands below the bar then', async () => {
    const { page } = await openPage(browser)
    await page.goto(`${served.origin}/docs/protocol`)
    await page.locator('.docs-contents a', { hasText: 'Kills overtake' }).click()
    expect(page.url()).toContain('#s5.4')
    const top = await page.locator('[id="s5.4"]').evaluate(each => each.getBoundingClientRect().top)
    expect(top).toBeGreaterThan(40)
    expect(top).toBeLessThan(400)
    await page.context().close()
  })
})
