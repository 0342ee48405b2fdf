import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../../test/kit/dateline.ts'
import { madePhoto } from '../../../test/kit/media.ts'
import { type Sending, sentByTus } from '../../../test/kit/tus.ts'
import { addSource, changeSource, issueSourceKey } from '../../intake/sources.ts'
import { assetOf } from '../../store/asset.ts'

let dateline: Started
let key: string
let otherKey: string
let photo: Buffer
let uploads: string
const sourceWithKey = async (name: string): Promise<string> => {
  await addSource(dateline.db, { name, kind: 'http', settings: {} })
  return (await issueSourceKey(dateline.db, name)).key
}
beforeAll(async () => {
  dateline = await startedDateline({ UPLOAD_LIMIT_MIB: '8' })
  uploads = `${dateline.url}/v1/uploads`
  key = await sourceWithKey('Photographers')
  otherKey = await sourceWithKey('Others')
  photo = await madePhoto(900, 600)
})
afterAll(() => dateline.stop())

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const bearer = (of = key) => ({ authorization: `Bearer ${of}` })
const left = async () => readdir(join(dateline.settings.dataDir, 'uploads')).catch(() => [])

const sent = (what: Omit<Sending, 'endpoint' | 'key'>) => sentByTus({ endpoint: uploads, key, ...what })

const countAssets = async () => (await dateline.db<{ n: number }[]>`select count(*)::int as n from asset`)[0]?.n ?? 0

test('a file comes in in pieces and is then an upload of the agency, under the id of its address', async () => {
  const done = await sent({ bytes: photo, metadata: { filename: '../../Fırtına.jpg', sha256: sha256(photo) } })
  expect(done?.asset).toMatchObject({ sha256: sha256(photo), type: 'picture', fileName: 'Fırtına.jpg' })
  expect(done?.url).toBe(`${uploads}/${done?.asset.id}`)
  expect(await assetOf(dateline.db, done?.asset.id ?? '')).toMatchObject({ digest: sha256(photo) })
  await until(left, files => files.length === 0)
})

test('it goes on where it was broken off, by another process', { timeout: 60_000 }, async () => {
  let url = ''
  const stopped = await sent({
    bytes: photo,
    onPiece: (offset, at) => {
      url = at
      return offset >= photo.length / 2
    },
  })
  expect(stopped).toBeNull()
  const { pathname } = new URL(url)
  const state = await (await fetch(url, { headers: bearer() })).json()
  expect(state).toMatchObject({ state: 'uploading', sizeBytes: photo.length })
  expect(state.receivedBytes).toBeGreaterThan(0)
  const other = await dateline.another()
  const sentFrom: number[] = []
  const done = await sent({
    bytes: photo,
    uploadUrl: `${other.url}${pathname}`,
    onPiece: offset => {
      sentFrom.push(offset)
      return false
    },
  })
  expect(done?.asset).toMatchObject({ sha256: sha256(photo) })
  expect(sentFrom[0]).toBeGreaterThan(photo.length / 2)
  await other.stop()
})

test('whoever lost the last answer asks again and has the same asset', async () => {
  const before = await countAssets()
  const done = await sent({ bytes: photo })
  const again = await sent({ bytes: photo, uploadUrl: done?.url ?? '' })
  expect(again?.asset.id).toBe(done?.asset.id)
  const head = await fetch(done?.url ?? '', { method: 'HEAD', headers: { ...bearer(), 'Tus-Resumable': '1.0.0' } })
  expect(head.headers.get('upload-offset')).toBe(String(photo.length))
  expect(head.headers.get('x-asset-id')).toBe(done?.asset.id)
  const patch = await fetch(done?.url ?? '', {
    method: 'PATCH',
    headers: { ...bearer(), ...offsetHeaders(photo.length) },
    body: '',
  })
  expect(patch.status).toBe(200)
  expect(await patch.json()).toMatchObject({ id: done?.asset.id })
  expect(await (await fetch(done?.url ?? '', { headers: bearer() })).json()).toMatchObject({ id: done?.asset.id })
  expect(await countAssets()).toBe(before + 1)
})

const offsetHeaders = (offset: number) => ({
  'Tus-Resumable': '1.0.0',
  'Upload-Offset': String(offset),
  'Content-Type': 'application/offset+octet-stream',
})

const created = async (size: number, metadata: Record<string, string>, headers = bearer()) => {
  const said = Object.entries(metadata).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
  const all = { ...headers, 'Tus-Resumable': '1.0.0', 'Upload-Length': String(size), 'Upload-Metadata': said.join(',') }
  return fetch(uploads, { method: 'POST', headers: all })
}

test('an upload that is whole when its process dies is taken in by whoever asks next', async () => {
  const made = await created(photo.length, { filename: 'storm.jpg' })
  const url = new URL(made.headers.get('location') ?? '', uploads).href
  const path = join(dateline.settings.dataDir, 'uploads', url.split('/').at(-1) ?? '')
  // As a process leaves it that wrote the last byte and was killed.
  await writeFile(path, photo)
  const head = await fetch(url, { method: 'HEAD', headers: { ...bearer(), 'Tus-Resumable': '1.0.0' } })
  expect(head.status).toBe(200)
  const id = head.headers.get('x-asset-id') ?? ''
  expect(await assetOf(dateline.db, id)).toMatchObject({ digest: sha256(photo), fileName: 'storm.jpg' })
})

test('a file that is refused is refused with the reason, as often as it is asked', async () => {
  const bytes = Buffer.concat([photo, Buffer.from('<?php system($_GET[0]);')])
  const made = await created(bytes.length, { filename: 'storm.jpg' })
  const url = new URL(made.headers.get('location') ?? '', uploads).href
  const send = (offset: number, body: Buffer) =>
    fetch(url, { method: 'PATCH', headers: { ...bearer(), ...offsetHeaders(offset) }, body: new Uint8Array(body) })
  const first = await send(0, bytes)
  expect([first.status, first.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
  expect(await first.json()).toMatchObject({ type: '/problems/unsafe-file', detail: expect.stringContaining('<?php') })
  const second = await send(bytes.length, Buffer.alloc(0))
  expect(second.status).toBe(422)
  expect(await second.json()).toMatchObject({ type: '/problems/unsafe-file' })
  expect((await fetch(url, { headers: bearer() })).status).toBe(422)
})

test('bytes that are not those of the digest are not taken', async () => {
  const wrong = await sent({ bytes: photo, metadata: { sha256: 'ab'.repeat(32) } }).catch(error => error)
  expect(String(wrong)).toContain('sha256: the bytes that came have')
})

test.each([
  ['without a name', { as: 'picture' }, 100, 400, 'name'],
  ['as what there is not', { filename: 'a.jpg', as: 'song' }, 100, 400, 'as'],
  ['with a digest that is none', { filename: 'a.jpg', sha256: 'zz' }, 100, 400, 'sha256'],
  ['that is empty', { filename: 'a.jpg' }, 0, 422, 'file'],
] as const)('an upload %s is refused before a byte is sent', async (_, metadata, size, status, field) => {
  const answer = await created(size, metadata as Record<string, string>)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({ field })
})

test('what is larger than the limit is refused at once', async () => {
  expect((await created(9 << 20, { filename: 'a.jpg' })).status).toBe(413)
  const answer = await fetch(`${uploads}?name=a.jpg`, {
    method: 'POST',
    headers: bearer(),
    body: new Uint8Array(9 << 20),
  })
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ type: '/problems/too-large', field: 'file' })
})

test('nobody sees or continues what another source sends', async () => {
  const made = await created(photo.length, { filename: 'storm.jpg' })
  const url = new URL(made.headers.get('location') ?? '', uploads).href
  const theirs = { ...bearer(otherKey), ...offsetHeaders(0) }
  for (const method of ['HEAD', 'PATCH', 'DELETE', 'GET'])
    expect((await fetch(url, { method, headers: theirs })).status, method).toBe(404)
  const done = await sent({ bytes: photo })
  expect((await fetch(done?.url ?? '', { headers: bearer(otherKey) })).status).toBe(404)
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(401)
  expect(
    (await fetch(uploads, { method: 'POST', headers: { authorization: `Bearer dli_${'0'.repeat(40)}` } })).status,
  ).toBe(401)
  await changeSource(dateline.db, 'Others', { enabled: false })
  expect((await created(10, { filename: 'a.jpg' }, bearer(otherKey))).status).toBe(403)
})

const until = async <T>(look: () => Promise<T>, isGood: (value: T) => boolean): Promise<T> => {
  for (let tries = 0; tries < 300; tries++) {
    const value = await look()
    if (isGood(value)) return value
    await sleep(100)
  }
  throw new Error('it did not become so in 30 s')
}

test('two who send the same upload at once do not mix their bytes', { timeout: 60_000 }, async () => {
  const bytes = await madePhoto(700, 500, 90)
  const made = await created(bytes.length, { filename: 'storm.jpg', sha256: sha256(bytes) })
  const { pathname } = new URL(made.headers.get('location') ?? '', uploads)
  const other = await dateline.another()
  const both = await Promise.allSettled([
    sent({ bytes, uploadUrl: `${dateline.url}${pathname}`, pieceBytes: 5_000 }),
    sent({ bytes, uploadUrl: `${other.url}${pathname}`, pieceBytes: 7_000 }),
  ])
  expect(both.some(each => each.status === 'fulfilled')).toBe(true)
  const asset = await (await fetch(`${dateline.url}${pathname}`, { headers: bearer() })).json()
  expect(asset).toMatchObject({ sha256: sha256(bytes) })
  await other.stop()
})

test('what nobody goes on with is swept after a day', async () => {
  const made = await created(100, { filename: 'a.jpg' })
  expect(made.status).toBe(201)
  const before = (await left()).length
  expect(await dateline.dateline.media.uploads.sweep(new Date())).toBe(0)
  expect(await left()).toHaveLength(before)
  await dateline.dateline.media.uploads.sweep(new Date(Date.now() + 25 * 3_600_000))
  expect(await left()).toEqual([])
})
