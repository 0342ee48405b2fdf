import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Day, sendOut, startedDay, textOf } from './day.ts'
import { inChromium } from './kit.ts'

inChromium('writing in two directions', () => {
  let day: Day
  beforeAll(async () => {
    day = await startedDay()
  })
  afterAll(() => day.end())

  test('an Arabic story with an English quotation: each block runs as it is written, and goes out so', async () => {
    const { page, complaints } = await day.sit('editor', { language: 'ar' })
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await page.keyboard.press('n')
    await page.waitForURL('**/desk/new')
    await page.locator('#field-language').selectOption('ar')
    await page.locator('#field-headline').fill('ميناء قديرة يستقبل أول سفينة منذ العاصفة')
    await page.locator('#field-category').selectOption('general')
    await textOf(page).click()
    await page.keyboard.type('رست السفينة صباح الاثنين في ميناء قديرة.')
    await page.keyboard.press('Enter')
    await page.keyboard.type('"We are glad to be back," the captain said.')
    const directions = await textOf(page)
      .locator('p')
      .evaluateAll(blocks => blocks.map(each => getComputedStyle(each).direction))
    expect(directions).toEqual(['rtl', 'ltr'])
    expect(await textOf(page).evaluate(each => each.closest('[lang]')?.getAttribute('lang'))).toBe('ar')
    const item = await sendOut(page)
    const shown = await page
      .locator('.story p', { hasText: 'captain' })
      .evaluate(each => getComputedStyle(each).direction)
    expect(shown).toBe('ltr')
    const { key } = day.accounts.courier
    const id = item.slice('/desk/items/'.length)
    const answer = await fetch(`${day.url}/v1/items/${id}?format=text`, {
      headers: { authorization: `Bearer ${key.token}` },
    })
    expect(await answer.text()).toMatch(/We are glad to be back,.? the captain said\./u)
    expect(complaints).toEqual([])
    await page.context().close()
  }, 90_000)
})
