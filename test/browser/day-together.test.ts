import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Day, sendOut, startedDay, textOf } from './day.ts'
import { inChromium } from './kit.ts'

inChromium('two at one story, and one without a network', () => {
  let day: Day
  beforeAll(async () => {
    day = await startedDay()
  })
  afterAll(() => day.end())

  const isSaved = (page: Page) => page.locator('[data-draft-state=saved]', { hasText: 'Saved' }).waitFor()
  const begun = async (page: Page, headline: string): Promise<string> => {
    await page.keyboard.press('n')
    await page.waitForURL('**/desk/new')
    await page.locator('#field-headline').fill(headline)
    await page.locator('#field-category').selectOption('general')
    await textOf(page).click()
    await page.waitForURL('**/desk/drafts/**')
    return new URL(page.url()).pathname
  }

  test('the second one reads along, takes over, and nothing of the first is lost; each at a server process of its own', async () => {
    const first = await day.sit('writer')
    const path = await begun(first.page, 'Council meets about the breakwater')
    await first.page.keyboard.type('The council met on Wednesday.')
    await isSaved(first.page)

    const beside = await day.another()
    const second = await day.sit('editor', {}, beside.url)
    await second.page.goto(beside.url + path)
    await second.page.getByText(/A writer is writing since/u).waitFor()
    expect(await second.page.locator('story-editor [contenteditable=true]').count()).toBe(0)
    await first.page.keyboard.type(' It decided nothing.')
    await second.page.getByText('It decided nothing.').waitFor()
    await first.page.getByText(/Also here: A editor/u).waitFor()

    await second.page.getByRole('button', { name: 'Take over' }).click()
    await first.page.getByText(/A editor has taken over/u).waitFor()
    expect(await first.page.locator('story-editor [contenteditable=true]').count()).toBe(0)
    await textOf(second.page).click()
    await second.page.keyboard.press('Control+End')
    await second.page.keyboard.type(' It meets again on Friday.')
    await isSaved(second.page)
    await first.page.getByText('It meets again on Friday.').waitFor()
    expect(await textOf(second.page).innerText()).toBe(
      'The council met on Wednesday. It decided nothing. It meets again on Friday.',
    )
    expect([...first.complaints, ...second.complaints]).toEqual([])
    await first.page.context().close()
    await second.page.context().close()
    await beside.stop()
  }, 120_000)

  test('a line that breaks in the middle of a sentence: typing goes on, and all of it goes out', async () => {
    const { page } = await day.sit('editor')
    const path = await begun(page, 'Wind of up to 40 kilometres an hour')
    await page.keyboard.type('The weather office expects ')
    await isSaved(page)
    await page.context().setOffline(true)
    await page.keyboard.type('wind of up to 40 kilometres an hour')
    await page.locator('[data-draft-state=offline]').waitFor()
    expect(await textOf(page).innerText()).toContain('40 kilometres an hour')
    await page.context().setOffline(false)
    await page.keyboard.type(' until Thursday.')
    await isSaved(page)
    await page.reload()
    await textOf(page).waitFor()
    expect(await textOf(page).innerText()).toBe(
      'The weather office expects wind of up to 40 kilometres an hour until Thursday.',
    )
    expect(new URL(page.url()).pathname).toBe(path)
    await textOf(page).click()
    const item = await sendOut(page)
    await page.goto(day.url + item)
    await page.getByText('until Thursday.').first().waitFor()
    await page.context().close()
  }, 120_000)
})
