import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { freshBlobs, madePhoto } from '../../test/kit/media.ts'
import { makeAssetId, newestAssets } from '../store/asset.ts'
import type { Blobs } from './blobs.ts'
import { keepFile } from './keep.ts'
import { openWorkshop } from './make/open-workshop.ts'
import { takeFile, typeAs } from './take.ts'

let base: TestDatabase
let blobs: Awaited<ReturnType<typeof freshBlobs>>
const workshop = openWorkshop()
let photo: string
beforeAll(async () => {
  base = await freshDatabase()
  blobs = await freshBlobs()
  photo = join(blobs.folder, 'storm.jpg')
  await writeFile(photo, await madePhoto(400, 300))
})
afterAll(async () => {
  await workshop.stop()
  await blobs.stop()
  await base.drop()
})
const taking = () => ({ db: base.db, blobs, workshop })
const brought = (more = {}) => ({ path: photo, fileName: 'storm.jpg', addedBy: 'kit', ...more })
const all = () => newestAssets(base.db, { limit: 100, before: null, type: null, addedBy: null })
const kept = async () => {
  const digests: string[] = []
  for await (const { digest } of blobs.list()) digests.push(digest)
  return digests
}

test('a file is an upload that waits, over bytes that are kept; again it is another over the same', async () => {
  const first = await takeFile(taking(), brought())
  const second = await takeFile(taking(), brought({ fileName: 'again.jpg' }))
  expect(first).toMatchObject({ type: 'picture', contentType: 'image/jpeg', state: 'waiting', widthPixels: 400 })
  expect(first.fingerprint).toMatch(/^[0-9a-f]{16}$/u)
  expect([second.digest, second.id === first.id]).toEqual([first.digest, false])
  expect(await kept()).toEqual([first.digest])
})

test('under an id that was chosen before it is taken once, however many take it at once', async () => {
  const id = makeAssetId()
  const taken = await Promise.all(Array.from({ length: 5 }, () => takeFile(taking(), brought({ id }))))
  expect(new Set(taken.map(each => each.id))).toEqual(new Set([id]))
  expect((await all()).filter(each => each.id === id)).toHaveLength(1)
})

test('nothing is seen of a file that is refused, or whose taking ends half way', async () => {
  const before = await all()
  await writeFile(join(blobs.folder, 'page'), '<!doctype html><p>')
  await expect(takeFile(taking(), brought({ path: join(blobs.folder, 'page') }))).rejects.toMatchObject({
    code: 'unsafe-file',
  })
  const failing: Blobs = { ...blobs, keep: () => Promise.reject(new Error('the disk is full')) }
  await expect(takeFile({ ...taking(), blobs: failing }, brought())).rejects.toThrow('the disk is full')
  await expect(takeFile(taking(), brought({ digest: 'ab'.repeat(32) }))).rejects.toMatchObject({
    code: 'bad-input',
    field: 'sha256',
  })
  expect(await all()).toEqual(before)
  const digest = createHash('sha256')
    .update(await madePhoto(400, 300))
    .digest('hex')
  expect(await takeFile(taking(), brought({ digest }))).toMatchObject({ digest })
})

test('bytes that are swept while they are kept again are kept after all', async () => {
  const racing: Blobs = {
    ...blobs,
    async keep(path) {
      const first = await blobs.keep(path)
      // As a sweep in another process does between the keeping and the noting, once.
      if (!swept) await blobs.remove(first.digest)
      swept = true
      return first
    },
  }
  let swept = false
  const { digest } = await keepFile({ db: base.db, blobs: racing }, photo)
  expect(await blobs.size(digest)).not.toBeNull()
})

test.each([
  ['picture', 'image/jpeg', null, 'picture'],
  ['picture', 'image/png', 'graphic', 'graphic'],
  ['file', 'application/pdf', 'graphic', 'graphic'],
  ['video', 'video/mp4', 'file', 'file'],
  ['graphic', 'image/svg+xml', 'graphic', 'graphic'],
  ['file', 'text/plain', 'picture', 'refused'],
  ['picture', 'image/heic', 'graphic', 'refused'],
  ['graphic', 'image/svg+xml', 'picture', 'refused'],
] as const)('a %s (%s) brought in as %s is %s', (type, contentType, as, expected) => {
  if (expected === 'refused') expect(() => typeAs({ type, contentType }, as)).toThrow(/cannot be taken as/u)
  else expect(typeAs({ type, contentType }, as)).toBe(expected)
})
