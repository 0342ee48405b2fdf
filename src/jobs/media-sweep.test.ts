import { randomBytes } from 'node:crypto'
import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type KitAccounts, seedAccounts } from '../../test/kit/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { content } from '../../test/kit/examples.ts'
import { freshBlobs, keptBytes, mediaOf, readyPicture } from '../../test/kit/media.ts'
import { blobOf } from '../domain/media.ts'
import type { Blobs } from '../media/blobs.ts'
import { keepFile } from '../media/keep.ts'
import { type Asset, assetOf, editAsset, finishAsset, noteBlob } from '../store/asset.ts'
import { makeDraftId } from '../store/draft.ts'
import { createLog } from '../telemetry.ts'
import { parseFiling } from '../wire/filing.ts'
import { createItemNumbers, publish } from '../wire/publish.ts'
import { sweepMedia, sweepOrphans } from './media-sweep.ts'

let base: TestDatabase
let accounts: KitAccounts
let blobs: Awaited<ReturnType<typeof freshBlobs>>
beforeAll(async () => {
  base = await freshDatabase()
  accounts = await seedAccounts(base.db)
})
afterAll(() => base.drop())
beforeEach(async () => {
  blobs = await freshBlobs()
  return () => blobs.stop()
})

const dayMs = 86_400_000
const sweeping = (days: number, over: Blobs = blobs) => ({
  db: base.db,
  media: { blobs: over, uploads: { sweep: async () => 0 } },
  log: createLog('silent'),
  clock: () => new Date(Date.now() + days * dayMs),
})
const digestsOf = ({ digest, renditions }: Asset): string[] => [
  digest,
  ...renditions.flatMap(each => blobOf(each) ?? []),
]
const areKept = async (asset: Asset): Promise<boolean> => {
  const sizes = await Promise.all(digestsOf(asset).map(digest => blobs.size(digest)))
  return sizes.every(size => size !== null)
}
let colour = 0
const picture = () => readyPicture(base.db, blobs, ++colour)
const sent = (asset: Asset) =>
  publish(
    {
      ...{ db: base.db, agency: { code: 'dl', domain: 'meridian.example' }, clock: () => new Date() },
      ...{
        numbers: createItemNumbers(),
        rules: () => ({ products: [], publicity: { priorities: [], delayMinutes: 0 } }),
      },
    },
    {
      filing: parseFiling({ signal: 'new', content: { ...content(), ...mediaOf(asset) }, by: 'kit' }),
      ...{ item: null, expects: null, key: null, type: 'picture' },
    },
  )
const drafted = async (asset: Asset, closedDaysAgo: number | null): Promise<void> => {
  const fields = { headline: 'x', carried: { type: 'picture', ...mediaOf(asset) } }
  const closed = closedDaysAgo === null ? null : new Date(Date.now() - closedDaysAgo * dayMs)
  await base.db`
    insert into draft (id, signal, document, author_id, updated_by, closed_at)
    values (${makeDraftId()}, 'new', ${base.db.json(JSON.parse(JSON.stringify(fields)))}, ${accounts.writer.id}, ${accounts.writer.id}, ${closed})`
}

test('an upload that nothing was made of goes after a week, and its bytes with it; what is used stays', async () => {
  const [unused, onWire, inDraft, closed] = [await picture(), await picture(), await picture(), await picture()]
  await sent(onWire)
  await drafted(inDraft, null)
  await drafted(closed, 31)
  await sweepMedia(sweeping(6))
  expect(await assetOf(base.db, unused.id)).not.toBeNull()
  await sweepMedia(sweeping(8))
  const there = await Promise.all([unused, onWire, inDraft, closed].map(({ id }) => assetOf(base.db, id)))
  expect(there.map(each => each !== null)).toEqual([false, true, true, false])
  expect(await Promise.all([unused, onWire, inDraft, closed].map(areKept))).toEqual([false, true, true, false])
  expect(await Promise.all(digestsOf(unused).map(digest => blobs.size(digest)))).toEqual(
    digestsOf(unused).map(() => null),
  )
})

test('what an older version of an item shows stays when its picture is made anew', async () => {
  const asset = await picture()
  await sent(asset)
  await editAsset(base.db, { id: asset.id, edit: { focus: { x: 0.1, y: 0.1 }, crops: {} } })
  const bytes = await keptBytes(blobs, randomBytes(500))
  const size = { widthPixels: 1, heightPixels: 1, durationSeconds: null }
  await finishAsset(base.db, {
    id: asset.id,
    generation: 2,
    made: [{ role: 'web', contentType: 'image/jpeg', ...bytes, ...size }],
    remark: null,
  })
  await sweepMedia(sweeping(30))
  expect(await areKept(asset)).toBe(true)
  expect(await blobs.size(bytes.digest)).toBe(500)
})

test('bytes that were noted less than a day ago stay, whoever refers to them', async () => {
  const bytes = await keptBytes(blobs, randomBytes(300))
  await noteBlob(base.db, bytes)
  await sweepMedia(sweeping(0.9))
  expect(await blobs.size(bytes.digest)).toBe(300)
  await sweepMedia(sweeping(1.1))
  expect(await blobs.size(bytes.digest)).toBeNull()
  expect(await base.db`select from blob where digest = decode(${bytes.digest}, 'hex')`).toHaveLength(0)
})

test('whoever keeps the same bytes while they are swept has them kept', { timeout: 60_000 }, async () => {
  const path = join(blobs.folder, 'file')
  await writeFile(path, randomBytes(2_000))
  const { digest } = await keepFile({ db: base.db, blobs }, path)
  await base.db`update blob set created_at = now() - interval '3 days' where digest = decode(${digest}, 'hex')`
  let keeping: Promise<unknown> = Promise.resolve()
  const slow: Blobs = {
    ...blobs,
    async remove(which) {
      // Somebody begins to keep the same bytes just before they are taken away.
      keeping = keepFile({ db: base.db, blobs }, path)
      await new Promise(resolve => setTimeout(resolve, 200))
      await blobs.remove(which)
    },
  }
  await sweepMedia(sweeping(0, slow))
  await keeping
  expect(await blobs.size(digest)).toBe(2_000)
  expect(await base.db`select from blob where digest = decode(${digest}, 'hex')`).toHaveLength(1)
})

test('bytes that nobody lived to note go after a day; those that are noted do not', async () => {
  const noted = await picture()
  const orphan = await keptBytes(blobs, randomBytes(100))
  const young = await keptBytes(blobs, randomBytes(100))
  const path = join(blobs.folder, 'blobs', orphan.digest.slice(0, 2), orphan.digest.slice(2))
  await utimes(path, new Date(Date.now() - 2 * dayMs), new Date(Date.now() - 2 * dayMs))
  await sweepOrphans(sweeping(0))
  expect(await blobs.size(orphan.digest)).toBeNull()
  expect(await blobs.size(young.digest)).toBe(100)
  expect(await areKept(noted)).toBe(true)
})
