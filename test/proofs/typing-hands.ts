import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/** What was typed into a draft, and what of it the server said that it has. */
export interface Typed {
  readonly draft: string
  readonly text: string
  /** When each character was typed, in milliseconds of this process. */
  readonly at: readonly number[]
  /** The text of the last save that was answered, and how many were. */
  readonly acknowledged: string
  readonly saves: number
}

/** Somebody who types, until `stop` or until the browser is gone. */
export interface Hands {
  readonly now: () => Typed
  stop(): Promise<void>
}

/** Begins a new story and types words of random letters into it, as fast as hands do. */
export const startTyping = async (page: Page, url: string, random: () => number): Promise<Hands> => {
  let [text, acknowledged, saves, isStopped] = ['', '', 0, false]
  const at: number[] = []
  page.on('response', answer => {
    const request = answer.request()
    if (answer.status() !== 200 || !request.url().endsWith('/autosave')) return
    const { fields } = request.postDataJSON() as { fields: { body?: string } }
    acknowledged = fields.body ?? ''
    saves++
  })
  await page.goto(`${url}/desk/new`)
  const draft = (await page.locator('form[data-draft]').getAttribute('data-draft')) ?? ''
  await page.locator('#field-headline').fill('Levels of the lake')
  await page.locator('story-editor [contenteditable=true]').click()
  const type = async () => {
    while (!isStopped) {
      const isSpace = text.length > 0 && !text.endsWith(' ') && random() < 0.18
      const letter = isSpace ? ' ' : 'abcdefghijklmnopqrstuvwxyz'.charAt(Math.floor(random() * 26))
      text += letter
      at.push(performance.now())
      await page.keyboard.press(letter === ' ' ? 'Space' : letter)
      await sleep(15 + random() * 100)
    }
  }
  const typing = type().catch(() => {})
  return {
    now: () => ({ draft, text, at: [...at], acknowledged, saves }),
    async stop() {
      isStopped = true
      await typing
    },
  }
}

/** The text of the editor that is open, once nothing of it waits to be saved. */
export const textShown = async (page: Page): Promise<string> => {
  await page.locator('story-editor [contenteditable=true]').waitFor()
  // What was left on the device is put in first.
  await sleep(2_000)
  const isSettled = () => {
    const state = document.querySelector('[data-draft-state]')?.getAttribute('data-draft-state')
    return state === 'saved' || state === ''
  }
  await page.waitForFunction(isSettled, null, { timeout: 60_000 }).catch(async () => {
    const state = await page.locator('[data-draft-state]').getAttribute('data-draft-state')
    throw new Error(
      `after a minute the page still says ${state}: “${await page.locator('[data-draft-note]').innerText()}”`,
    )
  })
  return page.evaluate(() => String(Reflect.get(document.querySelector('story-editor') ?? {}, 'text')))
}
