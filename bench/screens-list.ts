import type { Seat } from './screens.ts'

/** Begins so many drafts at once, and opens everybody's list again and again. @returns until it is answered in whole, and until it is painted */
export const listOfDrafts = async (
  { agency, browser, url, cookie, editor }: Seat,
  { drafts, opens }: { drafts: number; opens: number },
): Promise<{ serverMs: number[]; paintMs: number[] }> => {
  const { db } = agency
  const [{ document } = { document: {} }] = await db<{ document: object }[]>`select document from draft limit 1`
  await db`
    insert into draft (id, signal, document, author_id, updated_by, stage, updated_at)
    select 'dra_bench' || n, 'new', ${db.json(document as never)}::jsonb || jsonb_build_object('headline', 'Report ' || n || ' from the lake'),
      ${editor}, ${editor}, (array['writing', 'review', 'ready'])[1 + n % 3], now() - n * interval '1 minute'
    from generate_series(1, ${drafts}) n`
  await db`analyze draft`
  const path = `${url}/desk/drafts?whose=all`
  const serverMs: number[] = []
  for (let n = -2; n < opens; n++) {
    const began = performance.now()
    const answer = await fetch(path, { headers: { cookie, accept: 'text/html' } })
    const text = await answer.text()
    if (!text.includes('from the lake')) throw new Error(`the list of drafts answered ${answer.status} without them`)
    if (n >= 0) serverMs.push(performance.now() - began)
  }
  const context = await browser.newContext({ extraHTTPHeaders: { cookie } })
  const page = await context.newPage()
  const paintMs: number[] = []
  for (let n = -2; n < opens; n++) {
    await page.goto(path, { waitUntil: 'load' })
    const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
    await page.waitForFunction(paint)
    if (n >= 0) paintMs.push(await page.evaluate(paint))
  }
  await context.close()
  return { serverMs, paintMs }
}
