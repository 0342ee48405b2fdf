import { afterAll, beforeAll, expect, test } from 'vitest'
import { noon, type StartedHas, sendRaw, startedHas } from '../../../test/kit/has.ts'
import { flood, tram } from '../../../test/kit/stories.ts'

let has: StartedHas
let flooded: string
beforeAll(async () => {
  has = await startedHas()
  flooded = (await has.file({ content: flood, group: 'dl:collection:20410305:77' })).item
  await has.moveTo(noon + 60_000)
  await has.file({ content: tram })
})
afterAll(() => has.stop())

test('a search lists what may be seen, newest first, each line with exactly five members', async () => {
  const answer = await has.ask('/abone/search', { method: 'POST' })
  expect(answer.status).toBe(200)
  expect(answer.header('Content-Type')).toBe('application/json')
  const { data, response } = answer.json()
  expect(response).toEqual({ success: true, code: 200, message: '' })
  expect(data.total).toBe(2)
  expect(data.result).toEqual([
    { id: expect.any(String), type: 'text', date: '2041-03-05T12:01:00Z', title: tram.headline, group_id: null },
    { id: flooded, type: 'text', date: '2041-03-05T12:00:00Z', title: flood.headline, group_id: null },
  ])
  expect(data.result[0].id.split(':')).toHaveLength(4)
})

test('a document comes with headers in canonical case, byte for byte, and a bare file name', async () => {
  const answer = await has.ask(`/abone/document/${flooded}/newsml29`)
  expect(answer.head).toContain('HTTP/1.1 200 OK\r\n')
  expect(answer.head).toContain('\r\nContent-Type: application/xml\r\n')
  expect(answer.head).toContain(`\r\nContent-Disposition: attachment; filename=${flooded.replaceAll(':', '_')}.xml\r\n`)
  expect(answer.head).not.toMatch(/\r\n[a-z]/u)
  expect(answer.body).toContain(`guid="${flooded}"`)
  expect(answer.body).toContain('left its banks on Monday')
})

test.each(['GET', 'HEAD'])('%s of a document has its headers, and only a GET the text and an act', async method => {
  const acts = () => has.db<{ n: number }[]>`select count(*) as n from act where kind = 'document' and version = 1`
  const [before] = await acts()
  const answer = await has.ask(`/abone/document/${flooded}/newsml29`, { method })
  const [after] = await acts()
  const isHead = method === 'HEAD'
  expect(answer.status).toBe(200)
  expect(Number(answer.header('Content-Length'))).toBeGreaterThan(1000)
  expect(answer.body === '').toBe(isHead)
  // Who has asked for the head alone has nothing of the text.
  expect((after?.n ?? 0) - (before?.n ?? 0)).toBe(isHead ? 0 : 1)
})

test.each(['/abone/search', '/abone/search/', '/abone//search//', '/abone/search?v=25028'])(
  'POST %s is answered without a redirect',
  async path => {
    expect((await has.ask(path, { method: 'POST' })).json().data.total).toBe(2)
  },
)

test('an id may be percent-encoded, and an address may end in a slash or a query', async () => {
  const encoded = encodeURIComponent(flooded)
  expect(encoded).toContain('%3A')
  for (const path of [`${encoded}/newsml29`, `${flooded}/newsml29/`, `${encoded.toLowerCase()}/newsml29?v=25028`]) {
    const answer = await has.ask(`/abone/document/${path}`)
    expect(answer.status).toBe(200)
    expect(answer.body).toContain(`guid="${flooded}"`)
  }
})

test.each<[string, string, number, RegExp]>([
  ['an unknown id', 'document/dl:text:20410305:999999/newsml29', 404, /Dosya Bulunamadı/u],
  ['a series that there is not', 'document/aa:picturegroup:20260605:41586340/newsml29', 404, /Dosya Bulunamadı/u],
  ['an id of another grammar', 'document/aa:photo:20260605:41586340/newsml29', 404, /Dosya Bulunamadı/u],
  ['an id that cannot be decoded', 'document/%E0%A4%A/newsml29', 404, /Dosya Bulunamadı/u],
  ['an unknown address', 'latest', 404, /POST \/abone\/search, .*\/abone\/document\/\{id\}\/\{newsml29/u],
  ['nothing at all', '', 404, /valid: GET \/abone\/discover/u],
  ['a token of an unknown id', 'token/aa:picture:20260605:1/web', 404, /Dosya Bulunamadı/u],
  ['a search by GET', 'search', 405, /search is called with POST/u],
])('%s is answered %s in the envelope', async (_, path, code, message) => {
  const answer = await has.ask(`/abone/${path}`)
  expect(answer.status).toBe(code)
  expect(answer.header('Content-Type')).toBe('application/json')
  expect(answer.json()).toEqual({
    data: null,
    response: { success: false, code, message: expect.stringMatching(message) },
  })
})

test.each(['web', 'print', 'NEWSML29', 'newsml'])('a text is not available as %s, which is said', async format => {
  const answer = await has.ask(`/abone/document/${flooded}/${format}`)
  expect(answer.status).toBe(404)
  expect(answer.json().response.message).toMatch(/not available as \w+, only as newsml29, newsml12/u)
})

test('a text is answered in NewsML 1.2 as well, without a namespace, as the file that it is', async () => {
  const answer = await has.ask(`/abone/document/${flooded}/newsml12`)
  expect(answer.status).toBe(200)
  expect(answer.header('Content-Type')).toBe('application/xml')
  expect(answer.header('Content-Disposition')).toBe(`attachment; filename=${flooded.replaceAll(':', '_')}.xml`)
  expect(answer.body).toContain('<NewsML Version="1.2">')
  expect(answer.body).toContain(`<NameLabel>${flooded}</NameLabel>`)
})

test('without credentials, or with wrong ones, nothing is answered but that', async () => {
  for (const as of [null, '3001001:wrong', 'nobody']) {
    const answer = await has.ask('/abone/search', { method: 'POST', as })
    expect(answer.status).toBe(401)
    expect(answer.head).toContain('\r\nWWW-Authenticate: Basic realm="HAS", charset="UTF-8"\r\n')
    const { data, response } = answer.json()
    expect(data).toBeNull()
    expect(response).toMatchObject({ success: false, code: 401, message: expect.stringContaining('şifre hatalı') })
  }
})

test('discover gives maps of numbers to names in the language asked for', async () => {
  const tables = async (path: string) => (await has.ask(`/abone/discover/${path}`)).json().data
  const { generalEn, generalTr, generalAr, flash } = has.accounts.products
  expect(await tables('tr_TR')).toEqual({
    provider: { 1: 'Meridian News Agency' },
    category: {
      ...{ 1: 'Genel', 2: 'Spor', 3: 'Ekonomi', 4: 'Sağlık', 5: 'Bilim-Teknoloji', 6: 'Politika' },
      7: 'Kültür-Sanat-Yaşam',
    },
    priority: { 1: 'Flaş', 2: 'Acil', 3: 'Önemli', 4: 'Rutin', 5: 'Özel', 6: 'Arşiv' },
    package: { [generalEn]: 'general-en', [generalTr]: 'general-tr', [generalAr]: 'general-ar', [flash]: 'flash' },
    type: { 1: 'Haber', 2: 'Fotoğraf', 3: 'Video', 4: 'Dosya', 5: 'Grafik' },
    language: { 1: 'Türkçe', 2: 'İngilizce', 3: 'Arapça' },
  })
  expect((await tables('en_US')).category[2]).toBe('Sports')
  expect((await tables('ar_AR')).category[2]).toBe('رياضة')
  for (const other of ['fr_FR', '', 'tr_TR/']) expect((await tables(other)).category[2]).toBe('Spor')
})

test('a subscription tells what a contract and its products let pass', async () => {
  const sizes = { picture: ['web', 'print'], video: ['sd'] }
  const { generalTr, flash } = has.accounts.products
  const terms = {
    products: [generalTr],
    types: ['text' as const, 'picture' as const, 'video' as const],
    archiveDays: 15,
    downloadLimit: 40,
    sizes,
  }
  const { as } = await has.join('Fifteen', terms)
  const { data, response } = (await has.ask('/abone/subscription/', { as })).json()
  expect(response.success).toBe(true)
  expect(data).toEqual({
    ...{ provider: ['1'], package: [String(generalTr)], category: ['1', '2', '3', '4', '5', '6', '7'], type: ['1'] },
    ...{ language: ['1'], photo_size: ['web', 'print'], video_size: ['sd'], graph_size: [] },
    ...{ archive_days: 15, download_limit: 40, downloads_used: 0 },
  })
  const every = (await has.ask('/abone/subscription')).json().data
  expect(every).toMatchObject({ language: ['1', '2', '3'], archive_days: 0, download_limit: 0 })
  expect(every.package).toContain(String(flash))
})

test('a body that is too large is refused with a reason, and one that breaks off leaves no trace', async () => {
  const answer = await has.ask('/abone/search', { method: 'POST', body: 'x'.repeat(300_000) })
  expect(answer.status).toBe(413)
  expect(answer.json().response.code).toBe(413)
  const basic = Buffer.from(has.courier).toString('base64')
  const half = `POST /abone/search HTTP/1.1\r\nHost: a\r\nAuthorization: Basic ${basic}\r\nContent-Length: 500\r\n\r\nlimit=1`
  const broken = sendRaw(has.port, Buffer.from(half)).then(
    ({ head }) => head,
    () => '',
  )
  await new Promise(resolve => setTimeout(resolve, 50))
  has.server.closeAllConnections()
  expect(await broken).toBe('')
  expect(has.logged).toEqual([])
})

test('a body that begins as JSON and is none is refused', async () => {
  const broken = await has.ask('/abone/search', { method: 'POST', body: '{"limit":' })
  expect(broken.status).toBe(400)
  expect(broken.json().response).toMatchObject({ success: false, code: 400 })
})
