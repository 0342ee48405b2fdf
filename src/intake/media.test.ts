import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Started } from '../../test/kit/dateline.ts'
import { httpSource } from '../../test/kit/intake.ts'
import { pressDefaults as defaults, photo, startedIntakeMedia, until } from '../../test/kit/intake-media.ts'
import { readyPicture } from '../../test/kit/media.ts'
import { blobOf } from '../domain/media.ts'
import { assetOf } from '../store/asset.ts'
import type { IncomingRow } from '../store/intake-item.ts'
import { quarantined } from '../store/intake-raw.ts'
import { addSource } from './sources.ts'

let kit: Awaited<ReturnType<typeof startedIntakeMedia>>
let started: Started
let folder: string
beforeAll(async () => {
  kit = await startedIntakeMedia()
  ;({ started, folder } = kit)
})
afterAll(() => kit.stop())

const roles = (renditions: readonly { role: string }[] | undefined) => renditions?.map(each => each.role).sort()

test('a picture that is handed in as it is goes out in all sizes, with what it says of itself', async () => {
  const { hand, source } = await httpSource(started, { name: 'Photo desk', defaults })
  const bytes = await sharp(await photo(1))
    .withExif({ IFD0: { ImageDescription: 'The harbour of Orsel at dawn.', Artist: 'Lakeside Press' } })
    .jpeg()
    .toBuffer()
  const { status, body } = await hand(bytes, { 'content-type': 'image/jpeg' })
  expect(status).toBe(202)
  expect(body).toMatchObject({ format: 'file', items: [{ status: 'sent', holds: [] }] })
  const [row] = await kit.itemsOf(source.id)
  const version = await kit.newest(row as IncomingRow)
  expect(version).toMatchObject({
    type: 'picture',
    content: { headline: 'The harbour of Orsel at dawn.', bylines: ['Lakeside Press'] },
  })
  expect(roles(version.content.renditions)).toEqual(
    expect.arrayContaining(['comp', 'preview', 'print', 'thumb', 'web']),
  )
  expect(version.content.renditions?.every(each => blobOf(each) !== null)).toBe(true)
  const asset = await assetOf(started.db, version.content.media?.assets[0] ?? '')
  expect(asset).toMatchObject({ addedBy: source.id, state: 'ready' })
  // The same bytes again are the same item.
  expect((await hand(bytes)).body).toMatchObject({ known: true, items: [{ id: row?.id }] })
}, 60_000)

test('what is no safe file goes to quarantine with the reason', async () => {
  const { hand, source } = await httpSource(started, { name: 'Careless desk', defaults })
  const polyglot = Buffer.concat([await photo(2, 200), Buffer.from('<?php system($_GET["c"]); ?>')])
  expect(await hand(polyglot)).toMatchObject({ status: 422 })
  const [raw] = await quarantined(started.db, { source: source.id, limit: 10 })
  expect(raw?.reason).toMatch(/file/u)
})

test('pictures attached to a mail are items; its few words are what they show, and a story is an item beside them', async () => {
  const { hand, source } = await httpSource(started, { name: 'Mail', defaults, routing: { mode: 'desk' } })
  const mailOf = async (id: string, text: string, ...colours: number[]) => {
    const parts = await Promise.all(
      colours.map(async colour => {
        const bytes = (await photo(colour, 900)).toString('base64').replace(/.{76}/gu, '$&\r\n')
        return `--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="orsel-${colour}.jpg"\r\n\r\n${bytes}\r\n`
      }),
    )
    return `From: Lakeside Press <desk@lakeside.example>\r\nSubject: Bridge over the Orsel\r\nMessage-ID: <${id}@lakeside.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n${parts.join('')}--b--\r\n`
  }
  const headers = { 'content-type': 'message/rfc822' }
  await hand(await mailOf('one', 'The bridge on its first day.', 3, 4), headers)
  const pictures = await kit.decided(source.id, 2)
  expect(pictures.map(each => [each.type, each.status, each.headline])).toEqual([
    ['picture', 'waiting', 'Bridge over the Orsel'],
    ['picture', 'waiting', 'Bridge over the Orsel'],
  ])
  const story =
    'The new bridge over the Orsel was opened on Friday, a week earlier than the roads office had said. '.repeat(4)
  await hand(await mailOf('two', story, 5), headers)
  const all = await kit.decided(source.id, 4)
  expect(all.slice(2).map(each => each.type)).toEqual(['text', 'picture'])
  const groups = await started.db<{ group: string }[]>`
    select document->>'group' as group from intake_item where source_id = ${source.id} order by id`
  expect(new Set(groups.map(each => each.group))).toEqual(new Set(['one@lakeside.example', 'two@lakeside.example']))
}, 60_000)

test('a file in a folder that is too large for a document is taken in as an upload, once', async () => {
  const path = join(folder, 'large')
  await mkdir(path)
  const noise = Buffer.alloc(2_600 * 2_600 * 3)
  for (let i = 0; i < noise.length; i++) noise[i] = (i * 2_654_435_761) >>> (i % 13)
  const file = join(path, 'large.png')
  await sharp(noise, { raw: { width: 2_600, height: 2_600, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toFile(file)
  const bytes = await readFile(file)
  expect(bytes.length).toBeGreaterThan(16 * 2 ** 20)
  const settings = { path, settleSeconds: 0 }
  const { id } = await addSource(started.db, {
    name: 'Large',
    kind: 'folder',
    settings,
    routing: { mode: 'broadcast' },
    defaults,
  })
  const [row] = await kit.decided(id)
  expect(row).toMatchObject({ type: 'picture', status: 'sent', headline: 'large.png' })
  expect((await readFile(join(path, 'done', 'large.png'))).equals(bytes)).toBe(true)
  const version = await kit.newest(row as IncomingRow)
  const asset = await assetOf(started.db, version.content.media?.assets[0] ?? '')
  expect(asset).toMatchObject({ sizeBytes: bytes.length, fileName: 'large.png', type: 'picture' })
  const [raw] = await started.db<
    { size: number }[]
  >`select octet_length(bytes) as size from intake_raw where source_id = ${id}`
  expect(raw?.size).toBeLessThan(200)
  // The same file again, as after a crash between the two steps.
  await writeFile(file, bytes)
  await utimes(file, new Date(), new Date())
  await until(async () =>
    (await readFile(join(path, 'done', 'large.2.png')).catch(() => null)) === null ? null : true,
  )
  expect(await kit.itemsOf(id)).toHaveLength(1)
}, 120_000)

test('nobody can name an upload of somebody else', async () => {
  const { hand, source } = await httpSource(started, { name: 'Curious', defaults })
  const theirs = await readyPicture(started.db, started.dateline.media.blobs, 60)
  const { status } = await hand(JSON.stringify({ upload: theirs.id }), {
    'content-type': 'application/vnd.dateline.upload+json',
  })
  expect(status).toBe(422)
  expect(await quarantined(started.db, { source: source.id, limit: 1 })).toMatchObject([
    { reason: `${theirs.id}: there is no such upload` },
  ])
})
