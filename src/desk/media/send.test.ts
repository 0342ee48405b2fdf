import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Form, type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { hidden, nextDraft, sentFrom, storyForm } from '../../../test/kit/drafting.ts'
import { readyPicture } from '../../../test/kit/media.ts'
import type { ItemId } from '../../domain/ids.ts'
import { type Asset, assetOf, finishAsset } from '../../store/asset.ts'
import { draftOf } from '../../store/draft.ts'
import { versionsOfItem } from '../../store/version.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

const quiet = {
  ...{ altText: '', credit: '', takenAt: '', city: '', region: '', country: '', countryCode: '', persons: '' },
  ...{ holder: '', notice: '', terms: '' },
}

/** The form of a picture as the editor posts it. */
const pictureForm = (parts: Form = {}): Form =>
  storyForm({ files: '1', headline: 'The ferry at dawn', body: 'The ferry leaves Orsel.', ...quiet, ...parts })

const begun = async (asset: Pick<Asset, 'id'>): Promise<string> =>
  (await editor.post('/desk/media/begin', { asset: asset.id, do: 'each' })).headers.get('location') ?? ''

/** What the workshop would do: the same files again for the newest edit. */
const made = async (id: string) => {
  const asset = await assetOf(desk.db, id)
  if (asset === null) throw new Error('no upload')
  const files = asset.renditions.map(({ href, contentType, sizeBytes, ...rest }) => ({
    ...rest,
    digest: href.slice('blob:'.length),
    contentType: contentType ?? '',
    sizeBytes: sizeBytes ?? 0,
  }))
  await finishAsset(desk.db, { id, generation: asset.generation, made: files, remark: null })
}

const itemOf = (path: string) => path.slice('/desk/items/'.length) as ItemId

test('a picture goes out with its files as they are, its focus and what was typed; then with other words, then with another file', async () => {
  const asset = await readyPicture(desk.db, desk.blobs, 30)
  const draft = await begun(asset)
  const page = await editor.page(draft)
  const edit = { edited: hidden(page, 'edited'), editWas: hidden(page, 'editWas') }
  const typed = {
    ...{ altText: 'A white ferry', credit: 'Meridian', takenAt: '2026-11-23 09:10', city: 'Orsel', countryCode: 've' },
    ...{ persons: 'A captain\nA mate', holder: 'Harbour desk', terms: 'No covers.' },
  }
  const crop = { focusX: '25', focusY: '60', 'crop-wide': '', 'crop-square': '10 0 50 75', 'crop-tall': '' }
  await editor.post(draft, pictureForm({ revision: 1, ...typed, ...edit, ...crop }))
  expect(await assetOf(desk.db, asset.id)).toMatchObject({
    ...{ state: 'waiting', generation: 2 },
    edit: { focus: { x: 0.25, y: 0.6 }, crops: { square: { left: 0.1, top: 0, width: 0.5, height: 0.75 } } },
  })
  const tooSoon = await editor.post(`${draft}/send`, { revision: 2 })
  expect([tooSoon.status, await tooSoon.text()]).toEqual([
    422,
    expect.stringContaining('harbour.jpg: its sizes are still being made'),
  ])
  await made(asset.id)
  const sheet = await editor.page(`${draft}?sheet=send`)
  expect(sheet).toContain('What goes out')
  expect(sheet).not.toContain('Readers will miss')
  const item = await sentFrom(await editor.post(`${draft}/send`, { revision: 2 }))
  expect(item).toMatch(/^\/desk\/items\/dl:picture:/u)

  const words = await nextDraft(editor, item, 'update')
  await editor.post(words, pictureForm({ revision: 1, signal: 'update', ...typed, altText: 'A white ferry, empty' }))
  await sentFrom(await editor.post(`${words}/send`, { revision: 2 }))

  const other = await readyPicture(desk.db, desk.blobs, 200)
  const file = await nextDraft(editor, item, 'update')
  await editor.post(`${file}/files`, { asset: other.id, do: 'replace' })
  await sentFrom(await editor.post(`${file}/send`, { revision: 2 }))

  const versions = await versionsOfItem(desk.db, itemOf(item))
  const media = {
    ...{ assets: [asset.id], altText: 'A white ferry', credit: 'Meridian', takenAt: '2026-11-23T09:10' },
    ...{ place: { city: 'Orsel', region: null, country: null, countryCode: 'VE' }, focus: { x: 0.25, y: 0.6 } },
    persons: ['A captain', 'A mate'],
  }
  expect(versions[0]?.content).toMatchObject({
    media,
    rights: { holder: 'Harbour desk', notice: null, terms: 'No covers.' },
  })
  expect(versions[0]?.content.renditions?.map(each => each.role)).toEqual(['print', 'web', 'preview', 'thumb', 'comp'])
  expect(versions[1]?.content.media).toEqual({ ...media, altText: 'A white ferry, empty' })
  expect(versions[1]?.content.renditions).toEqual(versions[0]?.content.renditions)
  expect(versions[2]?.content.media).toMatchObject({ assets: [other.id], altText: 'A white ferry, empty', focus: null })
  expect(versions[2]?.content.renditions?.[0]?.href).not.toBe(versions[1]?.content.renditions?.[0]?.href)
  const compared = await editor.page(`${item}/compare?from=2&to=3`)
  expect(compared).toContain('Print: ')
  const shown = await editor.page(item)
  expect(shown).toContain(`${item}/files/3/preview`)
  expect(shown).toContain('A white ferry, empty')
  expect(await editor.page('/desk?type=picture')).toContain(`${item}/files/3/thumb`)
  expect(await editor.page('/desk?type=video')).not.toContain(item)
})

test('what a picture lacks is told and does not keep it from being sent; what makes no sense is put right first', async () => {
  const draft = await begun(await readyPicture(desk.db, desk.blobs, 10))
  await editor.post(draft, pictureForm({ revision: 1, body: '' }))
  const page = await editor.page(draft)
  for (const missing of ['a caption', 'an alternative text']) expect(page).toContain(missing)
  await editor.post(draft, pictureForm({ revision: 2, takenAt: 'last Monday', countryCode: 'Veyra' }))
  const refused = await (await editor.post(`${draft}/send`, { revision: 3 })).text()
  expect(refused).toContain('Write the date as 2026-11-23')
  expect(refused).toContain('Write the country code as two letters')
  await editor.post(draft, pictureForm({ revision: 3, body: '' }))
  await sentFrom(await editor.post(`${draft}/send`, { revision: 4 }))
})

test('a focus or crop outside of the picture is refused beside its input, and the words are kept', async () => {
  const asset = await readyPicture(desk.db, desk.blobs, 15)
  const draft = await begun(asset)
  const edit = { edited: asset.id, editWas: hidden(await editor.page(draft), 'editWas') }
  for (const [inputs, field] of [
    [{ focusX: '120', focusY: '10' }, 'focusX'],
    [{ focusX: '', focusY: '10' }, 'focusX'],
    [{ 'crop-tall': '50 50 60 60' }, 'crop-tall'],
    [{ 'crop-wide': 'all of it' }, 'crop-wide'],
  ] as const) {
    const { revision } = (await draftOf(desk.db, draft.slice('/desk/drafts/'.length))) ?? { revision: 0 }
    const form = pictureForm({ revision, headline: `Kept ${revision}`, ...edit, ...inputs })
    const answer = await editor.post(draft, form)
    expect(answer.headers.get('location')).toBe(`${draft}?wrong=${field}`)
    const page = await editor.page(`${draft}?wrong=${field}`)
    expect(page).toContain(`Kept ${revision}`)
    expect(page).toContain(`id="field-${field}-error"`)
  }
  expect((await assetOf(desk.db, asset.id))?.generation).toBe(1)
})

test('a form that comes back as it was drawn changes no picture that a colleague has cut meanwhile', async () => {
  const asset = await readyPicture(desk.db, desk.blobs, 25)
  const draft = await begun(asset)
  const edit = { edited: asset.id, editWas: hidden(await editor.page(draft), 'editWas') }
  await editor.post(draft, pictureForm({ revision: 1, ...edit, focusX: '80', focusY: '20' }))
  await editor.post(draft, pictureForm({ revision: 2, ...edit, headline: 'Only words' }))
  expect((await assetOf(desk.db, asset.id))?.edit.focus).toEqual({ x: 0.8, y: 0.2 })
})

test('two who save at once see both texts, those of the picture too', async () => {
  const draft = await begun(await readyPicture(desk.db, desk.blobs, 35))
  await editor.post(draft, pictureForm({ revision: 1, altText: 'Mine' }))
  const other = await (await desk.sit('admin')).post(draft, pictureForm({ revision: 1, altText: 'Theirs' }))
  expect(other.status).toBe(409)
  const html = await other.text()
  expect(html).toContain('Mine')
  expect(html).toContain('<textarea class="input" id="field-altText"')
  expect(html).toContain('<input type="hidden" name="files" value="1"/>')
})
