import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Served, serveApp } from '../../test/browser/kit.ts'
import { content } from '../../test/kit/examples.ts'
import { mediaOf, readyPicture } from '../../test/kit/media.ts'
import { type Reader, type StartedPortal, startedPortal } from '../../test/kit/portal.ts'
import { setProduct } from '../accounts/admin.ts'
import { paragraph } from '../domain/body.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Content } from '../domain/version.ts'
import { downloadsUsed } from '../store/download.ts'

let portal: StartedPortal
let served: Served
let pictures: Pick<Content, 'renditions' | 'media'>
let products: { pictures: number; urgent: number }
const readers = new Map<string, Reader>()

const picture = (parts: Partial<Content> = {}): Content =>
  content({
    headline: 'Ferry leaves Orsel',
    body: [paragraph('A ferry leaves the harbour of Orsel on Monday.')],
    bylines: ['Harbour office'],
    ...pictures,
    ...parts,
  })
const send = async (
  parts: Partial<Content> = {},
  { item = null, group, signal = 'new' }: { item?: ItemId | null; group?: string; signal?: 'new' | 'correction' } = {},
) => {
  const filing = { signal, content: picture(parts), group, note: signal === 'new' ? null : 'Wrong place' }
  return (await portal.file(filing, item, 'picture')).item
}

beforeAll(async () => {
  portal = await startedPortal()
  served = await serveApp(portal.app)
  const act = { db: portal.db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }
  const names = { en: 'Pictures', tr: 'Pictures', ar: 'Pictures' }
  const { id } = await setProduct(act, { code: 'pictures', names, rule: { types: ['picture'] } })
  products = { pictures: id, urgent: portal.accounts.products.flash }
  await portal.catalogue.refresh()
  pictures = mediaOf(await readyPicture(portal.db, portal.blobs), {
    ...{
      altText: 'A white ferry',
      credit: 'Orsel Pictures',
      takenAt: '2026-11-23T09:10:00+03:00',
      persons: ['Nobody Real'],
    },
    place: { city: 'Orsel', region: null, country: 'Veyra', countryCode: null },
  })
  const types: ('picture' | 'text')[] = ['picture', 'text']
  const terms = { products: [id], types }
  readers.set('all', await portal.reader('All', terms))
  readers.set('web', await portal.reader('Web', { ...terms, sizes: { picture: ['web'] } }))
  readers.set('two', await portal.reader('Two', { ...terms, downloadLimit: 2 }))
  readers.set('urgent', await portal.reader('Urgent', { products: [products.urgent], types }))
  readers.set('texts', await portal.reader('Texts', { products: [id], types: ['text'] }))
}, 60_000)
afterAll(async () => {
  await served.close()
  await portal.stop()
})

const reader = (name: string): Reader => {
  const found = readers.get(name)
  if (found === undefined) throw new RangeError(name)
  return found
}
const fetched = async (who: string, path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(served.origin + path, { headers: { cookie: reader(who).cookie, ...headers } })
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength, headers: answer.headers }
}
const statuses = async (who: string, item: ItemId) => {
  const roles = ['thumb', 'comp', 'preview', 'web', 'print']
  const all = await Promise.all(roles.map(role => fetched(who, `/portal/media/${item}/${role}`)))
  return Object.fromEntries(roles.map((role, i) => [role, all[i]?.status]))
}
const used = (who: string) => downloadsUsed(portal.db, reader(who).subscriber.id, portal.clock())

describe('who gets which size', () => {
  test('whoever reads a picture in full gets the sizes of the contract, and the others by name alone', async () => {
    const item = await send()
    expect(await statuses('all', item)).toEqual({ thumb: 200, comp: 200, preview: 200, web: 200, print: 200 })
    expect(await statuses('web', item)).toEqual({ thumb: 200, comp: 200, preview: 200, web: 200, print: 403 })
    const html = await reader('web').html(`/portal/items/${item}`)
    expect(html).toContain(`href="/portal/media/${item}/web"`)
    expect(html).not.toContain(`href="/portal/media/${item}/print"`)
    expect(html).toContain('Not in your licence')
    expect(html).toContain('subscriptions@meridian.example')
    expect(html).toContain(`src="/portal/media/${item}/preview?v=1"`)
    expect(await used('all')).toBe(2)
  })

  test('whoever sees a headline gets it under a watermark, with what the licence lacks, and no other size', async () => {
    const item = await send({ priority: 2 })
    await send({ priority: 4, headline: 'Ferry leaves again' }, { item, signal: 'correction' })
    expect(await statuses('urgent', item)).toEqual({ thumb: 200, comp: 200, preview: 403, web: 403, print: 403 })
    const html = await reader('urgent').html(`/portal/items/${item}`)
    expect(html).toContain(`src="/portal/media/${item}/comp?v=2"`)
    expect(html).toContain('you see it under a watermark')
    expect(html).not.toMatch(/\/preview\b(?!\.)|>Download</u)
    expect(html).not.toMatch(/Nobody Real|Orsel Pictures/u)
    for (const what of ['caption', 'credit']) {
      expect(await (await reader('urgent').get(`/portal/items/${item}/${what}`)).text()).not.toMatch(
        /harbour|Orsel Pic/u,
      )
    }
  })

  test('others get nothing, and cannot tell what there is from what there is not', async () => {
    const item = await send()
    expect(await statuses('texts', item)).toEqual({ thumb: 404, comp: 404, preview: 404, web: 404, print: 404 })
    expect((await fetched('texts', '/portal/media/dl:picture:20261123:999999/web')).status).toBe(404)
    expect((await fetch(`${served.origin}/portal/media/${item}/web`)).status).toBe(401)
    expect((await fetched('all', `/portal/media/${item}/wide`)).status).toBe(404)
    expect((await fetched('all', `/portal/media/${item}/everything`)).status).toBe(404)
    expect((await fetched('all', '/portal/media/nothing/web')).status).toBe(400)
  })

  test('a killed picture is gone at every address, and its page shows none', async () => {
    const item = await send()
    await portal.file({ signal: 'kill', note: 'Not this ferry' }, item)
    expect(new Set(Object.values(await statuses('all', item)))).toEqual(new Set([410]))
    expect((await reader('all').get(`/portal/media/${item}/web/link`)).status).toBe(410)
    const html = await reader('all').html(`/portal/items/${item}`)
    expect(html).not.toContain('/portal/media/')
    expect(await reader('all').html('/portal')).not.toContain(`/portal/media/${item}`)
    const withheld = await send()
    await portal.file({ signal: 'withhold', note: 'Being checked' }, withheld)
    expect(new Set(Object.values(await statuses('all', withheld)))).toEqual(new Set([403]))
  })

  test('an older version shows none of its files', async () => {
    const item = await send()
    await send({}, { item, signal: 'correction' })
    const html = await reader('all').html(`/portal/items/${item}?version=1`)
    expect(html).toContain('its files are not given out any more')
    expect(html).not.toContain(`/portal/media/${item}/preview`)
  })
})

describe('what is counted', () => {
  test('only sizes that are sold, each once a day, up to the limit; what was taken can be had again', async () => {
    const [one, two] = [await send(), await send()]
    const page = () => reader('two').html(`/portal/items/${two}`)
    expect(await page()).toContain('0 of 2 downloads of today used')
    for (const role of ['thumb', 'preview', 'comp', 'web', 'web']) await fetched('two', `/portal/media/${one}/${role}`)
    expect(await used('two')).toBe(1)
    await fetched('two', `/portal/media/${one}/print`, { range: 'bytes=0-9' })
    expect(await page()).toContain('All 2 downloads of today are used up')
    expect(await page()).not.toContain('>Download<')
    expect((await fetched('two', `/portal/media/${two}/web`)).status).toBe(403)
    expect((await fetched('two', `/portal/media/${one}/web`)).status).toBe(200)
    expect(await reader('two').html(`/portal/items/${one}`)).toContain('Taken today')
    expect(await reader('two').html('/portal/quota')).toContain('All 2 downloads')
  })

  test('of many who ask at once exactly as many get one as are left', async () => {
    readers.set(
      'three',
      await portal.reader('Three', { products: [products.pictures], types: ['picture'], downloadLimit: 3 }),
    )
    const items = await Promise.all(Array.from({ length: 8 }, () => send()))
    const all = await Promise.all(items.map(item => fetched('three', `/portal/media/${item}/web`)))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(await used('three')).toBe(3)
  })

  test('a part is answered as a part, an unchanged file not again, and neither HEAD nor 304 is counted', async () => {
    readers.set('parts', await portal.reader('Parts', { products: [products.pictures], types: ['picture'] }))
    const item = await send()
    const complaints = vi.spyOn(console, 'error')
    const head = await fetch(`${served.origin}/portal/media/${item}/web`, {
      method: 'HEAD',
      headers: { cookie: reader('parts').cookie },
    })
    const etag = head.headers.get('etag') ?? ''
    expect([head.status, await used('parts')]).toEqual([200, 0])
    expect(complaints).not.toHaveBeenCalled()
    complaints.mockRestore()
    expect((await fetched('parts', `/portal/media/${item}/web`, { 'if-none-match': etag })).status).toBe(304)
    expect(await used('parts')).toBe(0)
    const part = await fetched('parts', `/portal/media/${item}/web`, { range: 'bytes=0-99' })
    expect([part.status, part.bytes, await used('parts')]).toEqual([206, 100, 1])
    expect(part.headers.get('x-content-type-options')).toBe('nosniff')
    expect(part.headers.get('cache-control')).toContain('private')
  })
})

test('a copied link names the file, and can be made only for what may be taken', async () => {
  const item = await send()
  const link = await (await reader('web').get(`/portal/media/${item}/web/link`)).text()
  expect(link).toMatch(/^http:\/\/localhost:8080\/v1\/media\/dl:picture:\d+:\d+\/web\.jpg\?link=/u)
  const token = new URL(link).searchParams.get('link') ?? ''
  const claim = portal.links.read(token, { item, role: 'web', address: '192.0.2.1', now: portal.clock() })
  expect(claim.subscriber).toBe(reader('web').subscriber.id)
  expect(claim.expiresAt.getTime() - portal.clock().getTime()).toBeLessThanOrEqual(86_400_000)
  expect((await reader('web').get(`/portal/media/${item}/print/link`)).status).toBe(403)
  expect((await reader('texts').get(`/portal/media/${item}/web/link`)).status).toBe(404)
})

describe('what pages show', () => {
  test('a picture with what is known of it, its caption and credit to be copied', async () => {
    const item = await send({ rights: { holder: 'Orsel Pictures', notice: null, terms: 'Editorial use only' } })
    const html = await reader('all').html(`/portal/items/${item}`)
    for (const words of [
      'A white ferry',
      'Orsel, Veyra',
      '23 Nov 2026 09:10 UTC+03:00',
      'Nobody Real',
      'Editorial use only',
    ]) {
      expect(html).toContain(words)
    }
    expect(html).toContain('No data mining and no machine learning, except for indexing by search engines.')
    const caption = await (await reader('all').get(`/portal/items/${item}/caption`)).text()
    expect(caption).toBe('A ferry leaves the harbour of Orsel on Monday. (Orsel Pictures)')
    expect(await (await reader('all').get(`/portal/items/${item}/credit`)).text()).toBe('Orsel Pictures')
  })

  test('rows have thumbs, kinds can be chosen, and the grid has pictures alone', async () => {
    const item = await send({ headline: 'In a row' })
    const text = (await portal.file({ content: content({ headline: 'Only words', priority: 1 }) })).item
    const list = await reader('all').html('/portal?type=picture')
    expect(list).toContain(`src="/portal/media/${item}/thumb?v=1"`)
    expect(list).not.toContain('Only words')
    const grid = await reader('all').html('/portal?view=pictures')
    expect(grid).toContain('wire wire-pictures')
    expect(grid).toContain(`data-take="/portal/media/${item}/print"`)
    expect(grid).not.toContain(text)
    expect(await reader('web').html('/portal?view=pictures')).toContain(`data-take="/portal/media/${item}/web"`)
    expect(await reader('all').html('/portal?view=nonsense&type=nonsense')).toContain('In a row')
  })

  test('what belongs together stands together, as far as it may be seen', async () => {
    const group = 'dl:group:20261123:77'
    const [first, second] = [
      await send({ headline: 'First of two' }, { group }),
      await send({ headline: 'Second of two' }, { group }),
    ]
    const text = await portal.file({ content: content({ headline: 'Their text' }), group })
    const html = await reader('all').html(`/portal/items/${first}`)
    expect(html).toContain('Belongs together')
    expect(html).toContain(`href="/portal/items/${second}"`)
    expect(html).not.toContain(text.item)
    await portal.file({ signal: 'kill', note: 'No' }, second)
    expect(await reader('all').html(`/portal/items/${first}`)).not.toContain('Second of two')
  })

  test('a picture within a text is shown, and no more when it was taken back', async () => {
    const { generalEn } = portal.accounts.products
    const both = await portal.reader('Both', { products: [generalEn, products.pictures], types: ['text', 'picture'] })
    const words = await portal.reader('Words', { products: [generalEn], types: ['text'] })
    const item = await send()
    const body = [paragraph('It left.'), { kind: 'figure' as const, item, caption: [{ text: 'The ferry at noon' }] }]
    const text = (await portal.file({ content: content({ body }) })).item
    expect(await both.html(`/portal/items/${text}`)).toContain(`src="/portal/media/${item}/preview?v=1"`)
    const bare = await words.html(`/portal/items/${text}`)
    expect(bare).toContain('The ferry at noon')
    expect(bare).not.toContain('/portal/media/')
    await portal.file({ signal: 'kill', note: 'No' }, item)
    const after = await both.html(`/portal/items/${text}`)
    expect(after).toContain('A picture that stood here was taken back')
    expect(after).not.toContain('/portal/media/')
  })
})
