import { get } from 'node:http'
import type { Browser } from 'playwright-core'

/** What a page brings over the network, compressed as it comes, in bytes. */
export interface Weight {
  readonly html: number
  readonly css: number
  readonly scripts: number
  readonly fonts: number
}

/** Weighs a page with all that it loads in its first seconds, in a browser that has nothing yet. @param cookie of somebody signed in */
export const weigh = async (browser: Browser, url: string, cookie: string): Promise<Weight> => {
  const context = await browser.newContext({ extraHTTPHeaders: { cookie } })
  const page = await context.newPage()
  const asked = new Map<string, string>()
  page.on('request', request => asked.set(request.url(), request.resourceType()))
  await page.goto(url, { waitUntil: 'load' })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
  await context.close()
  const weight = { html: 0, css: 0, scripts: 0, fonts: 0 }
  for (const [address, type] of asked) {
    const kind = kinds[type]
    if (kind !== undefined) weight[kind] += await bytesOf(address, cookie)
  }
  return weight
}

const kinds: Readonly<Record<string, keyof Weight>> = {
  document: 'html',
  stylesheet: 'css',
  script: 'scripts',
  font: 'fonts',
}

/** How many bytes of a body come, gzip where the server has it. */
const bytesOf = (address: string, cookie: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(address, { headers: { cookie, 'accept-encoding': 'gzip', accept: 'text/html' } }, answer => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () => resolve(bytes))
    }).on('error', reject)
  })
