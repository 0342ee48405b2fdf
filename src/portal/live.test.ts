import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../test/kit/examples.ts'
import { type Reader, type StartedPortal, startedPortal } from '../../test/kit/portal.ts'
import { endLicence } from '../accounts/admin.ts'
import { paragraph } from '../domain/body.ts'

let portal: StartedPortal
let reader: Reader
let origin = ''
let close = () => {}
beforeAll(async () => {
  portal = await startedPortal()
  const { generalEn, generalTr } = portal.accounts.products
  reader = await portal.reader('Paper', { products: [generalEn, generalTr] })
  await new Promise<void>(resolve => {
    const server = serve({ fetch: portal.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      origin = `http://127.0.0.1:${port}`
      resolve()
    })
    close = () => {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    }
  })
}, 60_000)
afterAll(async () => {
  close()
  await portal.stop()
})

interface Event {
  readonly kind: string
  readonly id: string
  readonly html: string
}

/** A browser's side of the stream: what came, until it goes. */
const listen = async (src: string, cookie: string, lastId?: string) => {
  const going = new AbortController()
  const headers = { cookie, accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }
  const answer = await fetch(origin + src, { headers, signal: going.signal })
  const events: Event[] = []
  const read = async () => {
    let text = ''
    for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString()
      const frames = text.split('\n\n')
      text = frames.pop() ?? ''
      for (const frame of frames) {
        const field = (name: string) =>
          [...frame.matchAll(new RegExp(`^${name}: ?(.*)$`, 'gm'))].map(([, value]) => value).join('\n')
        if (field('event') !== 'beat' && field('event') !== '')
          events.push({ kind: field('event'), id: field('id'), html: field('data') })
      }
    }
  }
  const over = read().catch(() => {})
  const find = (words: string) => events.find(event => event.html.includes(words))
  const until = async (words: string, timeout = 10_000): Promise<Event> => {
    await expect.poll(() => find(words) !== undefined, { timeout, interval: 10 }).toBe(true)
    const event = find(words)
    if (event === undefined) throw new Error('it was there')
    return event
  }
  const leave = async () => {
    going.abort()
    await over
  }
  return { events, find, until, leave, over, status: answer.status }
}

const liveOf = async (path: string, who: Reader = reader) => {
  const html = await who.html(path)
  const [, src = '', after = ''] = html.match(/<live-list[^>]* src="([^"]+)" after="(\d+)"/) ?? []
  const address = src.replaceAll('&amp;', '&')
  return { src: address, after, open: (from = after) => listen(`${address}&after=${from}`, who.cookie) }
}

test('a story appears on open pages that its contract and their choice let it through to', async () => {
  const [all, turkish, search] = await Promise.all(
    ['/portal', '/portal?language=tr', '/portal?q=harbours'].map(path => liveOf(path)),
  )
  const pages = await Promise.all([all?.open(), turkish?.open(), search?.open()])
  await portal.file({ content: content({ headline: 'Arabic is not theirs', language: 'ar' }) })
  await portal.file({ content: content({ headline: 'The harbour opens' }) })
  const last = await portal.file({ content: content({ headline: 'Liman açıldı', language: 'tr' }) })
  const [first, second, third] = pages
  expect((await first?.until('Liman'))?.kind).toBe('insert')
  expect((await first?.until('Liman'))?.id).toBe(String(last.seq))
  expect(first?.find('The harbour')?.kind).toBe('insert')
  expect((await second?.until('Liman'))?.kind).toBe('insert')
  // What the choice has not is sent for rows that stand already, never as a new one.
  expect(second?.find('The harbour')?.kind).toBe('replace')
  expect((await third?.until('The harbour'))?.kind).toBe('insert')
  for (const page of pages) {
    expect(page?.find('not theirs')).toBeUndefined()
    await page?.leave()
  }
})

test('after a lost connection the page goes on after the last it had: nothing missing, nothing twice', async () => {
  const { src, after, open } = await liveOf('/portal')
  const before = await open()
  await portal.file({ content: content({ headline: 'Seen before the loss' }) })
  const last = await before.until('Seen before the loss')
  await before.leave()
  const missed = []
  for (let n = 0; n < 120; n++) missed.push(`Missed ${n}.`)
  for (const headline of missed) await portal.file({ content: content({ headline }) })
  const again = await listen(`${src}&after=${after}`, reader.cookie, last.id)
  await portal.file({ content: content({ headline: 'After the return' }) })
  await again.until('After the return')
  const headlines = again.events
    .filter(event => event.kind === 'insert')
    .map(event => event.html.match(/>([^<>]+)<\/a>/)?.[1])
  expect(headlines).toEqual([...missed, 'After the return'])
  await again.leave()
}, 60_000)

test('a correction and a kill reach the list and the open story, and opening is recorded before it is shown', async () => {
  const { item } = await portal.file({
    content: content({ headline: 'First words', body: [paragraph('First body.')] }),
  })
  const beside = await (await liveOf(`/portal?open=${item}`)).open()
  const alone = await (await liveOf(`/portal/items/${item}`)).open()
  await portal.file(
    {
      signal: 'correction',
      note: 'Put right',
      content: content({ headline: 'Right words', body: [paragraph('Right body.')] }),
    },
    item,
  )
  for (const page of [beside, alone]) {
    const event = await page.until('Right body')
    expect(event.kind).toBe('replace')
    expect(event.html).toContain('id="story"')
  }
  const acts = await portal.db`select from act where item_id = ${item} and version = 2 and kind = 'view'`
  expect(acts).toHaveLength(2)
  expect((await beside.until('row-')).html).toContain('Right words')
  expect(alone.events.some(event => event.html.includes('row-link'))).toBe(false)
  await portal.file({ signal: 'kill', note: 'All wrong' }, item)
  for (const page of [beside, alone]) expect((await page.until('All wrong')).html).not.toContain('Right')
  expect((await beside.until('row-gone')).html).toContain('KILLED')
  await beside.leave()
  await alone.leave()
})

test('an update that leaves the product does not take the place of the version that may be read', async () => {
  const { flash } = portal.accounts.products
  const flashes = await portal.reader('Flashes', { products: [flash] })
  const { item } = await portal.file({ content: content({ headline: 'Urgent words', priority: 2 }) })
  const page = await (await liveOf('/portal', flashes)).open()
  await portal.file({ signal: 'update', content: content({ headline: 'Routine words', priority: 4 }) }, item)
  await portal.file({ content: content({ headline: 'Something later', priority: 2 }) })
  await page.until('Something later')
  expect(page.find('Routine words')).toBeUndefined()
  await page.leave()
})

test('a flash stands in the band of open pages, whatever they show', async () => {
  const page = await (await liveOf('/portal?language=tr')).open()
  const { item } = await portal.file({ content: content({ headline: 'Flash words', priority: 1 }) })
  const event = await page.until('id="flash-band"')
  expect(event.html).toContain('Flash words')
  await portal.file({ signal: 'kill', note: 'False' }, item)
  await expect
    .poll(() => page.events.filter(each => each.html.includes('id="flash-band"')).at(-1)?.html)
    .not.toContain('Flash words')
  await page.leave()
})

test('a contract that ends or changes is followed by open pages by themselves', async () => {
  const { generalEn, generalTr } = portal.accounts.products
  const changing = await portal.reader('Changing', { products: [generalTr] })
  const { item } = await portal.file({ content: content({ headline: 'English only' }) })
  const page = await (await liveOf('/portal', changing)).open()
  const story = await (await liveOf('/portal', changing)).open()
  await changing.change({ products: [generalEn] })
  const list = await page.until('English only')
  expect(list.html).toContain('id="wire-rows"')
  expect(list.html).not.toContain('Liman')
  const alone = await (await liveOf(`/portal/items/${item}`, changing)).open()
  await endLicence({ db: portal.db, by: 'kit', now: portal.clock() }, { licence: changing.contract.id })
  expect((await page.until('Your licence ended')).html).toContain('subscriptions@meridian.example')
  await expect
    .poll(() => page.events.filter(each => each.html.includes('id="wire-rows"')).at(-1)?.html)
    .not.toContain('English only')
  expect((await alone.until('not open to you')).html).toContain('id="story"')
  await portal.file({ content: content({ headline: 'After the end' }) })
  await portal.file({ signal: 'kill', note: 'Gone as well' }, item)
  await page.until('row-gone')
  expect(page.find('After the end')).toBeUndefined()
  for (const each of [page, story, alone]) await each.leave()
})

test('a page that was drawn under another contract is drawn again when it connects', async () => {
  const { generalEn, generalTr } = portal.accounts.products
  const late = await portal.reader('Late', { products: [generalTr] })
  const { open } = await liveOf('/portal', late)
  await late.change({ products: [generalEn] })
  await portal.catalogue.refresh()
  const page = await open()
  expect((await page.until('id="wire-rows"')).html).toContain('After the end')
  await page.leave()
})

test('a delayed contract sees each entry when it is due, and a kill at once', async () => {
  const { generalEn } = portal.accounts.products
  const slow = await portal.reader('Slow', { products: [generalEn], delayMinutes: 10 })
  const early = await portal.file({ content: content({ headline: 'Due later' }) })
  portal.setOffset(5 * 60_000)
  const page = await (await liveOf('/portal', slow)).open()
  const killed = await portal.file({ content: content({ headline: 'Never due' }) })
  await portal.file({ signal: 'kill', note: 'Untrue from the start' }, killed.item)
  const kill = await page.until('row-gone')
  // The cursor stays behind: what comes before the kill is still to be seen.
  expect(Number(kill.id)).toBeLessThan(early.seq)
  expect(page.find('Due later')).toBeUndefined()
  portal.setOffset(11 * 60_000)
  expect((await page.until('Due later')).id).toBe(String(early.seq))
  expect(page.find('Never due')).toBeUndefined()
  portal.setOffset(0)
  await page.leave()
})

test('signing out elsewhere ends the open page with a word, and it does not come back', async () => {
  const second = await portal.signIn(reader.email)
  const { src, after } = await liveOf('/portal', { ...reader, ...second })
  const page = await listen(`${src}&after=${after}`, second.cookie)
  await portal.db`delete from session where created_at = (select max(created_at) from session)`
  expect((await page.until('signed out')).kind).toBe('end')
  await page.over
  const again = await listen(`${src}&after=${after}`, second.cookie)
  expect(again.status).toBe(200)
  expect((await again.until('signed out')).kind).toBe('end')
  await again.over
})

test('open pages that have gone leave nothing behind, and nothing has failed unseen', async () => {
  expect(portal.errors).toEqual([])
  expect(portal.lines).toEqual([])
})
