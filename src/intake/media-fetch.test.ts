import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../test/kit/dateline.ts'
import { content } from '../../test/kit/examples.ts'
import { startedHas } from '../../test/kit/has.ts'
import { httpSource, ninjsOf } from '../../test/kit/intake.ts'
import { pressDefaults as defaults, photo, startedIntakeMedia, until } from '../../test/kit/intake-media.ts'
import { mediaOf, readyPicture } from '../../test/kit/media.ts'
import { setLicence } from '../accounts/admin.ts'
import { blobOf } from '../domain/media.ts'
import { assetOf } from '../store/asset.ts'
import type { IncomingRow } from '../store/intake-item.ts'
import { parseFiling } from '../wire/filing.ts'
import { publish } from '../wire/publish.ts'
import type { SourceInput } from './settings.ts'
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

/** A server of somebody else's. */
const serving = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const stop = () => new Promise(resolve => server.close(resolve).closeAllConnections())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

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
  const rows = await kit.decided(source.id, 5)
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
    await kit.openWith(id, courier.key.token)
    const [row] = await kit.decided(id)
    expect(row).toMatchObject({ status: 'sent', type: 'picture' })
    const version = await kit.newest(row as IncomingRow)
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
    await kit.openWith(id, secret)
    const [row] = await kit.decided(id)
    expect(row).toMatchObject({ status: 'sent', type: 'picture' })
    const version = await kit.newest(row as IncomingRow)
    expect(roles(version.content.renditions)).toEqual(expect.arrayContaining(['print', 'web', 'comp']))
  } finally {
    await has.stop()
  }
}, 120_000)

test('files beside a document in a folder belong to it, whichever comes first', async () => {
  const path = join(folder, 'beside')
  await mkdir(path)
  const settings = { path, settleSeconds: 0, files: 'beside' }
  const routing = { mode: 'broadcast' } as const
  const { id } = await addSource(started.db, { name: 'Beside', kind: 'folder', settings, routing, defaults })
  const documentOf = (name: string) =>
    ninjsOf({
      uri: `urn:lakeside:${name}`,
      type: 'picture',
      renditions: { original: { href: name, mimetype: 'image/jpeg' } },
    })
  await writeFile(join(path, 'first.jpg'), await photo(80))
  await writeFile(join(path, 'first.json'), documentOf('first.jpg'))
  await kit.decided(id)
  await writeFile(join(path, 'second.json'), documentOf('second.jpg'))
  await until(async () =>
    (await started.db`select 1 from intake_file where reason like '%second.jpg beside it'`).length > 0 ? true : null,
  )
  await writeFile(join(path, 'second.jpg'), await photo(90))
  const rows = await kit.decided(id, 2)
  expect(rows.map(each => [each.type, each.status])).toEqual([
    ['picture', 'sent'],
    ['picture', 'sent'],
  ])
  const names = await Promise.all(
    rows.map(
      async row => (await assetOf(started.db, (await kit.newest(row)).content.media?.assets[0] ?? ''))?.fileName,
    ),
  )
  expect(names).toEqual(['first.jpg', 'second.jpg'])
  expect((await readFile(join(path, 'done', 'first.jpg'))).length).toBeGreaterThan(0)
}, 120_000)
