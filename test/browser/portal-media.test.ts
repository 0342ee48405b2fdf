import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setProduct } from '../../src/accounts/admin.ts'
import { paragraph } from '../../src/domain/body.ts'
import type { Content } from '../../src/domain/version.ts'
import { downloadsUsed } from '../../src/store/download.ts'
import { content } from '../kit/examples.ts'
import { mediaOf, readyPicture } from '../kit/media.ts'
import { type Reader, type StartedPortal, startedPortal } from '../kit/portal.ts'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'

inChromium('pictures and keys in the portal', () => {
  let browser: Browser
  let portal: StartedPortal
  let reader: Reader
  let served: Served
  let files: Pick<Content, 'renditions' | 'media'>

  beforeAll(async () => {
    browser = await openBrowser()
    portal = await startedPortal()
    const act = { db: portal.db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }
    const names = { en: 'Pictures', tr: 'Fotoğraf', ar: 'صور' }
    const { id } = await setProduct(act, { code: 'pictures', names, rule: { types: ['picture'] } })
    const { generalEn } = portal.accounts.products
    const types: ('text' | 'picture')[] = ['text', 'picture']
    reader = await portal.reader('Paper', {
      products: [id, generalEn],
      types,
      sizes: { picture: ['web'] },
      downloadLimit: 3,
    })
    files = mediaOf(await readyPicture(portal.db, portal.blobs), { altText: 'A ferry', credit: 'Orsel Pictures' })
    served = await serveApp(portal.app)
    for (let n = 1; n <= 7; n++) await send(`Picture ${n}`)
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await served.close()
    await portal.stop()
  })

  const send = async (headline: string, parts: Partial<Content> = {}) =>
    (
      await portal.file(
        {
          content: content({ headline, body: [paragraph(`Caption of ${headline}.`)], ...files, ...parts }),
          group: 'dl:group:20261123:1',
        },
        null,
        'picture',
      )
    ).item

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
  const used = () => downloadsUsed(portal.db, reader.subscriber.id, portal.clock())

  test.each(['ltr', 'rtl'])(
    'arrow keys go through the grid as it stands on the screen, Enter opens (%s)',
    async direction => {
      const { page, complaints, close } = await opened(`/portal?view=pictures${direction === 'rtl' ? '&lang=ar' : ''}`)
      const focused = async () => (await page.locator(':focus .tile-headline').textContent())?.trim()
      await page.keyboard.press('j')
      expect(await focused()).toBe('Picture 7')
      const [onward, back] = direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
      await page.keyboard.press(onward)
      expect(await focused()).toBe('Picture 6')
      expect(await page.locator(':focus .tile-caption').isVisible()).toBe(true)
      await page.keyboard.press(back)
      expect(await focused()).toBe('Picture 7')
      await page.keyboard.press('ArrowDown')
      const below = await focused()
      expect(below).not.toBe('Picture 7')
      await page.keyboard.press('ArrowUp')
      expect(await focused()).toBe('Picture 7')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('#pane .story-headline').textContent()).toBe('Picture 7')
      expect(await page.locator('#pane .story-picture').getAttribute('alt')).toBe('A ferry')
      expect(await page.locator('.tile.row-current .tile-headline').textContent()).toBe('Picture 7')
      expect(complaints).toEqual([])
      await close()
    },
  )

  test('pictures are there, none moves the page when it comes, and a new one appears by itself and goes when it is killed', async () => {
    const { page, complaints, close } = await opened('/portal?view=pictures')
    await page.evaluate(() => {
      const shifts: number[] = []
      Object.assign(globalThis, { shifts })
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, 'value'))
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await expect
      .poll(() =>
        page
          .locator('.tile-image')
          .first()
          .evaluate(image => Reflect.get(image, 'naturalWidth')),
      )
      .toBeGreaterThan(0)
    const shifts: number[] = await page.evaluate(() => Reflect.get(globalThis, 'shifts'))
    expect(shifts.reduce((sum, each) => sum + each, 0)).toBeLessThan(0.01)
    const item = await send('Comes by itself')
    const first = page.locator('.wire-pictures > .tile').first()
    await expect.poll(() => first.textContent()).toContain('Comes by itself')
    await portal.file({ content: content({ headline: 'Words alone' }) })
    await portal.file({ signal: 'kill', note: 'Not this one' }, item)
    await expect.poll(() => first.getAttribute('class')).toContain('row-gone')
    expect(await first.locator('img').count()).toBe(0)
    expect(await page.getByText('Words alone').count()).toBe(0)
    expect(complaints).toEqual([])
    await close()
  })

  test('d takes the best size of the licence, and the page says what is left', async () => {
    const { page, close } = await opened('/portal?view=pictures')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const taking = page.waitForEvent('download')
    await page.keyboard.press('d')
    const file = await taking
    expect(file.suggestedFilename()).toMatch(/^dl_picture_\d+_\d+_web\.jpg$/u)
    await file.path()
    expect(await used()).toBe(1)
    await page.keyboard.press('Enter')
    await page.getByText('1 of 3 downloads of today used').waitFor()
    await page.locator('.tile-link', { hasText: 'Picture 2' }).click()
    await page.locator('#pane .story-headline', { hasText: 'Picture 2' }).waitFor()
    const again = page.waitForEvent('download')
    await page.locator('#pane').getByRole('link', { name: 'Download', exact: false }).first().click()
    await (await again).path()
    await page.getByText('2 of 3 downloads of today used').waitFor()
    await close()
  })

  test('a link is copied that works for a day', async () => {
    const { page, close } = await opened('/portal')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('link', { name: 'Picture 3' }).click()
    await page.locator('#pane').getByRole('link', { name: 'Copy link' }).first().click()
    await page.getByText('Copied', { exact: true }).first().waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/v1\/media\/.*\/web\.jpg\?link=/u)
    await close()
  })

  test('a key is made, its secret is copied, and it is put out of use after it was asked for once more', async () => {
    const { page, complaints, close } = await opened('/portal')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.getByRole('link', { name: 'New API user' }).click()
    await page.getByLabel('Name').fill('layout')
    await page.getByRole('button', { name: 'Make API user' }).click()
    await page.getByRole('button', { name: /Copy Bearer token/u }).click()
    await page.getByText('Copied', { exact: true }).first().waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^dlk_\d{7}_[0-9a-f]{40}$/u)
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Deactivate layout' }).click()
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await page.getByText('layout is deactivated').waitFor()
    await page.getByRole('button', { name: 'Activate layout' }).click()
    await page.getByText('layout is in use again').waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  const faces = [
    { lang: 'en', width: 1600, colorScheme: 'light' },
    { lang: 'tr', width: 1280, colorScheme: 'dark' },
    { lang: 'ar', width: 390, colorScheme: 'light' },
    { lang: 'ar', width: 1280, colorScheme: 'dark' },
    { lang: 'en', width: 390, colorScheme: 'dark' },
  ] as const
  test.each(faces)(
    'there is no barrier and nothing sticks out ($lang, $width px, $colorScheme)',
    async ({ lang, width, colorScheme }) => {
      const item = await send(`${'A long headline of many words '.repeat(8)}${'x'.repeat(60)}`)
      const body = [paragraph('It left.'), { kind: 'figure' as const, item, caption: [{ text: 'The ferry at noon' }] }]
      const text = await portal.file({ content: content({ body }) })
      const paths = [
        `/portal?lang=${lang}&type=picture`,
        `/portal?lang=${lang}&view=pictures`,
        `/portal?lang=${lang}&view=pictures&open=${item}`,
        `/portal/items/${item}?lang=${lang}`,
        `/portal/items/${text.item}?lang=${lang}`,
        `/portal/api-users?lang=${lang}`,
        `/portal/api-users/new?lang=${lang}`,
      ]
      for (const path of paths) {
        const { page, complaints, close } = await opened(path, { viewport: { width, height: 900 }, colorScheme })
        await expectAccessible(page)
        expect([path, await overflowsSideways(page)]).toEqual([path, false])
        expect(complaints).toEqual([])
        await close()
      }
    },
    240_000,
  )
})
