import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { sentPicture, typesInGroup } from '../../../test/kit/desk-media.ts'
import { broadcasted, drafted, newDraftPath, sentFrom, storyForm } from '../../../test/kit/drafting.ts'
import { arrived, ninjsStory, sourceNamed } from '../../../test/kit/incoming.ts'
import { readyAsset, readyPicture } from '../../../test/kit/media.ts'
import type { ItemId } from '../../domain/ids.ts'
import { draftOf, openDrafts } from '../../store/draft.ts'
import { tieUploads } from '../../store/intake-file.ts'
import { inTransaction } from '../../store/transaction.ts'
import { itemHead } from '../../store/version.ts'

let desk: StartedDesk
let editor: Sitter
let origin: string
let close: () => Promise<void>
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
  await new Promise<void>(resolve => {
    const server = serve({ fetch: desk.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) => {
      origin = `http://127.0.0.1:${info.port}`
      close = () => new Promise(done => void server.close(() => done()))
      resolve()
    })
  })
})
afterAll(async () => {
  await close()
  await desk.stop()
})

const fetched = (path: string, headers: Record<string, string> = {}) =>
  fetch(origin + path, { headers: { cookie: editor.cookie, ...headers }, redirect: 'manual' })
const itemOf = (path: string) => path.slice('/desk/items/'.length) as ItemId
const draftAt = (path: string) => draftOf(desk.db, path.slice('/desk/drafts/'.length))

test('files of uploads and of what was sent are given to those who are signed in, in ranges too, and to nobody else', async () => {
  const { item, asset } = await sentPicture(desk, editor, 50)
  const preview = await fetched(`/desk/media/${asset.id}/preview`)
  expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(preview.headers.get('content-disposition')).toMatch(/^inline/u)
  expect((await preview.arrayBuffer()).byteLength).toBe(
    asset.renditions.find(each => each.role === 'preview')?.sizeBytes,
  )
  const part = await fetched(`${item}/files/1/web`, { range: 'bytes=0-9' })
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10])
  const saved = await fetched(`/desk/media/${asset.id}/original?save`)
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment;.*harbour_original\.jpg/u)
  await saved.arrayBuffer()
  for (const path of [
    `/desk/media/${asset.id}/hd`,
    `/desk/media/${asset.id}/nothing`,
    `${item}/files/9/web`,
    `${item}/files/1/x`,
  ])
    expect((await fetched(path)).status, path).toBe(404)
  for (const path of [`/desk/media/${asset.id}/preview`, `${item}/files/1/print`])
    expect((await fetch(origin + path, { redirect: 'manual' })).status, path).toBe(401)
})

test('a file that could run in a browser is only ever saved', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  const asset = await readyAsset(desk.db, desk.blobs, {
    ...{ type: 'graphic', fileName: 'map.svg', contentType: 'image/svg+xml', files: {}, original: svg },
  })
  const answer = await fetched(`/desk/media/${asset.id}/original`)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/u)
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  await answer.arrayBuffer()
})

test('a picture is put into a text, files the text with it, and is seen in the preview and on the page', async () => {
  const { item } = await sentPicture(desk, editor, 70, 'harbour-storm')
  const text = await drafted(editor)
  const saved = await editor.post(text, storyForm({ revision: 1, do: 'figure' }))
  expect(saved.headers.get('location')).toBe(`${text}?sheet=figure`)
  const sheet = await editor.page(`${text}?sheet=figure&q=${itemOf(item)}`)
  expect(sheet).toContain(`value="${itemOf(item)}"`)
  await editor.post(`${text}/figures`, { item: itemOf(item), tie: '1' })
  const draft = await draftAt(text)
  expect(draft?.fields.body).toMatch(/The harbour office said so\.\n\n\[\[picture 1: The ferry at dawn\]\]$/u)
  expect(draft?.fields.group).toBe('harbour-storm')
  expect(await editor.page(`${text}/preview`)).toContain(`src="${item}/files/1/preview"`)
  const page = await sentFrom(await editor.post(`${text}/send`, { revision: draft?.revision ?? 0 }))
  expect((await itemHead(desk.db, itemOf(page)))?.newest.content.body.at(-1)).toMatchObject({
    kind: 'figure',
    item: itemOf(item),
  })
  const shown = await editor.page(page)
  expect(shown).toContain(`src="${item}/files/1/preview"`)
  expect(shown).toContain('Filed together')
  const begun = await editor.post('/desk/collections', { group: 'harbour-storm' })
  const members = (await draftAt(begun.headers.get('location') ?? ''))?.fields.carried?.members ?? []
  expect(members.map(each => each.type)).toEqual(['picture', 'text'])
})

test('a picture is put below the paragraph in which its editor was writing', async () => {
  const { item } = await sentPicture(desk, editor, 75)
  const text = await drafted(editor, { body: 'First.\n\nSecond.\n\nThird.' })
  const form = storyForm({ revision: 1, body: 'First.\n\nSecond.\n\nThird.', do: 'figure', caret: 10 })
  const saved = await editor.post(text, form)
  expect(saved.headers.get('location')).toBe(`${text}?sheet=figure&at=10`)
  expect(await editor.page(`${text}?sheet=figure&at=10`)).toContain('<input type="hidden" name="at" value="10"/>')
  await editor.post(`${text}/figures`, { item: itemOf(item), at: 10 })
  await editor.post(`${text}/figures`, { item: itemOf(item), at: 9999 })
  expect((await draftAt(text))?.fields.body.split('\n\n')).toEqual([
    ...['First.', 'Second.', '[[picture 1: The ferry at dawn]]', 'Third.', '[[picture 2: The ferry at dawn]]'],
  ])
})

test('pictures that are not on the wire yet begin in the group of the text', async () => {
  const text = await drafted(editor)
  const asset = await readyPicture(desk.db, desk.blobs, 80)
  await editor.post(`${text}/pictures`, { asset: asset.id })
  const group = (await draftAt(text))?.fields.group ?? ''
  expect(group).not.toBe('')
  const drafts = await openDrafts(desk.db, { author: null, limit: 100 })
  expect(typesInGroup(drafts, group)).toEqual(['picture', 'text'])
})

test('a collection is begun, filled, put in order and sent; an empty one is not', async () => {
  const [a, b] = [
    await broadcasted(editor, { headline: 'First words' }),
    await broadcasted(editor, { headline: 'Second words' }),
  ]
  const { item } = await sentPicture(desk, editor, 110)
  expect((await editor.get('/desk/collections/new')).headers.get('location')).toBe('/desk/new?type=collection')
  expect(await editor.page('/desk/new?type=collection')).toContain('What it holds, in order')
  const path = newDraftPath()
  await editor.post(path, storyForm({ type: 'collection', headline: 'The storm', do: 'members' }))
  const empty = await editor.post(`${path}/send`, { revision: 1 })
  expect([empty.status, await empty.text()]).toEqual([
    422,
    expect.stringContaining('A collection needs at least one item'),
  ])
  await editor.post(`${path}/members`, { item: [a, b, item, a].map(itemOf) })
  await editor.post(path, storyForm({ revision: 2, headline: 'The storm', do: 'member-up:2' }))
  await editor.post(path, storyForm({ revision: 3, headline: 'The storm', do: 'member-out:0' }))
  await editor.post(path, storyForm({ revision: 4, headline: 'The storm', do: 'member-down:9' }))
  const page = await sentFrom(await editor.post(`${path}/send`, { revision: 4 }))
  expect(page).toMatch(/dl:collection:/u)
  const { members } = (await itemHead(desk.db, itemOf(page)))?.newest.content ?? {}
  expect(members).toMatchObject([
    { type: 'picture', headline: 'The ferry at dawn', version: 1 },
    { type: 'text', headline: 'Second words', version: 1 },
  ])
  const html = await editor.page(page)
  expect(html.indexOf(itemOf(item))).toBeLessThan(html.indexOf('Second words'))
})

test('what does not fit a draft is refused: files in a text, members in a picture, an item that is not there', async () => {
  const text = await drafted(editor)
  const asset = await readyPicture(desk.db, desk.blobs, 130)
  expect((await editor.post(`${text}/files`, { asset: asset.id })).status).toBe(400)
  expect((await editor.post(`${text}/files`, {})).status).toBe(400)
  expect((await editor.post(`${text}/members`, { item: itemOf(await broadcasted(editor)) })).status).toBe(400)
  expect((await editor.post(`${text}/figures`, { item: 'dl:picture:20261123:999999' })).status).toBe(404)
})

test('pictures that came in with an item are seen beside it, under the name of their source', async () => {
  const source = await sourceNamed(desk, 'Lakeside pictures')
  const { items } = await arrived(desk, source.id, ninjsStory('https://lakeside.example/9', 'Cranes at noon'))
  const asset = await readyPicture(desk.db, desk.blobs, 170)
  await desk.db`update asset set added_by = ${source.id} where id = ${asset.id}`
  const id = items[0]?.id ?? 0
  await inTransaction(desk.db, sql => tieUploads(sql, id, [asset.id]))
  expect(await editor.page(`/desk/incoming?open=${id}`)).toContain(`src="/desk/media/${asset.id}/preview?v=`)
  expect(await editor.page(`/desk/media/${asset.id}`)).toContain('Lakeside pictures')
})
