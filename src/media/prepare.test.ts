import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { freshBlobs, keptBytes } from '../../test/kit/media.ts'
import { madeScene } from '../../test/kit/scenes.ts'
import { blobOf } from '../domain/media.ts'
import { type Asset, assetOf, claimAsset, editAsset, retryAsset } from '../store/asset.ts'
import { createLog, createMetrics } from '../telemetry.ts'
import { openWorkshop } from './make/open-workshop.ts'
import type { Workshop } from './make/workshop.ts'
import { type Preparing, startPreparing } from './prepare.ts'
import { takeFile } from './take.ts'

let database: TestDatabase
let blobs: Awaited<ReturnType<typeof freshBlobs>>
let workshop: Workshop
let folder: string
beforeAll(async () => {
  database = await freshDatabase()
  blobs = await freshBlobs()
  workshop = openWorkshop()
  folder = await mkdtemp(join(tmpdir(), 'dateline-prepare-'))
})
afterAll(async () => {
  await workshop.stop()
  await blobs.stop()
  await database.drop()
  await rm(folder, { recursive: true })
})

const brought = async (bytes: Uint8Array, fileName = 'scene.jpg'): Promise<Asset> => {
  const path = join(folder, fileName)
  await writeFile(path, bytes)
  return takeFile({ db: database.db, blobs, workshop }, { path, fileName, addedBy: 'test' })
}
const now = async ({ id }: Asset): Promise<Asset> => {
  const asset = await assetOf(database.db, id)
  if (asset === null) throw new Error(`${id} is gone`)
  return asset
}
const becomes = async (asset: Asset, state: Asset['state'], timeout = 60_000): Promise<Asset> => {
  await expect.poll(async () => (await now(asset)).state, { timeout }).toBe(state)
  return now(asset)
}
type Metrics = ReturnType<typeof createMetrics>
const loops: Preparing[] = []
const preparing = async (
  options: { metrics?: Metrics; workshop?: Workshop; holdMs?: number } = {},
): Promise<Preparing> => {
  const { db } = database
  const loop = await startPreparing({
    ...{ db, blobs, workshop, agencyName: 'Orsel Wire', log: createLog('fatal'), metrics: createMetrics() },
    ...{ pollMs: 200, retryMs: 50, ...options },
  })
  loops.push(loop)
  return loop
}
afterEach(async () => {
  for (const loop of loops.splice(0)) await loop.stop()
})
const workFolders = async () =>
  (await readdir(tmpdir())).filter(
    name => name.startsWith('dateline-work~') && name.split('~')[2] === String(process.pid),
  )

test('pictures and files that wait become ready, with every rendition kept and nothing left over', async () => {
  const metrics = createMetrics()
  const picture = await brought(await madeScene(1, 1_800, 1_200))
  const letter = await brought(Buffer.from('An open letter.\n'), 'letter.txt')
  expect([picture.state, letter.state, picture.renditions.length]).toEqual(['waiting', 'waiting', 0])
  expect(await metrics.registry.metrics()).not.toContain('media_waiting')
  const loop = await preparing({ metrics })
  const ready = await becomes(picture, 'ready')
  expect(ready).toMatchObject({ widthPixels: 1800, heightPixels: 1200, remark: null, tries: 0 })
  expect(ready.renditions.map(({ role }) => role).sort()).toEqual(
    ['comp', 'preview', 'print', 'square', 'tall', 'thumb', 'web', 'wide'].sort(),
  )
  for (const rendition of ready.renditions) expect(await blobs.size(blobOf(rendition) ?? '')).toBe(rendition.sizeBytes)
  const file = await becomes(letter, 'ready')
  expect(file.renditions).toMatchObject([{ role: 'original', href: `blob:${letter.digest}`, sizeBytes: 16 }])
  // Another that comes while the loop runs is taken at once.
  await becomes(await brought(await madeScene(2)), 'ready')
  await loop.stop()
  // The workshop has one of its own.
  expect((await workFolders()).length).toBeLessThanOrEqual(1)
  const said = await metrics.registry.metrics()
  expect(said).toContain('dateline_media_prepared_total{type="picture",outcome="ready"} 2')
  expect(said).toContain('dateline_media_prepare_seconds_count{type="picture"} 2')
}, 120_000)

test('what the workshop refuses has failed with its reason, and may be tried again', async () => {
  const scene = await madeScene(3, 1_200, 800)
  const cut = scene.subarray(0, scene.length * 0.7)
  const kept = await keptBytes(blobs, cut)
  const whole = await brought(await madeScene(4))
  await database.db`insert into blob (digest, size_bytes) values (decode(${kept.digest}, 'hex'), ${kept.sizeBytes})`
  await database.db`update asset set digest = decode(${kept.digest}, 'hex') where id = ${whole.id}`
  await preparing()
  expect((await becomes(whole, 'failed')).remark).toMatch(/cut off or damaged/u)
  await database.db`update asset set digest = decode(${whole.digest}, 'hex') where id = ${whole.id}`
  await retryAsset(database.db, whole.id)
  expect((await becomes(whole, 'ready')).remark).toBeNull()
}, 120_000)

test('what fails otherwise is tried three times, then given up with the reason', async () => {
  const asset = await brought(await madeScene(5))
  const file = await blobs.file(asset.digest)
  await rm(file.path)
  await preparing()
  expect((await becomes(asset, 'failed')).remark).toMatch(
    /^tried 3 times: the file [0-9a-f]{64} is not where it was kept/u,
  )
}, 60_000)

test('an upload that ten processes have left is given up with the reason', async () => {
  const asset = await brought(await madeScene(6))
  for (let n = 0; n < 10; n++) {
    expect(await claimAsset(database.db, { forMs: 1, mostTries: 10 })).toMatchObject({ id: asset.id, tries: n + 1 })
    await sleep(20)
  }
  await preparing()
  expect((await becomes(asset, 'failed')).remark).toMatch(/worked on 10 times, and each time the server was ended/u)
}, 60_000)

test('an edit while a picture is made leaves the old work, and what stands in the end is the edit', async () => {
  const asset = await brought(await madeScene(7, 6_000, 4_000))
  await preparing({ holdMs: 400 })
  await expect.poll(async () => (await now(asset)).tries, { timeout: 20_000 }).toBe(1)
  const edit = { focus: { x: 0.9, y: 0.1 }, crops: { wide: { left: 0.5, top: 0, width: 0.5, height: 0.5 } } }
  await editAsset(database.db, { id: asset.id, edit })
  const ready = await becomes(asset, 'ready')
  expect(ready).toMatchObject({ generation: 2, edit })
  expect(ready.renditions.find(({ role }) => role === 'wide')).toMatchObject({ widthPixels: 1600, heightPixels: 900 })
}, 120_000)

test('two processes share the work, each upload is made once', async () => {
  const assets: Asset[] = []
  for (let n = 0; n < 8; n++) assets.push(await brought(await madeScene(20 + n, 300, 200)))
  const both = [createMetrics(), createMetrics()] as const
  const other = openWorkshop()
  const one = await preparing({ metrics: both[0] })
  const two = await preparing({ metrics: both[1], workshop: other })
  for (const asset of assets) await becomes(asset, 'ready')
  await Promise.all([one.stop(), two.stop(), other.stop()])
  const counts = await Promise.all(
    both.map(async ({ registry }) =>
      Number(/media_prepared_total\{type="picture",outcome="ready"\} (\d+)/u.exec(await registry.metrics())?.[1] ?? 0),
    ),
  )
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(8)
}, 120_000)

test('a loop that is stopped gives up what it works on at once, and the try does not count', async () => {
  const asset = await brought(await madeScene(8, 6_000, 4_000))
  const loop = await preparing()
  await expect.poll(async () => (await now(asset)).tries, { timeout: 20_000 }).toBe(1)
  await loop.stop()
  expect(await now(asset)).toMatchObject({ state: 'waiting', tries: 0, renditions: [] })
  await preparing()
  await becomes(asset, 'ready')
}, 120_000)

test('a process that is killed leaves nothing half done; another takes over, and clears what it left', async () => {
  const asset = await brought(
    await sharp(await madeScene(9, 3_000, 3_000))
      .resize(6_000)
      .jpeg()
      .toBuffer(),
  )
  const own = await mkdtemp(join(folder, 'temp-'))
  const script = join(folder, 'preparer.mjs')
  const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  await writeFile(
    script,
    `import { connect } from ${at('../store/db.ts')}
     import { createLog, createMetrics } from ${at('../telemetry.ts')}
     import { createDiskBlobs } from ${at('./blobs-disk.ts')}
     import { openWorkshop } from ${at('./make/open-workshop.ts')}
     import { startPreparing } from ${at('./prepare.ts')}
     await startPreparing({ db: connect(${JSON.stringify(database.address)}), blobs: createDiskBlobs(${JSON.stringify(join(blobs.folder, 'blobs'))}),
       workshop: openWorkshop(), agencyName: 'Orsel', log: createLog('fatal'), metrics: createMetrics(), holdMs: 1_000, pollMs: 100 })`,
  )
  const killed: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script], {
    ...{ stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, TMPDIR: own } },
  })
  await expect.poll(async () => (await now(asset)).tries, { timeout: 30_000 }).toBe(1)
  const left = async () => (await readdir(own)).filter(name => name.split('~')[2] === String(killed.pid))
  // The workshop's and the order's.
  await expect.poll(async () => (await left()).length, { timeout: 30_000 }).toBe(2)
  const ended = new Promise(resolve => killed.once('exit', resolve))
  killed.kill('SIGKILL')
  await ended
  expect(await now(asset)).toMatchObject({ state: 'waiting', renditions: [] })
  // What it had started ends by itself.
  await sleep(1_000)
  const before = process.env.TMPDIR
  process.env.TMPDIR = own
  try {
    await preparing()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  expect(await left()).toEqual([])
  expect((await becomes(asset, 'ready')).renditions.length).toBe(8)
}, 120_000)
