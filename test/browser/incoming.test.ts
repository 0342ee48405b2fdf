import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kitPassword } from '../kit/accounts.ts'
import { type StartedDesk, startedDesk } from '../kit/desk.ts'
import { arrived, ninjsStory, sourceNamed } from '../kit/incoming.ts'
import { incomingExamples } from '../kit/incoming-examples.ts'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'

inChromium('what comes in', () => {
  let browser: Browser
  let served: Served
  let desk: StartedDesk
  let examples: Awaited<ReturnType<typeof incomingExamples>>
  beforeAll(async () => {
    desk = await startedDesk()
    browser = await openBrowser()
    served = await serveApp(desk.app)
    examples = await incomingExamples(desk)
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
    await desk.stop()
  })

  const signIn = async (page: Page, role: 'editor' | 'admin' = 'editor', language = 'en') => {
    await page.context().addCookies([{ name: 'dateline_language', value: language, url: served.origin }])
    await page.goto(`${served.origin}/desk/sign-in`)
    await page.locator('#field-email').fill(`${role}@meridian.example`)
    await page.locator('#field-password').fill(kitPassword)
    await page.locator('main button').click()
    await page.waitForURL(`${served.origin}/desk`)
  }
  const go = async (page: Page, path: string) => {
    await page.goto(served.origin + path)
    await page.evaluate(() => document.fonts.ready)
  }

  test('by the keyboard alone: to the place, down the list, beside it, raw and back, into a draft', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page)
    for (const key of ['g', 'i']) await page.keyboard.press(key)
    await page.waitForURL('**/desk/incoming')
    await page.evaluate(() => Reflect.set(globalThis, 'isSamePage', true))
    await page.keyboard.press('j')
    const second = page.locator('[data-row]').nth(1)
    await page.keyboard.press('j')
    expect(await second.evaluate(row => row === document.activeElement)).toBe(true)
    const headline = (await second.textContent()) ?? ''
    await page.keyboard.press('Enter')
    await page.locator('#pane .story-headline, #pane .post', { hasText: headline.slice(0, 20) }).waitFor()
    await page.keyboard.press('v')
    await page.locator('#pane .raw-text').waitFor()
    expect(page.url()).toContain('view=raw')
    await page.keyboard.press('v')
    await page.locator('#pane .raw-text').waitFor({ state: 'detached' })
    // All of it without leaving the list.
    expect(await page.evaluate(() => Reflect.get(globalThis, 'isSamePage'))).toBe(true)
    await page.keyboard.press('t')
    await page.waitForURL('**/desk/drafts/dra_*')
    expect(await page.locator('#field-headline').inputValue()).toBe(headline)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a row comes in by itself while the focus stays; dismissing by x goes on to the next', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page)
    const live = (await sourceNamed(desk, 'Live wire')).id
    await arrived(desk, live, ninjsStory('https://live.example/1', 'First of all'))
    await go(page, `/desk/incoming?source=${live}`)
    const count = Number(await page.locator('#count-incoming').textContent())
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('#pane .story-headline').waitFor()
    const focused = page.locator('[data-row]', { hasText: 'First of all' })
    await arrived(desk, live, ninjsStory('https://live.example/2', 'Came in by itself'))
    await page.locator('.wire .row-link', { hasText: 'Came in by itself' }).waitFor()
    expect(await focused.evaluate(row => row === document.activeElement)).toBe(true)
    expect(await focused.getAttribute('aria-current')).toBe('true')
    await expect.poll(() => page.locator('#count-incoming').textContent()).toBe(String(count + 1))
    await page.locator('.row-link', { hasText: 'Came in by itself' }).click()
    await page.locator('#pane .story-headline', { hasText: 'Came in by itself' }).waitFor()
    await page.keyboard.press('x')
    await page.locator('#pane .story-headline', { hasText: 'First of all' }).waitFor()
    expect(await page.locator('.row-link', { hasText: 'Came in by itself' }).count()).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a colleague who takes the open item is seen beside the list, whose buttons go', async () => {
    const { page } = await openPage(browser)
    await signIn(page)
    const { items } = await arrived(desk, examples.agency, ninjsStory('https://lakeside.example/race', 'Both want it'))
    await go(page, `/desk/incoming?open=${items[0]?.id}`)
    await page.locator('#pane button', { hasText: 'Take into a draft' }).waitFor()
    await (await desk.sit('writer')).post(`/desk/incoming/${items[0]?.id}/take`)
    await page.locator('#pane .in-done', { hasText: 'In a draft' }).waitFor()
    expect(await page.locator('#pane button', { hasText: 'Take into a draft' }).count()).toBe(0)
    await page.context().close()
  })

  test('on a phone the open item stands in the place of the list, and everything can be pressed with a thumb', async () => {
    const { page } = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await signIn(page)
    await page.locator('.bottombar .place', { hasText: 'Incoming' }).click()
    await page.locator('.row-link').first().click()
    await page.locator('.in-pane').waitFor()
    expect(await page.locator('.in-list').isVisible()).toBe(false)
    for (const button of await page.locator('.in-bar .button:visible, .in-bar .tabs a:visible').all()) {
      expect((await button.boundingBox())?.height ?? 0, (await button.textContent()) ?? '').toBeGreaterThanOrEqual(44)
    }
    await page.locator('[data-esc]').click()
    await page.locator('.in-list').waitFor()
    await page.locator('details.menu summary').first().click()
    await page.locator('.menu-places .place', { hasText: 'Sources' }).click()
    await page.waitForURL('**/desk/sources')
    await page.context().close()
  })

  test('without scripts a source is added, an item is taken and a document is repaired', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false })
    await signIn(page, 'admin')
    await page.getByRole('link', { name: 'Sources' }).first().click()
    await page.getByRole('link', { name: 'Add a source' }).click()
    await page.getByRole('link', { name: 'Feed', exact: true }).click()
    await page.locator('#field-name').fill('By hand')
    await page.getByRole('button', { name: 'Add the source' }).click()
    await page.getByText('One thing has to be put right').waitFor()
    await page.locator('#field-settings-url').fill('https://byhand.example/feed')
    await page.getByRole('button', { name: 'Add the source' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await go(page, `/desk/incoming?open=${examples.held}`)
    await page.getByRole('button', { name: 'Take into a draft' }).click()
    await page.waitForURL('**/desk/drafts/dra_*')
    await go(page, `/desk/incoming/quarantine?open=${examples.raw}`)
    await page.getByText('Repair the text').click()
    await page.locator('#field-text').fill('{}')
    await page.getByRole('button', { name: 'Read it again' }).click()
    await page.getByText('It is being read').waitFor()
    await page.context().close()
  })

  const looks = [
    { width: 390, theme: 'light', language: 'en' },
    { width: 1100, theme: 'dark', language: 'ar' },
    { width: 1600, theme: 'light', language: 'tr' },
  ] as const

  test.each(looks)('has no barrier and no sideways scroll at $width px, $theme, $language', async look => {
    const { page, complaints } = await openPage(browser, {
      viewport: { width: look.width, height: 844 },
      colorScheme: look.theme,
    })
    await signIn(page, 'admin', look.language)
    const { held, embargoed, post, raw, timeline, agency } = examples
    const incoming = [
      '',
      '?state=all',
      `?open=${held}`,
      `?open=${embargoed}`,
      `?open=${embargoed}&view=raw`,
      `?open=${post}`,
    ]
    const paths = [
      ...incoming.map(query => `/desk/incoming${query}`),
      ...['', `?open=${raw}`].map(query => `/desk/incoming/quarantine${query}`),
      ...['', '/new', '/new?kind=imap', `/${timeline}`, `/${agency}`].map(path => `/desk/sources${path}`),
    ]
    for (const path of paths) {
      await go(page, path)
      await expectAccessible(page)
      expect(await overflowsSideways(page), path).toBe(false)
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
