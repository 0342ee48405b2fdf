import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStream, type StreamClient } from '../kit/stream-client.ts'
import { type Day, sendOut, startedDay, textOf } from './day.ts'
import { inChromium } from './kit.ts'

inChromium('a flash, what it grows into, and how it is taken back', () => {
  let day: Day
  let courier: StreamClient
  beforeAll(async () => {
    day = await startedDay()
    courier = await openStream(day.url, day.accounts.courier.key.token, '?after=0')
  })
  afterAll(async () => {
    courier.close()
    await day.end()
  })

  const gets = async (signal: string, headline: string | null) => {
    const frame = await courier.until(
      ({ event, data }) =>
        event === 'entry' && data.signal === signal && (headline === null || JSON.stringify(data).includes(headline)),
      15_000,
    )
    return frame.data
  }

  test('each version goes out as it is sent, to a subscriber whose stream is open all day', async () => {
    const { page, complaints } = await day.sit('editor')

    // The flash: one key, one line, Enter.
    await page.keyboard.press('f')
    await page.locator('dialog#flash-box[open]').waitFor()
    await page.keyboard.type('Dam on Lake Orsel gives way')
    await page.locator('[name=flashCategory]').selectOption('general')
    await page.locator('[name=flashLine]').press('Enter')
    await page.waitForURL('**/desk/items/**')
    const item = new URL(page.url()).pathname
    const flash = await gets('new', 'Dam on Lake Orsel gives way')
    expect(flash.priority).toBe(1)

    // The bulletin and the story: versions of the same item.
    for (const [headline, text] of [
      [
        'Dam on Lake Orsel gives way, villages are cleared',
        'The dam gave way on Monday morning, the lake authority said.',
      ],
      ['Thousands leave their homes below Lake Orsel', 'Three villages were empty by noon, the lake authority said.'],
    ] as const) {
      await page.keyboard.press('e')
      await page.waitForURL('**/desk/drafts/**')
      await page.locator('#field-headline').fill(headline)
      await textOf(page).click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type(text)
      expect(await sendOut(page)).toBe(item)
      await gets('update', headline)
    }

    // The correction asks for the note and for the line that readers see.
    await page.keyboard.press('c')
    await page.waitForURL('**/desk/drafts/**')
    await page.locator('#field-note').fill('Two villages, not three')
    await page.locator('#field-line').fill('An earlier version gave another number of villages.')
    await page.locator('#field-headline').fill('Hundreds leave their homes below Lake Orsel')
    expect(await sendOut(page)).toBe(item)
    const corrected = await gets('correction', 'Hundreds leave their homes')
    expect(JSON.stringify(corrected)).toContain('another number of villages')

    // The kill: a class, a reason, who has it already, and a second, deliberate step.
    await page.keyboard.press('x')
    await page.waitForURL('**sheet=kill')
    await page.locator('#field-reason').selectOption({ index: 2 })
    await page.locator('#field-note').fill('The report was false; the dam stands.')
    await page.getByText('Courier').first().waitFor()
    await page.getByRole('button', { name: 'Check who is told' }).click()
    await page.getByRole('button', { name: /^Kill/u }).click()
    await page.getByText('nobody may use this story').waitFor()
    const kill = await gets('kill', null)
    expect(JSON.stringify(kill)).not.toContain('Hundreds leave')

    const signals = courier.entries().map(({ data }) => data.signal)
    expect(signals).toEqual(['new', 'update', 'update', 'correction', 'kill'])
    expect(complaints).toEqual([])
    await page.context().close()
  }, 120_000)
})
