import { setTimeout as sleep } from 'node:timers/promises'
import { publish } from '../src/wire/publish.ts'
import type { Seat } from './screens.ts'
import { story } from './stories.ts'

const warmUp = 5

/** From the call of publish in this process until an open desk has painted the row, in milliseconds of the same clock. */
export const wireToPaint = async ({ agency, browser, url, cookie }: Seat, entries: number): Promise<number[]> => {
  const context = await browser.newContext({ extraHTTPHeaders: { cookie }, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${url}/desk`, { waitUntil: 'load' })
  await page.waitForTimeout(1_000)
  await page.evaluate(watchRows)
  const tookMs: number[] = []
  for (let n = 0; n < entries + warmUp; n++) {
    await sleep(50)
    const filing = story(n)
    const began = Date.now()
    await publish(agency.publisher, { filing, item: null, expects: null, key: null })
    const headline = filing.content?.headline ?? ''
    const painted = await page.waitForFunction(wanted => Reflect.get(globalThis, 'paintedAt').get(wanted), headline, {
      polling: 20,
      timeout: 20_000,
    })
    const at = (await painted.jsonValue()) as number
    if (n >= warmUp) tookMs.push(at - began)
  }
  await context.close()
  return tookMs
}

/** In the page: writes down when each new row was painted, by its headline. */
const watchRows = (): void => {
  const paintedAt = new Map<string, number>()
  Object.assign(globalThis, { paintedAt })
  new MutationObserver(() => {
    const rows = [...document.querySelectorAll('.wire .row-link')].slice(0, 3)
    const fresh = rows.flatMap(row => row.textContent?.trim() ?? []).filter(text => !paintedAt.has(text))
    if (fresh.length === 0) return
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // The first task after a frame comes when it has been painted.
      port1.onmessage = () => {
        for (const text of fresh) paintedAt.set(text, performance.timeOrigin + performance.now())
      }
      port2.postMessage(null)
    })
  }).observe(document.body, { childList: true, subtree: true })
}
