import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChromium, openBrowser, openPage, serveApp } from './kit.ts'
import { livePortal, rowOf } from './live-page.tsx'

inChromium('a live list in the browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  const opened = async (count: number) => {
    const { app, send } = livePortal(count)
    const served = await serveApp(app)
    const { page, complaints } = await openPage(browser)
    await page.goto(`${served.origin}/portal`)
    const close = async (): Promise<void> => {
      await page.context().close()
      await served.close()
    }
    return { page, complaints, send, served, close }
  }
  const firstRow = (page: Page) => page.locator('.wire > li').first()
  const pill = (page: Page) => page.locator('.live-pill button')

  test('new rows come in at the top while the reader is there', async () => {
    const { page, complaints, send, close } = await opened(3)
    send(rowOf(100, 'First news'))
    await page.getByText('First news').waitFor()
    expect(await firstRow(page).getAttribute('id')).toBe('row-100')
    expect(await pill(page).isVisible()).toBe(false)
    expect(complaints).toEqual([])
    await close()
  })

  test('an update replaces its row in place, and the focus stays on it', async () => {
    const { page, send, close } = await opened(5)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const focused = await page.evaluate(() => document.activeElement?.closest('li')?.id)
    expect(focused).toBe('row-3')
    send(rowOf(3, 'Levels rise again'), 'replace')
    await page.getByText('Levels rise again').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Levels rise again')
    expect(await page.locator('.wire > li').count()).toBe(5)
    await close()
  })

  test('a reader further down is not moved: new rows wait, counted, until asked for', async () => {
    const { page, send, close } = await opened(80)
    await page.evaluate(() => window.scrollTo(0, 1_500))
    const before = await page.locator('#row-40').boundingBox()
    send(rowOf(200))
    send(rowOf(201))
    send(rowOf(70, longer), 'replace')
    await expect.poll(() => pill(page).textContent()).toBe('2 new')
    await page.getByText('end of the longer headline').waitFor({ state: 'attached' })
    const moved = ((await page.locator('#row-40').boundingBox())?.y ?? Number.NaN) - (before?.y ?? Number.NaN)
    // Browsers scroll by whole pixels.
    expect(Math.abs(moved)).toBeLessThan(1)
    expect(await page.title()).toContain('(2)')
    await pill(page).click()
    expect(await firstRow(page).getAttribute('id')).toBe('row-201')
    expect(await page.evaluate(() => window.scrollY)).toBe(0)
    expect(await page.title()).not.toContain('(')
    await close()
  })

  test('a lost connection is shown and heals by itself with nothing missing', async () => {
    const { page, send, served, close } = await opened(2)
    send(rowOf(300, 'Before the cut'))
    await page.getByText('Before the cut').waitFor()
    await served.cut()
    await page.locator('.live-lost').waitFor({ timeout: 5_000 })
    send(rowOf(301, 'During the cut'))
    send(rowOf(302, 'Also during the cut'))
    await served.listen()
    await page.getByText('Also during the cut').waitFor()
    expect(await page.locator('#row-300, #row-301, #row-302').count()).toBe(3)
    expect(await page.locator('.live-lost').isVisible()).toBe(false)
    await close()
  })

  test('the list that was empty says so no longer', async () => {
    const { page, send, close } = await opened(0)
    await page.getByText('Quiet').waitFor()
    send(rowOf(1, 'Something at last'))
    await page.getByText('Something at last').waitFor()
    expect(await page.getByText('Quiet').isVisible()).toBe(false)
    await close()
  })
})

const longer = `${'A headline that has grown by a correction and takes more lines than it did before, '.repeat(2)} end of the longer headline`
