import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { draftOf } from '../../src/store/draft.ts'
import { formerTexts } from '../../src/store/draft-text.ts'
import { kitPassword } from '../kit/accounts.ts'
import { type StartedDesk, startedDesk } from '../kit/desk.ts'
import { drafted } from '../kit/drafting.ts'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'

inChromium('the editor', () => {
  let browser: Browser
  let served: Served
  let desk: StartedDesk
  beforeAll(async () => {
    desk = await startedDesk()
    browser = await openBrowser()
    served = await serveApp(desk.app)
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
    await desk.stop()
  })

  const signedIn = async (role: 'editor' | 'writer', look: Parameters<typeof openPage>[1] = {}, language = 'en') => {
    const { page, complaints } = await openPage(browser, look)
    await page.context().addCookies([{ name: 'dateline_language', value: language, url: served.origin }])
    await page.goto(`${served.origin}/desk/sign-in`)
    await page.locator('#field-email').fill(`${role}@meridian.example`)
    await page.locator('#field-password').fill(kitPassword)
    await page.locator('#field-password').press('Enter')
    await page.waitForURL(url => url.pathname === '/desk')
    return { page, complaints }
  }
  const text = (page: Page) => page.locator('.story-text')
  const isSaved = (page: Page) => page.locator('[data-draft-state="saved"]', { hasText: 'Saved' }).waitFor()
  const openNew = async (page: Page): Promise<string> => {
    await page.goto(`${served.origin}/desk/new`)
    await text(page).waitFor()
    return (await page.locator('form.editor').getAttribute('data-draft')) ?? ''
  }
  const stored = async (id: string) => (await draftOf(desk.db, id))?.fields

  test('what is typed is saved by itself, as the vocabulary of the news', async () => {
    const { page, complaints } = await signedIn('editor')
    const id = await openNew(page)
    await page.locator('#field-headline').fill('Ferries cross again')
    await text(page).click()
    await page.keyboard.type('Ferries crossed "again" on ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('Monday')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('.\n## Why\n- one\ntwo\n\n> said so')
    await isSaved(page)
    await page.waitForURL(`**/desk/drafts/${id}`)
    expect(await stored(id)).toMatchObject({
      headline: 'Ferries cross again',
      body: 'Ferries crossed “again” on **Monday**.\n\n## Why\n\n- one\n- two\n\n> said so',
    })
    expect(await page.locator('[data-words]').textContent()).toContain('10 words')
    await page.reload()
    await text(page).locator('blockquote', { hasText: 'said so' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('a line lost in the middle of a sentence loses not a letter, nor does the page that is closed before it is back', async () => {
    const { page } = await signedIn('editor')
    const id = await openNew(page)
    await text(page).click()
    await page.keyboard.type('Before.')
    await isSaved(page)
    await served.cut()
    await page.keyboard.type(' In the middle of a sent')
    await page.locator('[data-draft-state="offline"]').waitFor()
    await page.keyboard.type('ence.')
    await page.waitForTimeout(300)
    await served.listen()
    await isSaved(page)
    expect((await stored(id))?.body).toBe('Before. In the middle of a sentence.')
    await served.cut()
    await page.keyboard.type(' After.')
    await page.locator('[data-draft-state="offline"]').waitFor()
    await page.goto('about:blank')
    await served.listen()
    await page.goto(`${served.origin}/desk/drafts/${id}`)
    await page.locator('.draft-note', { hasText: 'only on this device' }).waitFor()
    await expect.poll(async () => (await stored(id))?.body).toBe('Before. In the middle of a sentence. After.')
  })

  test('a second person reads along; taking over turns the first page into one that reads, and nothing is lost', async () => {
    const first = await signedIn('editor')
    const second = await signedIn('writer')
    const id = await openNew(first.page)
    await text(first.page).click()
    await first.page.keyboard.type('By the editor.')
    await isSaved(first.page)
    await second.page.goto(`${served.origin}/desk/drafts/${id}`)
    await second.page.locator('.draft-note', { hasText: 'A editor is writing since' }).waitFor()
    await first.page.keyboard.type(' More.')
    await text(second.page).filter({ hasText: 'By the editor. More.' }).waitFor()
    expect(await text(second.page).getAttribute('contenteditable')).toBe('false')
    expect(await second.page.locator('#field-headline').getAttribute('readonly')).not.toBeNull()
    await second.page.getByRole('button', { name: 'Take over' }).click()
    await first.page.locator('.draft-note', { hasText: 'A writer has taken over' }).waitFor()
    expect(await text(first.page).getAttribute('contenteditable')).toBe('false')
    await text(second.page).press('Control+End')
    await second.page.keyboard.type(' By the writer.')
    await text(first.page).filter({ hasText: 'More. By the writer.' }).waitFor()
    await isSaved(second.page)
    expect((await stored(id))?.body).toBe('By the editor. More. By the writer.')
    expect((await formerTexts(desk.db, id)).map(each => [each.kind, each.fields.body])).toEqual([
      ['kept', 'By the editor. More.'],
    ])
  })

  test('what was typed without a line while somebody took over is put aside, and can be put in', async () => {
    const first = await signedIn('editor')
    const second = await signedIn('writer')
    const id = await openNew(first.page)
    await text(first.page).click()
    await first.page.keyboard.type('Saved.')
    await isSaved(first.page)
    await second.page.goto(`${served.origin}/desk/drafts/${id}`)
    await second.page.getByRole('button', { name: 'Take over' }).waitFor()
    await first.page.context().setOffline(true)
    await text(first.page).press('Control+End')
    await first.page.keyboard.type(' Not yet.')
    await second.page.getByRole('button', { name: 'Take over' }).click()
    await second.page.locator('[data-reading]').waitFor({ state: 'detached' })
    await first.page.context().setOffline(false)

    await first.page.getByRole('link', { name: 'See it' }).click()
    await first.page.getByRole('heading', { name: 'Put aside' }).waitFor()
    expect((await formerTexts(desk.db, id)).map(each => each.fields.body)).toEqual(['Saved. Not yet.'])
    await second.page.goto('about:blank')
    await first.page.getByRole('button', { name: 'Put it in' }).click()
    await text(first.page).filter({ hasText: 'Saved. Not yet.' }).waitFor()
  })

  test('a colleague’s save of another field goes into the text that is being written; of the same field both are shown', async () => {
    const { page } = await signedIn('editor')
    const id = await openNew(page)
    await page.locator('#field-headline').fill('Mine')
    await isSaved(page)
    await desk.db`update draft set document = document || '{"deck": "By hand"}', revision = revision + 1 where id = ${id}`
    await page.locator('#field-headline').fill('Mine, and more')
    await page.locator('.draft-note', { hasText: 'Both are in the draft' }).waitFor()
    expect(await page.locator('#field-deck').inputValue()).toBe('By hand')
    await expect.poll(async () => (await stored(id))?.headline).toBe('Mine, and more')
    await desk.db`update draft set document = document || '{"headline": "Theirs"}', revision = revision + 1 where id = ${id}`
    await page.locator('#field-headline').fill('Mine again')
    await page.getByRole('button', { name: 'See both' }).click()
    await page.locator('.conflict textarea[name=headline]').waitFor()
    expect(await page.locator('.conflict textarea[name=headline]').inputValue()).toBe('Mine again')
    expect((await stored(id))?.headline).toBe('Theirs')
  })

  test('who is signed out goes on writing, and it is saved after signing in again elsewhere', async () => {
    const { page } = await signedIn('editor')
    const id = await openNew(page)
    await text(page).click()
    await page.keyboard.type('One.')
    await isSaved(page)
    await page.context().clearCookies({ name: 'dateline_desk' })
    await page.keyboard.type(' Two.')
    await page.locator('.draft-note', { hasText: 'You are signed out' }).waitFor()
    const other = await page.context().newPage()
    await other.goto(`${served.origin}/desk/sign-in`)
    await other.locator('#field-email').fill('editor@meridian.example')
    await other.locator('#field-password').fill(kitPassword)
    await other.locator('#field-password').press('Enter')
    await other.waitForURL(url => url.pathname === '/desk')
    await expect.poll(async () => (await stored(id))?.body, { timeout: 15_000 }).toBe('One. Two.')
  })

  test('finds without regard to case and accents, replaces all, and takes it back', async () => {
    const { page } = await signedIn('editor')
    await openNew(page)
    await text(page).click()
    await page.keyboard.type('Çınar met CINAR and cinar.')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('cinar')
    await page.locator('.story-count', { hasText: '3' }).waitFor()
    await page.getByLabel('Replace with').fill('Tallow')
    await page.getByRole('button', { name: 'Replace all' }).click()
    const said = () => text(page).textContent()
    await expect.poll(said).toBe('Tallow met Tallow and Tallow.')
    await page.keyboard.press('Escape')
    await page.locator('.story-text:focus').waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(said).toBe('Çınar met CINAR and cinar.')
  })

  test('of what is pasted the news vocabulary is left', async () => {
    const { page, complaints } = await signedIn('editor')
    await openNew(page)
    await text(page).click()
    await page.evaluate(() => {
      const html = `<style>p{color:red}</style><h1 style="color:red">Title</h1><p class="MsoNormal"><b>Bold</b> <span style="font-style:italic">slanted</span> <a href="javascript:x()">no</a> <a href="https://a.example/">yes</a><script>x()</script></p><p class="MsoListParagraph">· One</p><p class="MsoListParagraph">· Two</p><table><tr><th><p>A</p></th></tr><tr><td><p>1</p><p>2</p></td></tr></table><blockquote><p>Said</p></blockquote><img src="x.png" onerror="x()">`
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', html)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.querySelector('.story-text')?.dispatchEvent(event)
    })
    const body = await page.locator('textarea[name=body]').inputValue()
    expect(body).toBe(
      '## Title\n\n**Bold** *slanted* no [yes](https://a.example/)\n\n- One\n- Two\n\n[[table 1: A]]\n\nSaid',
    )
    expect(complaints).toEqual([])
  })

  test.each([
    { width: 390, theme: 'light', language: 'en' },
    { width: 1280, theme: 'dark', language: 'ar' },
  ] as const)('has no barrier and no sideways scroll at $width px, $theme, $language', async look => {
    const editor = await desk.sit('editor')
    const path = await drafted(editor, { body: 'One.\n\n## Two\n\n- three', language: look.language })
    const options = { viewport: { width: look.width, height: 844 }, colorScheme: look.theme }
    const { page } = await signedIn('editor', options, look.language)
    await page.goto(served.origin + path)
    await text(page).click()
    await page.keyboard.press('Control+f')
    await page.locator('.story-tray input').first().waitFor()
    await expectAccessible(page)
    expect(await overflowsSideways(page)).toBe(false)
  })
})
