import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../kit/examples.ts'
import { type Reader, type StartedPortal, startedPortal } from '../kit/portal.ts'
import * as stories from '../kit/stories.ts'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'

inChromium('the portal in the browser', () => {
  let browser: Browser
  let portal: StartedPortal
  let reader: Reader
  let served: Served
  beforeAll(async () => {
    browser = await openBrowser()
    portal = await startedPortal()
    const { generalEn, generalTr, generalAr } = portal.accounts.products
    reader = await portal.reader('Paper', { products: [generalEn, generalTr, generalAr], embargoTrust: true })
    served = await serveApp(portal.app)
    await portal.file({ content: stories.harbour })
    await portal.file({ content: stories.crops })
    await portal.file({ content: stories.flood })
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await served.close()
    await portal.stop()
  })

  const opened = async (path: string, options: Parameters<typeof openPage>[1] = {}) => {
    const { page, complaints } = await openPage(browser, { viewport: { width: 1280, height: 800 }, ...options })
    const cookies = reader.cookie.split('; ').map(each => {
      const [name = '', ...value] = each.split('=')
      return { name, value: value.join('='), url: `${served.origin}${name.includes('portal') ? '/portal' : '/'}` }
    })
    await page.context().addCookies(cookies)
    await page.goto(served.origin + path)
    return { page, complaints, close: () => page.context().close() }
  }

  test('a story appears by itself, is corrected in its row, and struck when it is killed', async () => {
    const { page, complaints, close } = await opened('/portal')
    const { item } = await portal.file({ content: content({ headline: 'Comes in by itself' }) })
    const first = page.locator('.wire > .row').first()
    await expect.poll(() => first.textContent()).toContain('Comes in by itself')
    await portal.file(
      { signal: 'correction', note: 'Wrong word', content: content({ headline: 'Is put right' }) },
      item,
    )
    await expect.poll(() => first.textContent()).toContain('Is put right')
    await portal.file({ signal: 'kill', note: 'Never happened' }, item)
    await expect.poll(() => first.getAttribute('class')).toContain('row-gone')
    expect(await first.locator('s').textContent()).toBe(item.split(':').at(-1))
    expect(await page.getByText('Is put right').count()).toBe(0)
    expect(complaints).toEqual([])
    await close()
  })

  test('keys go through the list and open a story beside it; the list stays where it was, and back leads back', async () => {
    const { page, complaints, close } = await opened('/portal?language=en')
    await page.evaluate(() => {
      Object.assign(globalThis, { untouched: true })
    })
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const wanted = (await page.locator(':focus').textContent()) ?? ''
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#pane .story-headline').textContent()).toBe(wanted)
    expect(await page.evaluate(() => Reflect.get(globalThis, 'untouched'))).toBe(true)
    expect(page.url()).toContain('language=en&open=')
    expect(await page.locator('.row-current .row-link').textContent()).toBe(wanted)
    expect(await page.locator(':focus').textContent()).toBe(wanted)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#pane .story-headline').textContent()).not.toBe(wanted)
    await page.goBack()
    await expect.poll(() => page.locator('#pane .story-headline').textContent()).toBe(wanted)
    await page.goBack()
    await expect.poll(() => page.locator('#pane .story-headline').count()).toBe(0)
    await page.keyboard.press('/')
    await page.keyboard.type('barley')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=barley/)
    expect(await page.locator('.wire > .row').count()).toBe(1)
    expect(complaints).toEqual([])
    await close()
  })

  test('the story that was opened beside the list is kept up to date', async () => {
    const { item } = await portal.file({ content: content({ headline: 'Open and watched' }) })
    const { page, close } = await opened('/portal')
    await page.getByRole('link', { name: 'Open and watched' }).click()
    await page.locator('#pane .story-headline').waitFor()
    await portal.file({ signal: 'kill', note: 'Nothing of it is true' }, item)
    await expect.poll(() => page.locator('#pane').textContent()).toContain('Nothing of it is true')
    expect(await page.locator('#pane').textContent()).not.toContain('watched')
    await close()
  })

  test('on a phone a story takes the place of the list, and Close leads back to it', async () => {
    const { page, close } = await opened('/portal', { viewport: { width: 390, height: 844 } })
    await page.getByRole('link', { name: stories.flood.headline }).click()
    await page.waitForURL(/open=/)
    expect(await page.locator('.portal-list').isVisible()).toBe(false)
    expect(await page.getByText('4.2 metres').isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Close' }).click()
    expect(await page.locator('.portal-list').isVisible()).toBe(true)
    await close()
  })

  test('the text of a story is copied, and that is recorded', async () => {
    const { page, close } = await opened('/portal')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('link', { name: stories.flood.headline }).click()
    await page.getByRole('link', { name: 'Copy text' }).click()
    await page.getByText('Copied', { exact: true }).first().waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('The water stood at 4.2 metres')
    expect(await portal.db`select from act where kind = 'copy'`).toHaveLength(1)
    await close()
  })

  test('nothing is missing after the connection was lost', async () => {
    const { page, close } = await opened('/portal')
    await portal.file({ content: content({ headline: 'Before the line broke' }) })
    await page.getByText('Before the line broke').waitFor()
    await served.cut()
    await portal.file({ content: content({ headline: 'While it was broken' }) })
    await served.listen()
    await page.getByText('While it was broken').waitFor({ timeout: 20_000 })
    await close()
  }, 60_000)

  const faces = [
    { lang: 'en', width: 1600, colorScheme: 'light' },
    { lang: 'tr', width: 1100, colorScheme: 'dark' },
    { lang: 'ar', width: 390, colorScheme: 'light' },
    { lang: 'ar', width: 1600, colorScheme: 'dark' },
    { lang: 'en', width: 390, colorScheme: 'dark' },
  ] as const
  test.each(faces)(
    'there is no barrier and nothing sticks out ($lang, $width px, $colorScheme)',
    async ({ lang, width, colorScheme }) => {
      const { item } = await portal.file({
        ...{
          content: content({ headline: `${'A long headline of many words '.repeat(8)}${'x'.repeat(60)}` }),
          note: 'Look at the second paragraph',
        },
        embargo: { until: new Date(Date.now() + 3_600_000) },
      })
      const killed = await portal.file({ content: content({ headline: 'To be killed' }) })
      await portal.file({ signal: 'kill', note: 'Not true' }, killed.item)
      const paths = [
        `/portal?lang=${lang}`,
        `/portal?lang=${lang}&open=${item}`,
        `/portal?lang=${lang}&q=nothingatall`,
        `/portal/items/${item}?lang=${lang}`,
        `/portal/items/${killed.item}?lang=${lang}`,
      ]
      for (const path of paths) {
        const { page, complaints, close } = await opened(path, { viewport: { width, height: 900 }, colorScheme })
        await expectAccessible(page)
        expect([path, await overflowsSideways(page)]).toEqual([path, false])
        expect(complaints).toEqual([])
        await close()
      }
    },
    60_000,
  )
})
