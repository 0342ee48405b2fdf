import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../test/kit/examples.ts'
import { origin, type Reader, type StartedPortal, startedPortal } from '../../test/kit/portal.ts'
import { paragraph } from '../domain/body.ts'

let portal: StartedPortal
let reader: Reader
beforeAll(async () => {
  portal = await startedPortal()
  const { generalEn, generalTr, generalAr, flash } = portal.accounts.products
  reader = await portal.reader('Paper', { products: [generalEn, generalTr, generalAr, flash] })
}, 60_000)
afterAll(() => portal.stop())

const rowsOf = (html: string): string[] => [...html.matchAll(/id="row-([^"]+)"/g)].map(([, id = '']) => id)

test('who is not signed in is asked to, and comes back to the page', async () => {
  const answer = await portal.app.request('/portal?language=tr', { headers: { accept: 'text/html' } })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe('/portal/sign-in?next=%2Fportal%3Flanguage%3Dtr')
  const item = await portal.app.request('/portal/items/dl:text:20261123:1001/text')
  expect(item.status).toBe(401)
})

test('staff are not subscribers', async () => {
  const answer = await portal.app.request('/portal/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ email: 'editor@meridian.example', password: 'four quiet words here' }),
    headers: { origin },
  })
  expect(answer.headers.getSetCookie().join()).not.toContain('session')
})

test('the list is narrowed by what the address says, and every link of it keeps that', async () => {
  const sports = await portal.file({ content: content({ headline: 'Sports one', category: 'sports', priority: 3 }) })
  const turkish = await portal.file({ content: content({ headline: 'Türkçe haber', language: 'tr' }) })
  const only = async (query: string) => rowsOf(await reader.html(`/portal?${query}`))
  const id = (item: string) => item.replaceAll(':', '-')
  expect(await only('category=sports')).toEqual([id(sports.item)])
  expect(await only('language=tr')).toEqual([id(turkish.item)])
  expect(await only('language=tr&category=sports')).toEqual([])
  expect(await only('priority=3')).toEqual([id(sports.item)])
  expect(await only('product=general-tr')).toEqual([id(turkish.item)])
  expect(await only('product=no-such')).toEqual([])
  expect(await only('signal=correction')).toEqual([])
  expect(await only('language=xx&category=nonsense')).toEqual([id(turkish.item), id(sports.item)])
  const html = await reader.html('/portal?language=tr&q=haber')
  expect(html).toContain(`href="/portal?q=haber&amp;language=tr&amp;open=${encodeURIComponent(turkish.item)}"`)
  expect(html).toMatch(/<input type="hidden" name="q" value="haber"/)
})

test('a row is in the direction of its own language, whatever that of the screen', async () => {
  await portal.file({ content: content({ headline: 'خبر عربي', language: 'ar', dateline: 'قديرة' }) })
  const english = await reader.html('/portal?language=ar')
  expect(english).toMatch(/<html lang="en" dir="ltr"/)
  expect(english).toMatch(/lang="ar" dir="rtl"[^>]*>خبر عربي/)
  const arabic = await reader.html('/portal?lang=ar&language=tr')
  expect(arabic).toMatch(/<html lang="ar" dir="rtl"/)
  expect(arabic).toMatch(/lang="tr" dir="ltr"[^>]*>Türkçe haber/)
})

test('older pages follow without a gap, and only the first one is live', async () => {
  const sent = []
  for (let n = 0; n < 53; n++)
    sent.push(await portal.file({ content: content({ headline: `Culture ${n}`, category: 'culture-arts-life' }) }))
  const first = await reader.html('/portal?category=culture-arts-life')
  expect(rowsOf(first)).toHaveLength(50)
  expect(first).toContain('<live-list')
  const older = first.match(/href="(\/portal\?[^"]*before=\d+[^"]*)" rel="next"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await reader.html(older)
  expect(rowsOf(second)).toHaveLength(3)
  expect(second).not.toContain('<live-list')
  expect([...rowsOf(first), ...rowsOf(second)]).toEqual(sent.map(each => each.item.replaceAll(':', '-')).reverse())
}, 60_000)

test('opening and copying a story are recorded before they are answered, once each', async () => {
  const { item } = await portal.file({ content: content({ headline: 'Counted' }) })
  await reader.html('/portal')
  const acts = () => portal.db<{ kind: string; version: number }[]>`
    select kind, version from act where item_id = ${item} and subscriber_id = ${reader.subscriber.id} order by id`
  expect([...(await acts())]).toEqual([])
  await reader.get(`/portal/items/${item}`)
  await reader.get(`/portal?open=${item}`)
  const copied = await reader.get(`/portal/items/${item}/text`)
  expect(copied.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await copied.text()).toContain('ORSEL (DL) - Ferries crossed')
  expect([...(await acts())]).toEqual(['view', 'view', 'copy'].map(kind => ({ kind, version: 1 })))
})

test('a kill, a withhold and a correction show at once in list, story and text', async () => {
  const { item } = await portal.file({
    content: content({ headline: 'Oldwords headline', body: [paragraph('Oldwords body.')] }),
  })
  const all = async () =>
    (
      await Promise.all(
        ['/portal', `/portal?open=${item}`, `/portal/items/${item}`, `/portal/items/${item}/text`].map(reader.html),
      )
    ).join('\n')
  expect(await all()).toContain('Oldwords body')
  await portal.file({ signal: 'withhold', note: 'Being checked' }, item)
  expect(await all()).not.toContain('Oldwords')
  expect(rowsOf(await reader.html('/portal'))).toContain(item.replaceAll(':', '-'))
  await portal.file(
    {
      signal: 'correction',
      note: 'Town was wrong',
      line: 'An earlier version named another town.',
      content: content({ headline: 'Newwords headline' }),
    },
    item,
  )
  const corrected = await reader.html(`/portal/items/${item}`)
  expect(corrected).toContain('Newwords headline')
  expect(corrected).toContain('Town was wrong')
  expect(corrected).toContain('An earlier version named another town.')
  expect(rowsOf(await reader.html('/portal?q=newwords'))).toHaveLength(1)
  expect(rowsOf(await reader.html('/portal?q=oldwords'))).toHaveLength(0)
  const other = await portal.file({ content: content({ headline: 'In its place' }) })
  await portal.file({ signal: 'kill', note: 'A drill', line: 'This was a drill.', replacedBy: other.item }, item)
  const killed = await all()
  expect(killed).not.toMatch(/Oldwords|Newwords/)
  expect(killed).toContain('This was a drill.')
  expect(killed).toContain(`href="/portal/items/${other.item}"`)
  expect(rowsOf(await reader.html('/portal?q=newwords'))).toHaveLength(0)
})

test('a flash stands across every page until it has been opened, and no longer once it is killed', async () => {
  const { item } = await portal.file({ content: content({ headline: 'Dam breaks', priority: 1 }) })
  const band = (html: string) => html.split('id="flash-band"')[1]?.split('<main')[0] ?? ''
  expect(band(await reader.html('/portal'))).toContain('Dam breaks')
  expect(band(await reader.html('/portal?language=tr'))).toContain('Dam breaks')
  await reader.html(`/portal/items/${item}`)
  expect(band(await reader.html('/portal'))).not.toContain('Dam breaks')
  const second = await portal.file({ content: content({ headline: 'False flash', priority: 1 }) })
  expect(band(await reader.html('/portal'))).toContain('False flash')
  await portal.file({ signal: 'kill', note: 'Untrue' }, second.item)
  expect(await reader.html('/portal')).not.toContain('False flash')
})

test('nothing that a story contains becomes part of the page', async () => {
  const evil = '<img src=x onerror=alert(1)>"\'&<script>alert(2)</script>'
  const { item } = await portal.file({
    content: content({
      headline: evil,
      deck: evil,
      dateline: evil,
      bylines: [evil],
      body: [paragraph(evil)],
      keywords: [evil],
    }),
    note: evil,
  })
  for (const path of [
    '/portal',
    `/portal?open=${item}`,
    `/portal/items/${item}`,
    `/portal?q=${encodeURIComponent(evil)}`,
  ]) {
    const html = await reader.html(path)
    expect(html).not.toMatch(/<img src=x|<script>alert/)
  }
})

test('an address that names nothing is answered with 404, one that is no id with 400', async () => {
  expect((await reader.get('/portal/items/dl:text:20261123:999999')).status).toBe(404)
  expect((await reader.get('/portal/items/nonsense')).status).toBe(400)
  expect((await reader.get('/portal?open=nonsense&before=x')).status).toBe(200)
})

test('whom a story goes back to stands under it, with a link where there is an address', async () => {
  const sources = [
    { name: 'Harbour office', uri: 'https://harbour.example/' },
    { name: 'City <hall>', uri: null },
  ]
  const { item } = await portal.file({ content: content({ headline: 'With sources', sources }) })
  const html = await reader.html(`/portal/items/${item}`)
  expect(html).toMatch(
    /Source: <\/span>.*href="https:\/\/harbour\.example\/"[^>]*>Harbour office<.*City &lt;hall&gt;/su,
  )
})
