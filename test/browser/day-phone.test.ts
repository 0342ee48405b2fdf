import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Day, startedDay, textOf } from './day.ts'
import { barriers, inChromium, overflowsSideways } from './kit.ts'

inChromium('a reporter in the street', () => {
  let day: Day
  beforeAll(async () => {
    day = await startedDay()
  })
  afterAll(() => day.end())

  test('a reporter in the street files a story by touch on a phone, and an editor has it for review', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
    const { page, complaints } = await day.sit('writer', phone)
    await page.locator('a[href="/desk/new"]:visible').first().tap()
    await page.waitForURL('**/desk/new')
    await page.locator('#field-headline').tap()
    await page.keyboard.type('Crowds gather at the harbour of Orsel')
    await textOf(page).tap()
    await page.keyboard.type('Several hundred people stood on the quay at noon.')
    expect(await overflowsSideways(page)).toBe(false)
    expect(await barriers(page, ['target-size', 'label', 'color-contrast'])).toEqual([])
    // What a thumb is to hit is large enough for one.
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('.editor-bar button, .editor-bar a')]
        .filter(each => each.getClientRects().length > 0 && !each.matches('.visually-hidden'))
        .filter(each => each.getBoundingClientRect().height < 44)
        .map(each => each.textContent?.trim()),
    )
    expect(small).toEqual([])
    const hand = page.locator('button[name=do][value=stage-review]')
    await hand.scrollIntoViewIfNeeded()
    await hand.tap()
    await page.getByText('Crowds gather').first().waitFor()
    await page.waitForURL(url => url.searchParams.has('done'))

    const editor = await day.sit('editor')
    await editor.page.goto(`${day.url}/desk/drafts?stage=review`)
    await editor.page.locator('main', { hasText: 'Crowds gather at the harbour of Orsel' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
    await editor.page.context().close()
  }, 90_000)
})
