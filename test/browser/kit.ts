import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import axe, { type AxeResults } from 'axe-core'
import type { Hono } from 'hono'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { WebEnv } from '../../src/web/env.ts'
import { chromiumPath } from '../kit/chromium.ts'

export { openBrowser } from '../kit/chromium.ts'

/** A group of tests that need Chromium. Without one it is skipped, and says so. */
export const inChromium = (name: string, tests: () => void): void => {
  if (chromiumPath === undefined) {
    console.warn(`SKIPPED: ${name}: no Chromium found; install it or name it in CHROMIUM_PATH`)
  }
  describe.skipIf(chromiumPath === undefined)(name, tests)
}

export interface Served {
  readonly origin: string
  /** Cuts every connection, as a lost network does, and refuses new ones until `listen`. */
  readonly cut: () => Promise<void>
  readonly listen: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Serves an application on a free port of 127.0.0.1, always the same one after a `cut`. */
export const serveApp = async (app: Hono<WebEnv>): Promise<Served> => {
  let port = 0
  let stop = (): Promise<void> => Promise.resolve()
  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) => {
        port = info.port
        stop = () =>
          new Promise(closed => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          })
        resolve()
      })
      server.on('error', reject)
    })
  await listen()
  return { origin: `http://127.0.0.1:${port}`, cut: () => stop(), listen, close: () => stop() }
}

/** A fresh page; whatever it complains about on its console is collected in `complaints`. */
export const openPage = async (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> => {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  return { page, complaints }
}

/** What axe-core finds to be in the way of some readers, as the rule, the element and why. @param rules these alone; left out: all */
export const barriers = async (page: Page, rules?: readonly string[]): Promise<string[]> => {
  await page.evaluate(axe.source)
  const options = rules === undefined ? {} : { runOnly: [...rules] }
  const { violations } = await page.evaluate(
    (chosen): Promise<AxeResults> => Reflect.get(globalThis, 'axe').run(chosen),
    options,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`))
}

/** Fails with the rule and the element where axe-core finds a barrier. */
export const expectAccessible = async (page: Page): Promise<void> => {
  expect(await barriers(page)).toEqual([])
}

/** Whether anything makes the page scroll sideways. */
export const overflowsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
