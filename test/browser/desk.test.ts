import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kitPassword } from '../kit/accounts.ts'
import { type StartedDesk, startedDesk } from '../kit/desk.ts'
import { broadcasted, drafted, nextDraft, sentFrom, storyForm } from '../kit/drafting.ts'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'

inChromium('the desk', () => {
  let browser: Browser
  let served: Served
  let desk: StartedDesk
  beforeAll(async () => {
    desk = await startedDesk()
    browser = await openBrowser()
    served = await serveApp(desk.app)
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
    await desk.stop()
  })

  /** Signs in by the keyboard alone. */
  const signIn = async (page: Page, language = 'en') => {
    await page.context().addCookies([{ name: 'dateline_language', value: language, url: served.origin }])
    await page.goto(`${served.origin}/desk`)
    await page.keyboard.type('editor@meridian.example')
    await page.keyboard.press('Tab')
    await page.keyboard.type(kitPassword)
    await page.keyboard.press('Enter')
    await page.waitForURL(url => url.pathname === '/desk')
  }

  test('by the keyboard alone, from signing in to the wire; a colleague’s page shows it without reloading', async () => {
    const watching = await openPage(browser)
    await signIn(watching.page)
    await watching.page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
    const { page, complaints } = await openPage(browser)
    await signIn(page)
    await page.keyboard.press('n')
    await page.waitForURL('**/desk/new')
    await page.locator('#field-headline').focus()
    await page.keyboard.type('Ferry service starts again')
    for (const text of [
      'Boats cross from Monday',
      'ORSEL',
      'Ines Tallow',
      'Ferries crossed Lake Orsel again on Monday.',
    ]) {
      await page.keyboard.press('Tab')
      await page.keyboard.type(text)
    }
    await page.locator('#field-category').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL('**/desk/drafts/*?sheet=send')
    await watching.page.locator('#beside', { hasText: 'Ferry service starts again' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForURL('**/desk/items/**')
    expect(await page.locator('.notice-update').textContent()).toContain('entry 1 on the wire')
    await watching.page.locator('.wire .row-link', { hasText: 'Ferry service starts again' }).waitFor()
    await watching.page.locator('#beside', { hasText: 'No open drafts' }).waitFor()
    expect(await watching.page.evaluate(() => Reflect.get(globalThis, 'isSamePage'))).toBe(true)
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.waitForURL('**/desk/drafts')
    expect([...complaints, ...watching.complaints]).toEqual([])
    await page.context().close()
    await watching.page.context().close()
  })

  test('Esc closes a sheet and what was typed is still there', async () => {
    const { page } = await openPage(browser)
    await signIn(page)
    const editor = await desk.sit('editor')
    await page.goto(`${served.origin}${await drafted(editor, { headline: 'Not yet' })}?sheet=send`)
    await page.keyboard.press('Escape')
    await page.waitForURL(url => url.search === '')
    expect(await page.locator('#field-headline').inputValue()).toBe('Not yet')
    await page.context().close()
  })

  test('without scripts a story is written, sent and killed', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false })
    await page.context().addCookies([{ name: 'dateline_language', value: 'en', url: served.origin }])
    await page.goto(`${served.origin}/desk/sign-in`)
    await page.locator('#field-email').fill('editor@meridian.example')
    await page.locator('#field-password').fill(kitPassword)
    await page.locator('main button').click()
    await page.getByRole('link', { name: 'New story' }).last().click()
    await page.locator('#field-headline').fill('Sent without scripts')
    await page.locator('#field-category').selectOption('sports')
    await page.locator('button[value=send]').click()
    await page.getByRole('button', { name: 'Send to 1 subscriber' }).click()
    await page.getByRole('link', { name: 'Kill…' }).click()
    await page.locator('#field-reason').selectOption('sent-in-error')
    await page.locator('#field-note').fill('A test')
    await page.getByRole('button', { name: 'Check who is told' }).click()
    await page.getByRole('button', { name: 'Kill: tell 1 subscriber' }).click()
    await page.getByText('Killed: nobody may use this story').waitFor()
    await page.context().close()
  })

  const looks = [
    { width: 390, theme: 'light', language: 'en' },
    { width: 1100, theme: 'dark', language: 'ar' },
    { width: 1600, theme: 'light', language: 'tr' },
  ] as const

  test.each(looks)('has no barrier and no sideways scroll at $width px, $theme, $language', async look => {
    const editor = await desk.sit('editor')
    const headline = `${'Harbour '.repeat(22)}${'x'.repeat(60)} end`
    const item = await broadcasted(editor, { headline })
    const update = await nextDraft(editor, item, 'update')
    await editor.post(update, storyForm({ revision: 1, signal: 'update', headline, body: 'Other words.' }))
    await sentFrom(await editor.post(`${update}/send`, { revision: 2 }))
    const draft = await drafted(editor, { headline })
    const wrong = await drafted(editor, { headline: '', embargo: 'until' })
    await desk.db`insert into enquiry (organisation, name, email, country, message, language) values ('Orsel Courier', 'Ada', 'a@b.example', '', 'How much?', 'en')`
    const { page, complaints } = await openPage(browser, {
      viewport: { width: look.width, height: 844 },
      colorScheme: look.theme,
    })
    await signIn(page, look.language)
    const paths = [
      '/desk',
      '/desk?signal=withhold',
      '/desk/drafts',
      '/desk/new',
      '/desk/enquiries',
      draft,
      `${draft}?sheet=send`,
    ]
    const more = [`${draft}/preview`, `${wrong}?sheet=send`, item, `${item}/compare`, `${item}?sheet=kill`]
    for (const path of [...paths, ...more]) {
      await page.goto(served.origin + path)
      await page.evaluate(() => document.fonts.ready)
      await expectAccessible(page)
      expect(await overflowsSideways(page), path).toBe(false)
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
