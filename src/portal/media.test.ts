import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type PortalWithPictures, portalWithPictures } from '../../test/kit/portal-pictures.ts'

let kit: PortalWithPictures
let portal: PortalWithPictures['portal']
beforeAll(async () => {
  kit = await portalWithPictures()
  portal = kit.portal
}, 60_000)
afterAll(() => kit.stop())

describe('who gets which size', () => {
  test('whoever reads a picture in full gets the sizes of the contract, and the others by name alone', async () => {
    const item = await kit.send()
    expect(await kit.statuses('all', item)).toEqual({ thumb: 200, comp: 200, preview: 200, web: 200, print: 200 })
    expect(await kit.statuses('web', item)).toEqual({ thumb: 200, comp: 200, preview: 200, web: 200, print: 403 })
    const html = await kit.reader('web').html(`/portal/items/${item}`)
    expect(html).toContain(`href="/portal/media/${item}/web"`)
    expect(html).not.toContain(`href="/portal/media/${item}/print"`)
    expect(html).toContain('Not in your licence')
    expect(html).toContain('subscriptions@meridian.example')
    expect(html).toContain(`src="/portal/media/${item}/preview?v=1"`)
    expect(await kit.used('all')).toBe(2)
  })

  test('whoever sees a headline gets it under a watermark, with what the licence lacks, and no other size', async () => {
    const item = await kit.send({ priority: 2 })
    await kit.send({ priority: 4, headline: 'Ferry leaves again' }, { item, signal: 'correction' })
    expect(await kit.statuses('urgent', item)).toEqual({ thumb: 200, comp: 200, preview: 403, web: 403, print: 403 })
    const html = await kit.reader('urgent').html(`/portal/items/${item}`)
    expect(html).toContain(`src="/portal/media/${item}/comp?v=2"`)
    expect(html).toContain('you see it under a watermark')
    expect(html).not.toMatch(/\/preview\b(?!\.)|>Download</u)
    expect(html).not.toMatch(/Nobody Real|Orsel Pictures/u)
    for (const what of ['caption', 'credit']) {
      expect(await (await kit.reader('urgent').get(`/portal/items/${item}/${what}`)).text()).not.toMatch(
        /harbour|Orsel Pic/u,
      )
    }
  })

  test('others get nothing, and cannot tell what there is from what there is not', async () => {
    const item = await kit.send()
    expect(await kit.statuses('texts', item)).toEqual({ thumb: 404, comp: 404, preview: 404, web: 404, print: 404 })
    expect((await kit.fetched('texts', '/portal/media/dl:picture:20261123:999999/web')).status).toBe(404)
    expect((await fetch(`${kit.served.origin}/portal/media/${item}/web`)).status).toBe(401)
    expect((await kit.fetched('all', `/portal/media/${item}/wide`)).status).toBe(404)
    expect((await kit.fetched('all', `/portal/media/${item}/everything`)).status).toBe(404)
    expect((await kit.fetched('all', '/portal/media/nothing/web')).status).toBe(400)
  })

  test('a killed picture is gone at every address, and its page shows none', async () => {
    const item = await kit.send()
    await portal.file({ signal: 'kill', note: 'Not this ferry' }, item)
    expect(new Set(Object.values(await kit.statuses('all', item)))).toEqual(new Set([410]))
    expect((await kit.reader('all').get(`/portal/media/${item}/web/link`)).status).toBe(410)
    const html = await kit.reader('all').html(`/portal/items/${item}`)
    expect(html).not.toContain('/portal/media/')
    expect(await kit.reader('all').html('/portal')).not.toContain(`/portal/media/${item}`)
    const withheld = await kit.send()
    await portal.file({ signal: 'withhold', note: 'Being checked' }, withheld)
    expect(new Set(Object.values(await kit.statuses('all', withheld)))).toEqual(new Set([403]))
  })

  test('an older version shows none of its files', async () => {
    const item = await kit.send()
    await kit.send({}, { item, signal: 'correction' })
    const html = await kit.reader('all').html(`/portal/items/${item}?version=1`)
    expect(html).toContain('its files are not given out any more')
    expect(html).not.toContain(`/portal/media/${item}/preview`)
  })
})

describe('what is counted', () => {
  test('only sizes that are sold, each once a day, up to the limit; what was taken can be had again', async () => {
    const [one, two] = [await kit.send(), await kit.send()]
    const page = () => kit.reader('two').html(`/portal/items/${two}`)
    expect(await page()).toContain('0 of 2 downloads of today used')
    for (const role of ['thumb', 'preview', 'comp', 'web', 'web'])
      await kit.fetched('two', `/portal/media/${one}/${role}`)
    expect(await kit.used('two')).toBe(1)
    await kit.fetched('two', `/portal/media/${one}/print`, { range: 'bytes=0-9' })
    expect(await page()).toContain('All 2 downloads of today are used up')
    expect(await page()).not.toContain('>Download<')
    expect((await kit.fetched('two', `/portal/media/${two}/web`)).status).toBe(403)
    expect((await kit.fetched('two', `/portal/media/${one}/web`)).status).toBe(200)
    expect(await kit.reader('two').html(`/portal/items/${one}`)).toContain('Taken today')
    expect(await kit.reader('two').html('/portal/quota')).toContain('All 2 downloads')
  })

  test('of many who ask at once exactly as many get one as are left', async () => {
    await kit.add('Three', { downloadLimit: 3 })
    const items = await Promise.all(Array.from({ length: 8 }, () => kit.send()))
    const all = await Promise.all(items.map(item => kit.fetched('three', `/portal/media/${item}/web`)))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(await kit.used('three')).toBe(3)
  })

  test('a part is answered as a part, an unchanged file not again, and neither HEAD nor 304 is counted', async () => {
    await kit.add('Parts')
    const item = await kit.send()
    const complaints = vi.spyOn(console, 'error')
    const head = await fetch(`${kit.served.origin}/portal/media/${item}/web`, {
      method: 'HEAD',
      headers: { cookie: kit.reader('parts').cookie },
    })
    const etag = head.headers.get('etag') ?? ''
    expect([head.status, await kit.used('parts')]).toEqual([200, 0])
    expect(complaints).not.toHaveBeenCalled()
    complaints.mockRestore()
    expect((await kit.fetched('parts', `/portal/media/${item}/web`, { 'if-none-match': etag })).status).toBe(304)
    expect(await kit.used('parts')).toBe(0)
    const part = await kit.fetched('parts', `/portal/media/${item}/web`, { range: 'bytes=0-99' })
    expect([part.status, part.bytes, await kit.used('parts')]).toEqual([206, 100, 1])
    expect(part.headers.get('x-content-type-options')).toBe('nosniff')
    expect(part.headers.get('cache-control')).toContain('private')
  })
})

test('a copied link names the file, and can be made only for what may be taken', async () => {
  const item = await kit.send()
  const link = await (await kit.reader('web').get(`/portal/media/${item}/web/link`)).text()
  expect(link).toMatch(/^http:\/\/localhost:8080\/v1\/media\/dl:picture:\d+:\d+\/web\.jpg\?link=/u)
  const token = new URL(link).searchParams.get('link') ?? ''
  const claim = portal.links.read(token, { item, role: 'web', address: '192.0.2.1', now: portal.clock() })
  expect(claim.subscriber).toBe(kit.reader('web').subscriber.id)
  expect(claim.expiresAt.getTime() - portal.clock().getTime()).toBeLessThanOrEqual(86_400_000)
  expect((await kit.reader('web').get(`/portal/media/${item}/print/link`)).status).toBe(403)
  expect((await kit.reader('texts').get(`/portal/media/${item}/web/link`)).status).toBe(404)
})
