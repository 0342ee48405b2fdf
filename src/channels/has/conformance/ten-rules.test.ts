import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedMediaHas, startedMediaHas } from '../../../../test/kit/has-media.ts'

// HAS.md §0: what no compatible server may break, each seen in a real client.

let has: StartedMediaHas
let asked = 0
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

/** Moves time on now and then, so that the pace has no part in it. */
const ask: StartedMediaHas['ask'] = async (path, asking = {}) => {
  if (++asked % 40 === 0) await has.moveTo(has.now() + 10_000)
  return has.ask(path, { as: has.as, ...asking })
}
const post = (body: string, headers: Record<string, string> = {}, path = '/abone/search') =>
  ask(path, { method: 'POST', body, headers })
const total = async (...call: Parameters<typeof post>): Promise<number> => (await post(...call)).json().data.total

test.each(['search', 'search/', 'search?v=25028', 'search/?v=1&x=2'])(
  '§0.1 POST /abone/%s is answered itself, without a redirect',
  async path => {
    const answer = await post('', {}, `/abone/${path}`)
    expect(answer.status).toBe(200)
    expect(answer.header('Location')).toBeUndefined()
  },
)

test('§0.1 every other route takes a slash at its end and a query string too', async () => {
  const { picture, text } = has.items
  for (const path of [
    'discover/tr_TR',
    'subscription',
    `document/${text}/newsml29`,
    `document/${text}/newsml12`,
    `document/${picture}/web`,
    `multitoken/${picture.replace('picture', 'picturegroup')}/web`,
  ]) {
    for (const end of ['', '/', '?v=25028', '/?v=25028']) {
      expect((await ask(`/abone/${path}${end}`)).status, path + end).toBe(200)
    }
  }
  expect((await ask(`/abone/token/${picture}/web/?v=1`)).status).toBe(302)
})

test('§0.2 ids may be percent-encoded, in documents, files, series and links', async () => {
  const encoded = (id: string) => encodeURIComponent(id)
  const { picture, text } = has.items
  const series = picture.replace('picture', 'picturegroup')
  expect(encoded(text)).toContain('%3A')
  expect((await ask(`/abone/document/${encoded(text)}/newsml29`)).body).toContain(`guid="${text}"`)
  expect((await ask(`/abone/document/${encoded(picture)}/web`)).header('Content-Type')).toBe('image/jpeg')
  expect((await ask(`/abone/document/${encoded(series)}/newsml29`)).body).toContain(`guid="${picture}"`)
  expect((await ask(`/abone/token/${encoded(picture).toLowerCase()}/web`)).status).toBe(302)
  expect((await ask(`/abone/multitoken/${encoded(series)}`)).status).toBe(200)
})

test('§0.3 parameters are read from a form, from multipart, from JSON and from headers of an empty POST', async () => {
  const fields = { filter_type: '2', limit: '2', offset: '0', start_date: '*', end_date: 'NOW' }
  const part = ([name, value]: [string, string]) =>
    `--b7\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const multipart = `${Object.entries(fields).map(part).join('')}--b7--\r\n`
  for (const [body, headers] of [
    [new URLSearchParams(fields).toString(), { 'Content-Type': 'application/x-www-form-urlencoded' }],
    [multipart, { 'Content-Type': 'multipart/form-data; boundary=b7' }],
    [JSON.stringify({ ...fields, filter_type: 2, limit: 2 }), { 'Content-Type': 'application/json' }],
    ['', fields],
  ] as [string, Record<string, string>][]) {
    const { data } = (await post(body, headers)).json()
    expect(data.result.map((line: { type: string }) => line.type)).toEqual(['picture', 'picture'])
    expect(data.total).toBe(3)
  }
})

test('§0.4 a value may be a number, a text, a list by commas, a list of JSON, or empty', async () => {
  const json = { 'Content-Type': 'application/json' }
  expect(await total('filter_type=2,3')).toBe(4)
  expect(await total('filter_type=[2,3]')).toBe(4)
  expect(await total(JSON.stringify({ filter_type: [2, 3] }), json)).toBe(4)
  expect(await total(JSON.stringify({ filter_type: ['2', 3] }), json)).toBe(4)
  expect(await total(JSON.stringify({ filter_type: 2 }), json)).toBe(3)
  expect(await total('filter_type[]=2&filter_type[]=3')).toBe(4)
  expect(await total('filter_type=&filter_category=')).toBe(8)
})

test('§0.4 parameters that nobody knows are passed over, and a limit that is too high is cut', async () => {
  expect(await total('end_data=NOW&category=9&query=x&language=q&limit=100000')).toBe(8)
  const { data } = (await post('limit=100000')).json()
  expect(data.result).toHaveLength(8)
})

test('§0.5 NewsML has unprefixed names in the default namespace', async () => {
  for (const id of [has.items.text, has.items.picture, has.items.picture.replace('picture', 'picturegroup')]) {
    const { body } = await ask(`/abone/document/${id}/newsml29`)
    expect(body).toContain('<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">')
    expect(body).not.toMatch(/<\/?nar:/u)
  }
})

test('§0.6 body.content holds one text node with a fragment of HTML, escaped once', async () => {
  const { body } = await ask(`/abone/document/${has.items.text}/newsml29`)
  const [, fragment = ''] = /<body\.content>([^<]*)<\/body\.content>/u.exec(body) ?? []
  expect(fragment).toMatch(/^&lt;p&gt;VEYRA \(DL\) - /u)
  expect(fragment).not.toContain('&amp;lt;')
})

test('§0.7 documents and files come at once with status 200, and only a token redirects', async () => {
  const { text, picture, video } = has.items
  for (const path of [`${text}/newsml29`, `${text}/newsml12`, `${picture}/web`, `${picture}/print`, `${video}/sd`]) {
    expect((await ask(`/abone/document/${path}`)).status).toBe(200)
  }
  const token = await ask(`/abone/token/${picture}/web`)
  expect(token.status).toBe(302)
  expect(token.header('Location')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//u)
})

test('§0.8 Content-Type is exactly application/xml or image/jpeg, and JSON begins with application/json', async () => {
  const { text, picture } = has.items
  expect((await ask(`/abone/document/${text}/newsml29`)).header('Content-Type')).toBe('application/xml')
  expect((await ask(`/abone/document/${picture}/newsml12`)).header('Content-Type')).toBe('application/xml')
  expect((await ask(`/abone/document/${picture}/print`)).header('Content-Type')).toBe('image/jpeg')
  expect((await post('')).header('Content-Type')).toMatch(/^application\/json/u)
})

test('§0.8 every document has a file name, unquoted and as the only parameter', async () => {
  const { text, picture, video, graphic, file } = has.items
  for (const path of [
    ...[`${text}/newsml29`, `${picture}/newsml12`, `${picture}/web`, `${video}/sd`, `${graphic}/eps`, `${file}/file`],
    `${picture.replace('picture', 'picturegroup')}/newsml29`,
  ]) {
    const disposition = (await ask(`/abone/document/${path}`)).header('Content-Disposition') ?? ''
    expect(disposition, path).toMatch(/^attachment; filename=[\w.-]+$/u)
    // As clients take it: explode('=')[1].
    expect(disposition.split('=')[1], path).toMatch(/^dl_[a-z]+_\d{8}_\d+(_\w+)?\.(xml|jpg|mp4|eps|csv)$/u)
  }
})

test('§0.9 headers are sent in canonical case, whatever is answered', async () => {
  const { text, picture } = has.items
  const asked: [string, Parameters<typeof ask>[1]?][] = [
    [`/abone/document/${text}/newsml29`],
    [`/abone/document/${picture}/web`],
    [`/abone/document/${picture}/web`, { method: 'HEAD' }],
    [`/abone/document/${picture}/web`, { headers: { Range: 'bytes=0-9' } }],
    [`/abone/token/${picture}/web`],
    ['/abone/search', { method: 'POST' }],
    ['/abone/document/dl:text:20410305:1/newsml29'],
    ['/abone/search', { method: 'POST', as: null }],
  ]
  for (const [path, asking] of asked) {
    const { head } = await ask(path, asking)
    const names = head
      .split('\r\n')
      .slice(1, -1)
      .map(line => line.split(':')[0] ?? '')
    expect(names.length, path).toBeGreaterThan(5)
    for (const name of names)
      expect(name).toMatch(/^(ETag|WWW-Authenticate|([A-Z][a-z]*(-[A-Z][a-z]+)*|RateLimit-\w+))$/u)
  }
})

test('§0.10 wrong credentials are HTTP 401 with the same code in the JSON', async () => {
  const answer = await ask('/abone/search', { method: 'POST', as: '3009999:wrong' })
  expect(answer.status).toBe(401)
  expect(answer.header('WWW-Authenticate')).toMatch(/^Basic /u)
  expect(answer.json().response).toMatchObject({ success: false, code: 401 })
})
