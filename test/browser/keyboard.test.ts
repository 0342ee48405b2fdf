import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kitPassword } from '../kit/accounts.ts'
import { type Day, startedDay } from './day.ts'
import { inChromium, openPage } from './kit.ts'

/** How often Tab may be pressed until something is reached. */
const mostTabs = 80

inChromium('the keyboard alone', () => {
  let day: Day
  beforeAll(async () => {
    day = await startedDay()
  })
  afterAll(() => day.end())

  test('leads from signing in to a story sent, corrected and killed; where one is, can be seen at every step', async () => {
    const { page } = await openPage(day.browser, { viewport: { width: 1280, height: 900 } })
    await page.context().addCookies([{ name: 'dateline_language', value: 'en', url: day.url }])
    const { keyboard } = page
    await page.goto(`${day.url}/desk`)
    await keyboard.type('editor@meridian.example')
    await tabTo(page, '#field-password')
    await keyboard.type(kitPassword)
    await keyboard.press('Enter')
    await page.waitForURL(`${day.url}/desk`)

    await keyboard.press('?')
    await page.locator('dialog#keys[open]').waitFor()
    await expectVisibleFocus(page)
    await keyboard.press('Escape')
    await keyboard.press('Control+k')
    await page.locator('dialog[open] [role=combobox]').waitFor()
    await keyboard.type('draft')
    await keyboard.press('Escape')
    expect(await page.locator('dialog[open]').count()).toBe(0)
    await keyboard.press('f')
    await page.locator('#flash-box[open]').waitFor()
    await expectVisibleFocus(page)
    await keyboard.press('Escape')
    expect(await page.locator('dialog[open]').count()).toBe(0)

    await keyboard.press('n')
    await page.waitForURL('**/desk/new')
    await tabTo(page, '#field-headline')
    await keyboard.type('Ferry service starts again')
    await tabTo(page, 'story-editor [contenteditable=true]')
    await keyboard.type('Ferries crossed Lake Orsel again on Monday.')
    await tabTo(page, '#field-category')
    await keyboard.press('ArrowDown')
    await keyboard.press('Control+Enter')
    await page.waitForURL('**sheet=send')
    await expectVisibleFocus(page)
    await keyboard.press('Control+Enter')
    await page.waitForURL('**/desk/items/**')

    await keyboard.press('c')
    await page.waitForURL('**/desk/drafts/**')
    await tabTo(page, '#field-note')
    await keyboard.type('Another day')
    await tabTo(page, '#field-line')
    await keyboard.type('An earlier version gave another day.')
    await keyboard.press('Control+Enter')
    await page.waitForURL('**sheet=send')
    await keyboard.press('Control+Enter')
    await page.waitForURL('**/desk/items/**')

    await keyboard.press('x')
    await page.waitForURL('**sheet=kill')
    await tabTo(page, '#field-reason')
    await keyboard.press('ArrowDown')
    await tabTo(page, '#field-note')
    await keyboard.type('It never sailed')
    await tabTo(page, '.act-form button')
    await keyboard.press('Enter')
    await page.getByText('It never sailed').first().waitFor()
    await page.locator('input[name=confirm]').waitFor({ state: 'attached' })
    await tabTo(page, '.act-form button')
    await keyboard.press('Enter')
    await page.getByText('nobody may use this story').waitFor()
    await page.context().close()
  }, 180_000)

  test('every stop of Tab can be seen, on each of the places of the desk', async () => {
    const { page } = await day.sit('editor')
    for (const path of ['/desk', '/desk/drafts', '/desk/new', '/desk/today', '/desk/incoming', '/desk/media']) {
      await page.goto(day.url + path)
      const stops: { name: string }[] = []
      for (let n = 0; n < 25; n++) {
        await page.keyboard.press('Tab')
        const stop = await page.evaluate(focused)
        if (stop === null) break
        expect(stop.isSeen, `${path}: ${stop.name}`).toBe(true)
        stops.push(stop)
      }
      expect(stops.length, path).toBeGreaterThan(5)
      expect(new Set(stops.map(({ name }) => name)).size, path).toBeGreaterThan(5)
    }
    await page.context().close()
  }, 120_000)
})

/** Goes on with Tab until this has the focus, which must be seen at every stop. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let n = 0; n < mostTabs; n++) {
    if (await page.evaluate(wanted => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
    await expectVisibleFocus(page)
  }
  throw new Error(`${selector} was not reached in ${mostTabs} steps on ${page.url()}`)
}

const expectVisibleFocus = async (page: Page): Promise<void> => {
  const stop = await page.evaluate(focused)
  // Past the last stop is the browser's own frame.
  if (stop !== null) expect(stop.isSeen, `${page.url()}: ${stop.name}`).toBe(true)
}

/** In the page: what has the focus, and whether it shows it: by an outline, or by a ring of its own or of what is around it. */
const focused = () => {
  const element = document.activeElement
  if (element === null || element === document.body) return null
  const shows = (of: Element): boolean =>
    [null, '::after', '::before'].some(pseudo => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(of, pseudo)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
  const around = [element, element.parentElement, element.parentElement?.parentElement, element.closest('label')]
  return {
    isSeen: around.some(each => each != null && shows(each)) || element.matches('dialog, [tabindex="-1"]'),
    name: `${element.tagName.toLowerCase()}${element.id && `#${element.id}`} ${element.textContent?.trim().slice(0, 40)}`,
  }
}
