import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../test/kit/dateline.ts'
import { content } from '../../test/kit/examples.ts'
import { startedHas } from '../../test/kit/has.ts'
import { httpSource, ninjsOf } from '../../test/kit/intake.ts'
import { madePhoto, mediaOf, readyPicture } from '../../test/kit/media.ts'
import { setLicence } from '../accounts/admin.ts'
import { secretKeyOf } from '../accounts/secret-key.ts'
import type { ItemId } from '../domain/ids.ts'
import { blobOf } from '../domain/media.ts'
import { assetOf } from '../store/asset.ts'
import { type IncomingRow, incomingItems } from '../store/intake-item.ts'
import { quarantined } from '../store/intake-raw.ts'
import { versionsOfItem } from '../store/version.ts'
import { parseFiling } from '../wire/filing.ts'
import { publish } from '../wire/publish.ts'
import type { SourceInput } from './settings.ts'
import { addSource, changeSource, keepSecret } from './sources.ts'

let started: Started
let folder: string
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'intake,jobs' })
  folder = await mkdtemp(join(tmpdir(), 'dateline-intake-media-'))
})
afterAll(async () => {
  await started.stop()
  await rm(folder, { recursive: true, force: true })
})

const defaults = { category: 'general', language: 'en', provider: 'Lakeside Press' } as const
const photo = (colour: number, width = 1400) => madePhoto(width, Math.round(width * 0.75), colour)
const itemsOf = async (source: string) => (await incomingItems(started.db, { source, limit: 50 })).toReversed()
const decided = (source: string, count = 1): Promise<IncomingRow[]> =>
  until(async () => {
    const items = await itemsOf(source)
    return items.length >= count && items.every(each => each.status !== 'arrived') ? items : null
  })
const newest = async ({ item }: IncomingRow) => {
  const version = (await versionsOfItem(started.db, item as ItemId)).at(-1)
  if (version === undefined) throw new Error('it is not on the wire')
  return version
}
const roles = (renditions: readonly { role: string }[] | undefined) => renditions?.map(each => each.role).sort()

/** Gives a source its credential, and lets it begin. */
const openWith = async (id: string, secret: string) => {
  await keepSecret(started.db, id, { secret, key: secretKeyOf(started.settings, { make: true }) })
  await changeSource(started.db, id, { enabled: true })
}

const until = async <T>(look: () => Promise<T | null>): Promise<T> => {
  for (let n = 0; n < 600; n++) {
    const found = await look()
    if (found !== null) return found
    await sleep(100)
  }
  throw new Error('it did not come')
}

/** A server of somebody else's. */
const serving = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const stop = () => new Promise(resolve => server.close(resolve).closeAllConnections())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

test('a picture that is handed in as it is goes out in all sizes, with what it says of itself', async () => {
  const { hand, source } = await httpSource(started, { name: 'Photo desk', defaults })
  const bytes = await sharp(await photo(1))
    .withExif({ IFD0: { ImageDescription: 'The harbour of Orsel at dawn.', Artist: 'Lakeside Press' } })
    .jpeg()
    .toBuffer()
  const { status, body } = await hand(bytes, { 'content-type': 'image/jpeg' })
  expect(status).toBe(202)
  expect(body).toMatchObject({ format: 'file', items: [{ status: 'sent', holds: [] }] })
  const [row] = await itemsOf(source.id)
  const version = await newest(row as IncomingRow)
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
  const pictures = await decided(source.id, 2)
  expect(pictures.map(each => [each.type, each.status, each.headline])).toEqual([
    ['picture', 'waiting', 'Bridge over the Orsel'],
    ['picture', 'waiting', 'Bridge over the Orsel'],
  ])
  const story =
    'The new bridge over the Orsel was opened on Friday, a week earlier than the roads office had said. '.repeat(4)
  await hand(await mailOf('two', story, 5), headers)
  const all = await decided(source.id, 4)
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
  const [row] = await decided(id)
  expect(row).toMatchObject({ type: 'picture', status: 'sent', headline: 'large.png' })
  expect((await readFile(join(path, 'done', 'large.png'))).equals(bytes)).toBe(true)
  const version = await newest(row as IncomingRow)
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
  expect(await itemsOf(id)).toHaveLength(1)
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

const withPicture = (url: string, more: object = {}) =>
  ninjsOf({
    uri: `urn:lakeside:${url}`,
    type: 'picture',
    renditions: { original: { href: url, mimetype: 'image/jpeg' } },
    ...more,
  })

test('addresses in documents that lead into our own network are not fetched, and the item is held and kept', async () => {
  let asked = 0
  const inside = await serving((_, response) => {
    asked++
    response.end('secret')
  })
  const input: Partial<SourceInput> = { name: 'Sly', defaults, routing: { mode: 'broadcast', files: true } }
  const { hand, source } = await httpSource(started, input)
  const { port } = new URL(inside.url)
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '[::ffff:127.0.0.1]'])
    expect((await hand(withPicture(`http://${host}:${port}/x.jpg`))).status).toBe(202)
  const rows = await decided(source.id, 5)
  expect(rows.map(each => [each.status, each.holds[0]?.code])).toEqual(rows.map(() => ['held', 'media-missing']))
  expect(rows[0]?.holds[0]?.detail).toContain('127.0.0.1 is no address of the world')
  expect(asked).toBe(0)
  await inside.stop()
}, 120_000)

test('a source whose routing does not say so has its files left where they are', async () => {
  const { hand } = await httpSource(started, { name: 'Plain', defaults, routing: { mode: 'desk' } })
  const { body } = await hand(withPicture('http://pictures.example/x.jpg'))
  expect(body.items[0]).toMatchObject({ status: 'waiting' })
})

test('pictures of another Dateline come in its best size, and go out in ours', async () => {
  const other = await startedDateline({ ROLES: 'api,jobs' })
  try {
    const asset = await readyPicture(other.db, other.dateline.media.blobs, 70)
    const filing = {
      signal: 'new',
      content: {
        ...content(),
        headline: 'Harbour',
        priority: 1,
        ...mediaOf(asset, { altText: 'Cranes', credit: 'Meridian' }),
      },
      by: 'A',
    }
    await publish(other.dateline.publisher, {
      filing: parseFiling(filing),
      type: 'picture',
      item: null,
      expects: null,
      key: null,
    })
    const settings = { url: other.url, from: 'archive', waitSeconds: 0 }
    const { id } = await addSource(started.db, {
      name: 'Other',
      kind: 'dateline',
      settings,
      routing: { mode: 'broadcast' },
      defaults,
      enabled: false,
    })
    const { courier, products } = other.accounts
    const act = { db: other.db, by: 'kit', now: new Date() }
    const { id: licence } = courier.licence
    const types = ['picture' as const]
    await setLicence(act, { id: licence, subscriber: courier.subscriber.id, products: [products.flash], types })
    await other.dateline.catalogue.refresh()
    await openWith(id, courier.key.token)
    const [row] = await decided(id)
    expect(row).toMatchObject({ status: 'sent', type: 'picture' })
    const version = await newest(row as IncomingRow)
    expect(version.content.renditions?.find(each => each.role === 'print')).toMatchObject({ widthPixels: 1200 })
    expect(version.content.renditions?.every(each => blobOf(each) !== null)).toBe(true)
    expect(version.content.media).toMatchObject({ assets: [expect.stringMatching(/^ast_/u)] })
  } finally {
    await other.stop()
  }
}, 120_000)

test('pictures of a HAS come by its document function', async () => {
  const has = await startedHas()
  try {
    const reader = await has.join('Partner', { products: [await has.product('all', {})], types: ['picture'] })
    const [user = '', secret = ''] = reader.as.split(':')
    await has.picture({ content: { ...content(), headline: 'Harbour' } })
    const { id } = await addSource(started.db, {
      name: 'A HAS',
      kind: 'has',
      settings: { url: has.url, user, firstHours: 8_760 },
      routing: { mode: 'broadcast' },
      defaults,
      enabled: false,
    })
    await openWith(id, secret)
    const [row] = await decided(id)
    expect(row).toMatchObject({ status: 'sent', type: 'picture' })
    const version = await newest(row as IncomingRow)
    expect(roles(version.content.renditions)).toEqual(expect.arrayContaining(['print', 'web', 'comp']))
  } finally {
    await has.stop()
  }
}, 120_000)
