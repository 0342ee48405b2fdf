import type { Browser, Page } from 'playwright-core'
import { textOfBlock } from '../src/domain/body.ts'
import type { Seat } from './screens.ts'
import { story } from './stories.ts'

const rounds = 4
const words = 800
/** Fast hands: 100 words a minute are 8 keys a second; ours are slowed by nothing else. */
const betweenMs = 60

/** Types at the end of a story, and into a bare textarea with the same text, in turn. @returns milliseconds from each key to the paint after it */
export const keystrokes = async (
  { browser, url, cookie }: Seat,
  keys: number,
): Promise<{ editor: number[]; bare: number[] }> => {
  const text = longText()
  const context = await browser.newContext({ extraHTTPHeaders: { cookie }, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${url}/desk/new`)
  await page.locator('#field-headline').fill('A story of 800 words')
  const writing = page.locator('story-editor [contenteditable=true]')
  await writing.click()
  await page.evaluate(put => {
    const editor = document.querySelector('story-editor')
    if (editor !== null) Reflect.get(editor, 'insertText').call(editor, put)
  }, text)
  await page.waitForTimeout(1_500)
  await page.evaluate(watchKeys)
  const bare = await barePage(browser, text)
  const taken: { editor: number[]; bare: number[] } = { editor: [], bare: [] }
  for (let round = 0; round <= rounds; round++) {
    const [mine, theirs] = [await typed(page, keys / rounds), await typed(bare, keys / rounds)]
    // The first is for warming up.
    if (round === 0) continue
    taken.editor.push(...mine)
    taken.bare.push(...theirs)
  }
  const shown = await writing.innerText()
  if (!shown.includes('abcdefghij')) throw new Error('what was typed is not in the story')
  await context.close()
  await bare.context().close()
  return taken
}

const barePage = async (browser: Browser, text: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await page.setContent('<textarea rows="30" cols="80"></textarea>')
  await page.locator('textarea').fill(text)
  await page.locator('textarea').focus()
  await page.evaluate(watchKeys)
  return page
}

/** Types letters, and reads how long each took. */
const typed = async (page: Page, count: number): Promise<number[]> => {
  await page.bringToFront()
  await page.evaluate(() => Object.assign(globalThis, { keyMs: [] }))
  await page.keyboard.press('Control+End')
  for (let n = 0; n < count; n++) {
    await page.keyboard.press('abcdefghij '[n % 11] ?? ' ')
    await page.waitForTimeout(betweenMs)
  }
  await page.waitForTimeout(300)
  const took: number[] = await page.evaluate(() => Reflect.get(globalThis, 'keyMs'))
  return took
}

/** In the page: the time from each key, as the browser got it, to the first task after the frame that shows it. */
const watchKeys = (): void => {
  Object.assign(globalThis, { keyMs: [] })
  document.addEventListener(
    'keydown',
    event => {
      if (event.key.length !== 1) return
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => Reflect.get(globalThis, 'keyMs').push(performance.now() - event.timeStamp)
        port2.postMessage(null)
      })
    },
    { capture: true },
  )
}

const longText = (): string => {
  const paragraphs: string[] = []
  for (let n = 0; paragraphs.join(' ').split(' ').length < words; n++)
    paragraphs.push(...(story(n).content?.body ?? []).map(textOfBlock))
  return paragraphs.join('\n\n')
}
