import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'
import { livePortal } from './live-page.tsx'

inChromium('the frame of desk and portal', () => {
  let browser: Browser
  let served: Served
  beforeAll(async () => {
    browser = await openBrowser()
    served = await serveApp(livePortal(30).app)
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
  })

  const looks = [390, 1100, 1600].flatMap(width =>
    (['light', 'dark'] as const).flatMap(theme => ['en', 'tr', 'ar'].map(language => ({ width, theme, language }))),
  )

  test.each(looks)('has no barrier and no sideways scroll at $width px, $theme, $language', async look => {
    const { page, complaints } = await openPage(browser, {
      viewport: { width: look.width, height: 800 },
      colorScheme: look.theme,
    })
    await page.goto(`${served.origin}/portal?lang=${look.language}`)
    await page.evaluate(() => document.fonts.ready)
    await expectAccessible(page)
    expect(await overflowsSideways(page)).toBe(false)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('nothing moves after the first paint', async () => {
    const { page } = await openPage(browser)
    await page.addInitScript(() => {
      Object.assign(globalThis, { shifts: 0 })
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) Object.assign(globalThis, { shifts: Reflect.get(entry, 'value') })
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(`${served.origin}/portal`)
    await page.evaluate(() => document.fonts.ready)
    await page.waitForTimeout(300)
    expect(await page.evaluate(() => Reflect.get(globalThis, 'shifts'))).toBeLessThan(0.01)
    await page.context().close()
  })

  test('keys move over rows, open one, focus the search and list themselves', async () => {
    const { page } = await openPage(browser)
    await page.goto(`${served.origin}/portal`)
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')
    await page.keyboard.type('jjj')
    expect(await page.locator('input[name=q]').inputValue()).toBe('jjj')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.locator('dialog#keys').waitFor()
    expect(await page.locator('dialog#keys').textContent()).toContain('Story before')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/portal/items/29')
    await page.goto(`${served.origin}/portal?q=levels`)
    await page.keyboard.press('g')
    await page.keyboard.press('w')
    await page.waitForURL(url => url.pathname === '/portal' && url.search === '')
    await page.context().close()
  })

  test('the theme changes at once and stays', async () => {
    const { page } = await openPage(browser, { colorScheme: 'light' })
    await page.goto(`${served.origin}/portal`)
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await page.locator('.menu summary').click()
    const kept = page.waitForResponse('**/preferences')
    await page.locator('button[name=theme][value=dark]').click()
    await expect.poll(ground).not.toBe(light)
    await kept
    await page.reload()
    expect(await ground()).not.toBe(light)
    await page.context().close()
  })

  test('without scripts the menu, the theme and the language still work', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false })
    await page.goto(`${served.origin}/portal`)
    await page.locator('.menu summary').click()
    await page.locator('button[name=language][value=ar]').click()
    await page.waitForURL('**/portal')
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await page.locator('.menu summary').click()
    await page.locator('button[name=theme][value=dark]').click()
    await page.waitForURL('**/portal')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.context().close()
  })
})
