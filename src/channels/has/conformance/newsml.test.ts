import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedMediaHas, startedMediaHas } from '../../../../test/kit/has-media.ts'

// HAS.md §3: what clients read in the documents, over HTTP; src/formats/newsml-g2/write-has.test.ts has the rest of it.

let has: StartedMediaHas
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

const document = async (id: string, format = 'newsml29', as = has.as): Promise<string> => {
  await has.moveTo(has.now() + 1_000)
  return (await has.ask(`/abone/document/${id}/${format}`, { as })).body
}
const residrefs = (body: string) =>
  [...body.matchAll(/<link rel="irel:seeAlso" residref="([^"]*)"/gu)].map(([, id]) => id)

test('§3.1 newsItem@guid is the id of the search, and a text has exactly one', async () => {
  const { text } = has.items
  const body = await document(text)
  expect([...body.matchAll(/<newsItem guid="([^"]*)"/gu)].map(([, guid]) => guid)).toEqual([text])
})

test('§3.1 versionCreated is in UTC with a Z', async () => {
  expect(await document(has.items.text)).toMatch(/<versionCreated>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/versionCreated>/u)
})

test('§3.1 a text links the pictures of its story first, each with its class and a title', async () => {
  const { text, picture, second, video } = has.items
  const body = await document(text)
  expect(residrefs(body)).toEqual([picture, second, video])
  expect(body).toContain(
    `residref="${picture}"><itemClass qcode="ninat:picture"/><title>Water in the streets of Veyra</title></link>`,
  )
})

test('§3.1 a text links nothing that its reader may not see', async () => {
  const { text, video } = has.items
  const words = await has.join('Words', { products: [has.everything], types: ['text'] })
  expect(residrefs(await document(text, 'newsml29', words.as))).toEqual([])
  const films = await has.join('Words and films', { products: [has.everything], types: ['text', 'video'] })
  expect(residrefs(await document(text, 'newsml29', films.as))).toEqual([video])
})

test('§3.1 the category is the first subject in the document, with a name in Turkish', async () => {
  const body = await document(has.items.picture)
  expect(/<subject .*?<name xml:lang="tr">([^<]*)</u.exec(body)?.[1]).toBe('Genel')
})

test('§3.1 hl1, byttl, abstract and body.content stand there, even empty, in every document', async () => {
  for (const id of Object.values(has.items)) {
    const body = await document(id)
    for (const part of [/<hl1>/u, /<byttl>/u, /<abstract>/u, /<body\.content>/u]) expect(body, id).toMatch(part)
    expect(body.match(/<headline>(?!<)/gu), id).toHaveLength(1)
  }
})

test('§3.1 a picture has headline, description and photographer, and its files as remoteContent', async () => {
  const body = await document(has.items.picture)
  expect(body).toContain('<headline>Water in the streets of Veyra</headline>')
  expect(body).toMatch(/<description role="drol:caption">[^<]+<\/description>/u)
  expect(body).toContain('<creator qcode="DLrole:photographer" literal="Photo Desk"/>')
  expect(body.match(/<remoteContent /gu)?.length).toBeGreaterThan(1)
  expect(await document(has.items.video)).toContain('<creator qcode="DLrole:cameraman" literal="Photo Desk"/>')
})

test('§3.1 no address in a document is signed or bears a credential', async () => {
  for (const id of Object.values(has.items)) {
    for (const format of ['newsml29', 'newsml12']) expect(await document(id, format)).not.toMatch(/link=|@127/u)
  }
})

test('§3.2 newsml12 has neither prefix nor namespace, and ContentItem@Href is a plain file name by its variant', async () => {
  const { picture, video } = has.items
  const hrefs = (body: string) => [...body.matchAll(/<ContentItem Href="([^"]*)"/gu)].map(([, href]) => href ?? '')
  const body = await document(picture, 'newsml12')
  expect(body).not.toMatch(/xmlns|<\w+:/u)
  expect(body).toContain('<NewsML Version="1.2">')
  for (const href of hrefs(body)) expect(href).toMatch(/^[\w.-]+\.jpg$/u)
  const variants = (names: string[]) => names.map(name => /_(High|Web|SD)\./u.exec(name)?.[1]).filter(Boolean)
  expect(variants(hrefs(body))).toEqual(expect.arrayContaining(['High', 'Web']))
  expect(variants(hrefs(await document(video, 'newsml12')))).toEqual(expect.arrayContaining(['Web', 'SD']))
})

test('§3.2 a file has the same name in newsml12 and in Content-Disposition', async () => {
  const { picture, video } = has.items
  for (const [id, size] of [
    [picture, 'web'],
    [picture, 'print'],
    [video, 'sd'],
  ]) {
    const answer = await has.ask(`/abone/document/${id}/${size}`, { as: has.as })
    const name = answer.header('Content-Disposition')?.split('=')[1]
    expect(await document(id ?? '', 'newsml12')).toContain(`<ContentItem Href="${name}">`)
  }
})
