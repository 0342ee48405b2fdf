import { type ChildProcess, spawn } from 'node:child_process'
import { chromium, type Page } from 'playwright-core'
import { chromiumOptions, chromiumPath } from '../kit/chromium.ts'
import { killTree } from './tree.ts'

/** Chromium with a profile on the disk, in processes of our own that can be killed like any others. */
export interface Typist {
  readonly page: Page
  /** SIGKILL for the browser with everything below it. */
  kill(): Promise<void>
}

/** @param profile a folder, kept from one life to the next @param cookie of a session at the desk */
export const openTypist = async (profile: string, url: string, cookie: string): Promise<Typist> => {
  if (chromiumPath === undefined) throw new Error('no Chromium found: install it or name it in CHROMIUM_PATH')
  const headless = ['--headless=new', '--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${profile}`]
  const child = spawn(chromiumPath, [...chromiumOptions, ...headless, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const browser = await chromium.connectOverCDP(await addressOf(child))
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium has no profile open')
  context.setDefaultTimeout(60_000)
  const [name = '', value = ''] = (cookie.split('; ').find(each => each.startsWith('dateline_desk=')) ?? '').split('=')
  await context.addCookies([
    { name, value, url: `${url}/desk` },
    { name: 'dateline_language', value: 'en', url },
  ])
  const page = await context.newPage()
  page.on('dialog', dialog => void dialog.accept().catch(() => {}))
  return {
    page,
    async kill() {
      await killTree(child)
      await browser.close().catch(() => {})
    },
  }
}

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000)
      const address = /DevTools listening on (ws:\S+)/u.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', () => reject(new Error(`Chromium ended at its start: ${said}`)))
  })
