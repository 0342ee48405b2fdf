import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languageCodes } from '../../src/domain/taxonomy.ts'
import { insertNotice, insertTeaser, type StartedSite, startedSite } from '../kit/teasers.ts'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'

const headlines = {
  en: 'Ferry service on Lake Orsel starts again',
  tr: 'Irmaklı’da tramvay hattı ilk yolcularını taşıdı',
  ar: 'ميناء قاديرا يعيد فتح رصيفه الشمالي',
}
const endless = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten'

inChromium('the public site', () => {
  let site: StartedSite
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    site = await startedSite()
    for (const [index, language] of languageCodes.entries()) {
      for (let n = 0; n < 20; n++) {
        const correction = n === 0 ? 'An earlier version gave another hour.' : null
        await insertTeaser(site.db, { n: 1000 + index * 100 + n, language, headline: headlines[language], correction })
      }
    }
    await insertTeaser(site.db, { n: 1990, headline: endless, summary: endless, dateline: endless })
    await insertTeaser(site.db, { n: 1991, headline: 'An agreement on dykes and sirens '.repeat(8).slice(0, 240) })
    await insertNotice(site.db, { n: 1992 })
    served = await serveApp(site.web)
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser.close()
    await served.close()
    await site.stop()
  })

  const pagesOf = (language: (typeof languageCodes)[number]): string[] => [
    `/${language}`,
    `/${language}/general`,
    `/${language}/health`,
    `/${language}/story/story-${1000 + languageCodes.indexOf(language) * 100}`,
    `/${language}/about`,
    `/${language}/contact`,
  ]

  test.each(languageCodes)(
    'in %s has no barriers, nothing sideways and no complaints, light and dark',
    async language => {
      for (const [width, colorScheme] of [
        [390, 'dark'],
        [1100, 'light'],
      ] as const) {
        const viewport = { width, height: 900 }
        const { page, complaints } = await openPage(browser, { viewport, colorScheme, bypassCSP: true })
        for (const path of pagesOf(language)) {
          await page.goto(served.origin + path)
          await expectAccessible(page)
          expect(await overflowsSideways(page), `${path} at ${width}`).toBe(false)
        }
        expect(complaints).toEqual([])
        await page.context().close()
      }
    },
  )

  test('keeps long words and headlines within the window, also at twice the size', async () => {
    const { page } = await openPage(browser, { viewport: { width: 320, height: 640 } })
    for (const path of ['/en', '/en/story/story-1990', '/en/story/story-1991', '/en/contact?about=story-1990']) {
      await page.goto(served.origin + path)
      expect(await overflowsSideways(page), path).toBe(false)
    }
    await page.context().close()
  })

  test('is laid out and styled under its own policy, without a script running', async () => {
    const { page, complaints } = await openPage(browser)
    const scripts: string[] = []
    page.on('request', request => request.resourceType() === 'script' && scripts.push(request.url()))
    for (const path of pagesOf('en')) await page.goto(served.origin + path, { waitUntil: 'networkidle' })
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Newsreader')
    expect(await page.evaluate(() => document.fonts.check('17px Newsreader'))).toBe(true)
    expect([scripts, complaints]).toEqual([[], []])
    await page.context().close()
  })

  test('asks for a subscription by keyboard alone, from the story to the thanks', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false })
    await page.goto(`${served.origin}/tr/story/story-1100`)
    await page.locator('.portion .ask a').first().press('Enter')
    await page.getByText(headlines.tr).waitFor()
    for (const [name, value] of [
      ['organisation', 'Göl Radyo'],
      ['name', 'Işıl'],
      ['email', 'isil@gol.example'],
      ['message', 'Hepsi'],
    ]) {
      await page.locator(`#field-${name}`).focus()
      await page.keyboard.type(value ?? '')
    }
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tr/contact/thanks')
    const rows = await site.db`select organisation, name, about from enquiry`
    expect(rows).toEqual([{ organisation: 'Göl Radyo', name: 'Işıl', about: 'story-1100' }])
    await page.context().close()
  })

  test('turns to light or dark where the reader says so, on every page', async () => {
    const { page } = await openPage(browser, { colorScheme: 'light', javaScriptEnabled: true })
    await page.goto(`${served.origin}/en`)
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await page.locator('button[name=theme][value=dark]').click()
    await page.waitForLoadState()
    expect(new URL(page.url()).pathname).toBe('/en')
    const dark = await ground()
    expect(dark).not.toBe(light)
    await page.goto(`${served.origin}/en/sports`)
    expect(await ground()).toBe(dark)
    await page.context().close()
  })

  test('shows a killed story’s notice instead of what the browser kept', async () => {
    const teaser = await insertTeaser(site.db, { n: 1995, headline: 'Not so' })
    const { page } = await openPage(browser)
    await page.goto(`${served.origin}/en/story/story-1995`)
    await page.getByRole('heading', { level: 1, name: 'Not so' }).waitFor()
    await site.db`delete from teaser where item_id = ${teaser.item}`
    await site.db`insert into public_notice (item_id, slug, language, kind, line, at)
                  values (${teaser.item}, 'story-1995', 'en', 'killed', 'It was withdrawn.', now())`
    await page.goto(`${served.origin}/en`)
    expect(await page.getByText('Not so').count()).toBe(0)
    const answer = await page.goto(`${served.origin}/en/story/story-1995`)
    expect(answer?.status()).toBe(410)
    await page.getByText('It was withdrawn.').waitFor()
    await page.context().close()
  })
})
