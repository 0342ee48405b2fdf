import { afterAll, beforeAll, expect, test } from 'vitest'
import { figuresOfDraft } from '../../src/desk/write/story-pictures.ts'
import { draftOf } from '../../src/store/draft.ts'
import { madePhoto } from '../kit/media.ts'
import { type Day, startedDay, textOf } from './day.ts'
import { inChromium } from './kit.ts'

const count = 20

inChromium('twenty pictures dropped onto a story', () => {
  let day: Day
  beforeAll(async () => {
    day = await startedDay()
  })
  afterAll(() => day.end())

  test('stand in its text in the order of the files, each a draft of its own that belongs to it, and are there again when it is opened', async () => {
    const { page } = await day.sit('editor')
    await page.keyboard.press('n')
    await page.waitForURL('**/desk/new')
    await page.locator('#field-headline').fill('The lake in twenty pictures')
    await textOf(page).click()
    await page.keyboard.type('The ferries, from dawn to dusk.')
    await page.waitForURL('**/desk/drafts/**')
    const files = await Promise.all(
      Array.from({ length: count }, async (_, n) => ({
        name: `lake ${String(n + 1).padStart(2, '0')}.jpg`,
        bytes: (await madePhoto(240, 160, 8 * n + 20)).toString('base64'),
      })),
    )
    await page.evaluate(dropFiles, files)
    const figures = textOf(page).locator('figure')
    await expect.poll(() => figures.count(), { timeout: 120_000, interval: 500 }).toBe(count)

    const path = new URL(page.url()).pathname
    const id = path.slice('/desk/drafts/'.length)
    const placed = async () => {
      const story = await draftOf(day.db, id)
      const children = await day.db<{ id: string; name: string }[]>`
        select child.id, a.file_name as name from draft child
        join asset a on a.id = child.document #>> '{carried,media,assets,0}' where child.parent_id = ${id}`
      const nameOf = new Map(children.map(child => [child.id, child.name]))
      return figuresOfDraft(story?.fields ?? { body: '', kept: [] }).map(({ draft }) => nameOf.get(draft))
    }
    await expect.poll(placed, { timeout: 20_000 }).toEqual(files.map(({ name }) => name))
    await page.reload()
    await expect.poll(() => figures.count()).toBe(count)
    await page.context().close()
  }, 240_000)
})

/** In the page: drops these files onto the text, as a hand that drags them from a folder. */
const dropFiles = (files: readonly { readonly name: string; readonly bytes: string }[]): void => {
  const dataTransfer = new DataTransfer()
  for (const { name, bytes } of files) {
    const content = Uint8Array.from(atob(bytes), each => each.charCodeAt(0))
    dataTransfer.items.add(new File([content], name, { type: 'image/jpeg' }))
  }
  const text = document.querySelector('story-editor [contenteditable]')
  for (const type of ['dragenter', 'dragover', 'drop'])
    text?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
}
