import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStream, type StreamClient } from '../kit/stream-client.ts'
import { type Day, startedDay, textOf } from './day.ts'
import { inChromium } from './kit.ts'

inChromium('a story that goes out by itself on the day the clocks change', () => {
  let day: Day
  let courier: StreamClient
  beforeAll(async () => {
    day = await startedDay({ TIME_ZONE: 'Europe/Berlin' })
    courier = await openStream(day.url, day.accounts.courier.key.token, '?after=0')
  })
  afterAll(async () => {
    courier.close()
    await day.end()
  })

  /** Writes a story and looks when it could go out. */
  const written = async (page: Page, headline: string) => {
    await page.keyboard.press('n')
    await page.waitForURL('**/desk/new')
    await page.locator('#field-headline').fill(headline)
    await page.locator('#field-category').selectOption('general')
    await textOf(page).click()
    await page.keyboard.type('The water stood at 4.2 metres, the lake authority said.')
    await page.locator('button[name=do][value=schedule]').click()
    await page.waitForURL('**/schedule')
  }
  const look = async (page: Page, date: string, time: string) => {
    await page.locator('#field-date').fill(date)
    await page.locator('#field-time').fill(time)
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.waitForURL(`**time=${time.replace(':', '%3A')}**`)
  }
  const isOut = (headline: string) => courier.entries().some(({ data }) => JSON.stringify(data).includes(headline))

  test('an hour that the clock skips is refused by name; the story goes out at its own moment, not an hour beside it', async () => {
    day.setClock(new Date('2027-03-27T20:00:00Z'))
    const { page, complaints } = await day.sit('editor')
    await written(page, 'Levels at dawn in spring')
    await look(page, '2027-03-28', '02:30')
    await page.getByText('the clock in Europe/Berlin skips 02:30').first().waitFor()
    await look(page, '2027-03-28', '03:30')
    // 21:00 by the summer clock to come, 20:00 by that of now: 5 h 30 min, not 6 h 30 min.
    await page.getByText('5 h 30 min').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForURL('**/desk/schedule**')
    await page.getByText('The clock is set forward').waitFor()
    await page.locator('main', { hasText: 'Levels at dawn in spring' }).waitFor()

    day.setClock(new Date('2027-03-28T01:29:00Z'))
    await new Promise(resolve => setTimeout(resolve, 2_500))
    expect(isOut('Levels at dawn in spring')).toBe(false)
    day.setClock(new Date('2027-03-28T01:30:01Z'))
    await expect.poll(() => isOut('Levels at dawn in spring'), { timeout: 15_000 }).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  }, 90_000)

  test('an hour that comes twice is asked for, and the second one is kept', async () => {
    day.setClock(new Date('2027-10-30T20:00:00Z'))
    const { page } = await day.sit('editor')
    await written(page, 'Levels at night in autumn')
    await look(page, '2027-10-31', '02:30')
    await page.getByText('shows 02:30 twice').first().waitFor()
    await page.getByRole('radio', { name: /second/iu }).check()
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByText('5 h 30 min').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForURL('**/desk/schedule**')

    day.setClock(new Date('2027-10-31T00:31:00Z'))
    await new Promise(resolve => setTimeout(resolve, 2_500))
    expect(isOut('Levels at night in autumn')).toBe(false)
    day.setClock(new Date('2027-10-31T01:30:01Z'))
    await expect.poll(() => isOut('Levels at night in autumn'), { timeout: 15_000 }).toBe(true)
    await page.context().close()
  }, 90_000)
})
