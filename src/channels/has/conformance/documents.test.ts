import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../../../test/kit/examples.ts'
import { type StartedMediaHas, startedMediaHas } from '../../../../test/kit/has-media.ts'

let has: StartedMediaHas
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

const get = async (path: string, asking: Parameters<StartedMediaHas['ask']>[1] = {}) => {
  await has.moveTo(has.now() + 500)
  return has.ask(`/abone/document/${path}`, { as: has.as, ...asking })
}
const item = (name: string): string => has.items[name as keyof StartedMediaHas['items']]

test.each([
  ['text', 'newsml29', 'application/xml'],
  ['text', 'newsml12', 'application/xml'],
  ['picture', 'newsml29', 'application/xml'],
  ['picture', 'newsml12', 'application/xml'],
  ['picture', 'web', 'image/jpeg'],
  ['picture', 'print', 'image/jpeg'],
  ['picture', 'mobile', 'image/jpeg'],
  ['video', 'newsml29', 'application/xml'],
  ['video', 'newsml12', 'application/xml'],
  ['video', 'web', 'application/octet-stream'],
  ['video', 'sd', 'application/octet-stream'],
  ['video', 'hd', 'application/octet-stream'],
  ['video', 'mobile', 'application/octet-stream'],
  ['graphic', 'ai', 'application/illustrator'],
  ['graphic', 'eps', 'application/postscript'],
  ['graphic', 'pdf', 'application/pdf'],
  ['graphic', 'raster', 'image/png'],
  ['graphic', 'newsml29', 'application/xml'],
  ['file', 'file', 'text/csv'],
  ['file', 'original', 'text/csv'],
  ['file', 'newsml12', 'application/xml'],
])('§1.4 a %s comes as %s under %s, its length told, and HEAD tells the same', async (name, format, contentType) => {
  const answer = await get(`${item(name)}/${format}`)
  expect(answer.status).toBe(200)
  expect(answer.header('Content-Type')).toBe(contentType)
  expect(Number(answer.header('Content-Length'))).toBe(answer.bytes.length)
  expect(answer.bytes.length).toBeGreaterThan(1_000)
  const head = await get(`${item(name)}/${format}`, { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(head.bytes).toHaveLength(0)
  for (const header of ['Content-Type', 'Content-Length', 'Content-Disposition'])
    expect(head.header(header)).toBe(answer.header(header))
})

test('§1.4 bytes are those of the size that was asked for, and a picture is a JPEG', async () => {
  const [web, print] = [await get(`${item('picture')}/web`), await get(`${item('picture')}/print`)]
  expect(web.bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff')
  expect(print.bytes.length).toBeGreaterThan(web.bytes.length)
  expect((await get(`${item('video')}/sd`)).body).toMatch(/^sd\.+$/u)
  expect((await get(`${item('video')}/mobile`)).body).toMatch(/^sd\.+$/u)
  expect((await get(`${item('graphic')}/eps`)).body).toMatch(/^%!PS eps/u)
})

test('§1.4 a part of a file can be asked for, and nothing is wrong with one that is not there', async () => {
  const path = `${item('video')}/sd`
  const part = await get(path, { headers: { Range: 'bytes=0-1' } })
  expect([part.status, part.body, part.header('Content-Range')]).toEqual([206, 'sd', 'bytes 0-1/4000'])
  const beyond = await get(path, { headers: { Range: 'bytes=9000-' } })
  expect(beyond.status).toBe(416)
  expect(beyond.bytes).toHaveLength(0)
  const known = await get(path, { headers: { 'If-None-Match': part.header('ETag') ?? '' } })
  expect([known.status, known.bytes.length]).toEqual([304, 0])
})

test.each([
  ['text', 'web'],
  ['picture', 'sd'],
  ['picture', 'ai'],
  ['video', 'print'],
  ['graphic', 'web'],
  ['file', 'pdf'],
])('§1.4 a %s does not come as %s: 404 as JSON, with the formats that there are', async (name, format) => {
  const answer = await get(`${item(name)}/${format}`)
  expect(answer.status).toBe(404)
  expect(answer.header('Content-Type')).toBe('application/json')
  expect(answer.json().response.message).toMatch(/Dosya Bulunamadı .*only as .*newsml29, newsml12/u)
})

const series = (type: 'picture' | 'video') => item('text').replace('text', `${type}group`)
const guids = (body: string) => [...body.matchAll(/<newsItem guid="([^"]*)"/gu)].map(([, guid]) => guid)

test('§1.4 a picturegroup or videogroup is the whole series, a newsItem for each, in newsml29 and newsml12', async () => {
  const { picture, second, video } = has.items
  const pictures = await get(`${series('picture')}/newsml29`)
  expect(pictures.header('Content-Type')).toBe('application/xml')
  expect(guids(pictures.body)).toEqual([picture, second])
  expect(guids((await get(`${series('video')}/newsml29`)).body)).toEqual([video])
  const labels = [...(await get(`${series('picture')}/newsml12`)).body.matchAll(/<NameLabel>([^<]*)</gu)]
  expect(labels.map(([, id]) => id)).toEqual([picture, second])
})

test('§1.4 a client that walks newsItem@guid of a series gets each picture', async () => {
  for (const guid of guids((await get(`${series('picture')}/newsml29`)).body)) {
    expect((await get(`${guid}/web`)).header('Content-Type')).toBe('image/jpeg')
  }
})

test('§1.4 a picture of no story is a series of itself, and a series has no bytes of its own', async () => {
  const { alone } = has.items
  expect(guids((await get(`${alone.replace('picture', 'picturegroup')}/newsml29`)).body)).toEqual([alone])
  expect((await get(`${series('picture')}/web`)).status).toBe(404)
})

test('§1.4 newsml29 of a picture is a document of one item, as clients ask that do not look at the type', async () => {
  const { body } = await get(`${item('picture')}/newsml29`)
  expect(guids(body)).toEqual([item('picture')])
  expect(body).toContain('<itemClass qcode="ninat:picture"/>')
})

test('§1.4 a collection comes as newsml with links to what it holds, pictures first', async () => {
  const { picture, text } = has.items
  const member = (id: string) => ({
    guid: `tag:meridian.example,2041-03-05:${id.split(':')[1]}:${id.split(':')[3]}`,
    ...{ type: id.split(':')[1] as 'text', headline: 'One', version: null },
  })
  const filing = { content: { ...content({ body: [] }), members: [member(text), member(picture)] } }
  const { item: id } = await has.file(filing, null, 'collection')
  const { body } = await get(`${id}/newsml29`)
  expect([...body.matchAll(/residref="([^"]*)"/gu)].map(([, ref]) => ref)).toEqual([picture, text])
  expect((await get(`${id}/newsml12`)).status).toBe(200)
})
