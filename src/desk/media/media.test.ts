import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { content } from '../../../test/kit/examples.ts'
import { madePhoto, mediaOf, readyAsset, readyPicture } from '../../../test/kit/media.ts'
import { noFacts, noPackets } from '../../domain/file-facts.ts'
import { failAsset, insertAsset, makeAssetId } from '../../store/asset.ts'
import { draftOf, openDrafts } from '../../store/draft.ts'
import { publish } from '../../wire/publish.ts'

let desk: StartedDesk
beforeAll(async () => {
  desk = await startedDesk()
})
afterAll(() => desk.stop())

/** An upload of which nothing has been made yet. */
const waiting = async (parts: Partial<Parameters<typeof insertAsset>[1]> = {}) => {
  const id = makeAssetId()
  await insertAsset(desk.db, {
    ...{ id, digest: id.slice(4).padEnd(64, '0'), sizeBytes: 2_400_000, type: 'picture', fileName: 'storm.jpg' },
    ...{ contentType: 'image/jpeg', widthPixels: 3000, heightPixels: 2000, durationSeconds: null },
    ...{ facts: noFacts, packets: noPackets, fingerprint: null, addedBy: desk.accounts.editor.id, ...parts },
  })
  return id
}

const draftIdIn = (answer: Response) => (answer.headers.get('location') ?? '').slice('/desk/drafts/'.length)

test('uploads stand newest first with who, what and how far; what failed says why and may be tried again', async () => {
  const editor = await desk.sit('editor')
  const ready = await readyPicture(desk.db, desk.blobs, 60)
  const late = await waiting({ fileName: 'late.jpg' })
  const failed = await waiting({ fileName: 'broken.tif' })
  await failAsset(desk.db, { id: failed, generation: 1, remark: 'the file ends in the middle of a line' })
  const html = await editor.page('/desk/media')
  expect(html.indexOf(failed)).toBeLessThan(html.indexOf(late))
  expect(html.indexOf(late)).toBeLessThan(html.indexOf(ready.id))
  expect(html).toContain('Its sizes are being made…')
  expect(html).toContain('the file ends in the middle of a line')
  expect(html).toContain(`/desk/media/${ready.id}/thumb?v=`)
  const mine = await editor.page('/desk/media?whose=mine')
  expect(mine).toContain(late)
  expect(mine).not.toContain(ready.id)
  expect(await editor.page('/desk/media?type=video')).toContain('Nothing has been brought in yet')
  await editor.post(`/desk/media/${failed}/retry`)
  expect(await editor.page(`/desk/media/${failed}`)).not.toContain('could not be made ready')
})

test('a page of uploads leads to the next with none left out and none twice, also of one moment', async () => {
  const editor = await desk.sit('editor')
  const ids = []
  for (let n = 0; n < 60; n++) ids.push(await waiting({ type: 'graphic', fileName: `page-${n}.svg` }))
  await desk.db`update asset set created_at = '2026-11-23T09:00:00.123456Z' where id = any(${ids}::text[])`
  const seen: string[] = []
  let path: string | undefined = '/desk/media?type=graphic'
  while (path !== undefined) {
    const html: string = await editor.page(path)
    seen.push(...[...html.matchAll(/<li id="upload-(ast_[a-z0-9]+)"/gu)].map(found => found[1] ?? ''))
    path = /href="([^"]+)" rel="next"/u.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen.toSorted()).toEqual(ids.toSorted())
})

test('a picture that looks like one that was sent says so, with when', async () => {
  const editor = await desk.sit('editor')
  const first = await readyPicture(desk.db, desk.blobs, 90)
  await publish(desk.publisher, {
    filing: {
      ...{ signal: 'new', note: null, line: null, replacedBy: null, embargo: null, group: null, by: 'kit' },
      content: content({ headline: 'The lake at noon', ...mediaOf(first) }),
    },
    type: 'picture',
    item: null,
    expects: null,
    key: 'alike',
  })
  await desk.db`update asset set fingerprint = 4660 where id = ${first.id}`
  const again = await waiting({ fingerprint: '0000000000001235' })
  const html = await editor.page(`/desk/media/${again}`)
  expect(html).toMatch(/Looks like[\s\S]*The lake at noon[\s\S]*sent \d+ \w+ \d{4}/u)
  expect(await editor.page('/desk/media')).toContain('The lake at noon')
})

test('one upload begins a draft with what the file says; several begin one each in one group', async () => {
  const editor = await desk.sit('editor')
  const facts = {
    ...{ ...noFacts, headline: 'Ferry at dawn', caption: 'The ferry leaves.\nNobody waves.', altText: 'A ferry' },
    ...{ bylines: ['Harbour desk'], takenAt: '2026-11-23', persons: ['A captain'], keywords: ['ferry'] },
    place: { city: 'Orsel', region: null, country: 'Veyra', countryCode: 'VE' },
    rights: { holder: 'Meridian', notice: '© Meridian', terms: null },
  }
  const told = await waiting({ facts })
  const one = await editor.post('/desk/media/begin', { asset: told, do: 'each' })
  const draft = await draftOf(desk.db, draftIdIn(one))
  expect(draft?.fields).toMatchObject({
    ...{
      headline: 'Ferry at dawn',
      body: 'The ferry leaves.\n\nNobody waves.',
      bylines: 'Harbour desk',
      dateline: 'ORSEL',
    },
    ...{ keywords: 'ferry', group: '', carried: { type: 'picture', media: { assets: [told], altText: 'A ferry' } } },
  })
  const html = await editor.page(`/desk/drafts/${draft?.id}`)
  for (const value of ['2026-11-23', 'A captain', 'VE', '© Meridian']) expect(html).toContain(value)
  const others = [await waiting(), await waiting({ type: 'video', fileName: 'clip.mp4' })]
  const each = await editor.post('/desk/media/begin', { asset: others, do: 'each' })
  expect(each.headers.get('location')).toBe('/desk/drafts')
  const begun = (await openDrafts(desk.db, { author: null, limit: 10 })).filter(({ fields }) =>
    others.includes(fields.carried?.media?.assets[0] ?? ''),
  )
  expect(begun.map(({ fields }) => fields.carried?.type).toSorted()).toEqual(['picture', 'video'])
  expect(begun[0]?.fields.group).toMatch(/^group-\d{8}-/u)
  expect(begun[0]?.fields.group).toBe(begun[1]?.fields.group)
})

test('one graphic is made of several files; what is no graphic is named, and so is nothing at all', async () => {
  const editor = await desk.sit('editor')
  const files = [
    await waiting({ type: 'graphic', fileName: 'map.ai' }),
    await waiting({ type: 'graphic', fileName: 'map.eps' }),
  ]
  const answer = await editor.post('/desk/media/begin', { asset: files, do: 'graphic' })
  expect((await draftOf(desk.db, draftIdIn(answer)))?.fields.carried).toMatchObject({
    type: 'graphic',
    media: { assets: files },
  })
  const picture = await waiting({ fileName: 'beach.jpg' })
  const refused = await editor.post('/desk/media/begin', { asset: [...files, picture], do: 'graphic' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('beach.jpg is no graphic')
  const none = await editor.post('/desk/media/begin', { do: 'each' })
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Tick at least one upload')])
})

test('without scripts files come as a form: those that are good are taken, the others named with the reason', async () => {
  const editor = await desk.sit('editor')
  const form = new FormData()
  form.append('back', '/desk/media')
  form.append('file', new Blob([new Uint8Array(await madePhoto(300, 200, 120))]), 'göl.jpg')
  form.append('file', new Blob(['a,b\n1,2\n']), 'table.csv')
  const taken = await editor.postFiles('/desk/media/files', form)
  expect([taken.status, taken.headers.get('location')]).toEqual([303, '/desk/media?taken=2'])
  expect(await editor.page('/desk/media?taken=2')).toMatch(/2 files were taken in[\s\S]*table\.csv[\s\S]*göl\.jpg/u)
  const bad = new FormData()
  bad.append('file', new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>']), 'bad.svg')
  bad.append('file', new Blob(['plain words']), 'note.txt')
  const refused = await editor.postFiles('/desk/media/files', bad)
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toMatch(/bad\.svg: This file cannot be taken[^<]*script/u)
  expect(html).toContain('note.txt')
  const empty = await editor.postFiles('/desk/media/files', new FormData())
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Choose at least one file')])
}, 60_000)

test('a form with files needs the token in its address, and nothing is read without', async () => {
  const editor = await desk.sit('editor')
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(2_000_000)]), 'big.bin')
  const headers = { cookie: editor.cookie, accept: 'text/html' }
  const bare = await desk.app.request('/desk/media/files', { method: 'POST', headers, body: form })
  expect(bare.status).toBe(413)
  const wrong = await desk.app.request('/desk/media/files?csrf=no', { method: 'POST', headers, body: form })
  expect(wrong.status).toBe(403)
  const nobody = await (await desk.sit('nobody')).postFiles('/desk/media/files?csrf=no', form)
  expect(nobody.status).toBe(401)
})

test('uploads and their files are for those alone who are signed in at the desk', async () => {
  const asset = await readyAsset(desk.db, desk.blobs, {
    type: 'file',
    fileName: 'x.txt',
    contentType: 'text/plain',
    files: {},
  })
  const nobody = await desk.sit('nobody')
  expect((await nobody.get('/desk/media')).status).toBe(302)
  expect((await nobody.get(`/desk/media/${asset.id}/original`, { accept: 'image/*' })).status).toBe(401)
  expect((await (await desk.sit('writer')).get('/desk/media/ast_nothere00')).status).toBe(404)
})
