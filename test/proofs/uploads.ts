import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { addSource, issueSourceKey } from '../../src/intake/sources.ts'
import { createDiskBlobs } from '../../src/media/blobs-disk.ts'
import type { Db } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { seeded } from './random.ts'
import { freePort, ready, withDatabase } from './server.ts'
import { killTree, start } from './tree.ts'
import { endless, type Sender, type Sent } from './upload-client.ts'

const perKill = 6
const lanes = 3

/**
 * Pictures are uploaded in pieces by clients that go on where they were, while server, workshop and PostgreSQL are killed with SIGKILL at a random moment, in
 * the middle of pieces and of renditions, again and again. After each kill nothing half is visible; in the end each upload that was accepted is one picture
 * that is ready, of the right bytes, with all its renditions.
 */
export const uploads = async ({ times, seed }: { times: number; seed: number }): Promise<string[]> => {
  const home = mkdtempSync(join(tmpdir(), 'dateline-proof-'))
  // Else root's PostgreSQL, which is not root, would have to lie elsewhere.
  chmodSync(home, 0o711)
  const dataDir = join(home, 'data')
  const port = String(await freePort())
  const environment = { DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'fatal', ROLES: 'intake,jobs', PORT: port }
  const url = `http://127.0.0.1:${port}`
  const key = await withDatabase(environment, async db => {
    await migrate(db)
    await addSource(db, { name: 'Photographers', kind: 'http', settings: {} })
    return (await issueSourceKey(db, 'Photographers')).key
  })
  const random = seeded(seed)
  const waiting = await pictures(times * perKill, random)
  const accepted: Sent[] = []
  let isOver = false
  const sender: Sender = { url, key, isOver: () => isOver }
  const clients = Array.from({ length: lanes }, async () => {
    for (let bytes = waiting.pop(); bytes !== undefined && !isOver; bytes = waiting.pop())
      accepted.push(await endless(sender, bytes))
  })
  const all = Promise.all(clients)
  all.catch(() => {})
  const count = waiting.length + lanes
  let interrupted = 0
  for (let time = 1; time <= times; time++) {
    const server = start('src/main.ts', environment, () => {})
    await ready(url)
    const before = accepted.length
    for (let tries = 0; tries < 1_200 && accepted.length === before && accepted.length < count; tries++) await sleep(25)
    await sleep(random() * 2_500)
    await killTree(server)
    const { waits, growing } = await withDatabase(environment, db => checkNothingHalf(db, dataDir))
    interrupted += waits + growing
    console.log(
      `${time}: killed with ${accepted.length} accepted, ${growing} on their way, ${waits} without renditions yet`,
    )
  }
  const server = start('src/main.ts', environment, () => {})
  await ready(url)
  await all
  isOver = true
  await withDatabase(environment, async db => {
    await allReady(db, count)
    await checkNothingHalf(db, dataDir)
    await checkAccepted(db, accepted)
  })
  checkLeft(join(dataDir, 'uploads'), accepted)
  await killTree(server)
  rmSync(home, { recursive: true, force: true })
  return [
    `${times} kills, ${count} uploads, ${interrupted} of them found unfinished after one; each is ready once, of the right bytes`,
  ]
}

/** Pictures of noise, each its own, of about half a megabyte. */
const pictures = async (count: number, random: () => number): Promise<Buffer[]> => {
  const made: Buffer[] = []
  for (let n = 0; n < count; n++) {
    const [width, height] = [600 + n, 400]
    const noise = Buffer.alloc(width * height * 3)
    for (let at = 0; at < noise.length; at += 4)
      noise.writeUInt32LE(Math.floor(random() * 2 ** 32), Math.min(at, noise.length - 4))
    made.push(
      await sharp(noise, { raw: { width, height, channels: 3 } })
        .jpeg({ quality: 90 })
        .toBuffer(),
    )
  }
  return made
}

interface Kept {
  readonly id: string
  readonly state: string
  readonly digest: string
  readonly sizeBytes: number
  readonly made: { readonly role: string; readonly digest: string; readonly sizeBytes: number }[]
}

const roles = ['comp', 'preview', 'print', 'thumb', 'web']

const keptAssets = (db: Db): Promise<Kept[]> => db<Kept[]>`
  select a.id, a.state, encode(a.digest, 'hex') as digest, b.size_bytes as "sizeBytes",
         coalesce((select json_agg(json_build_object('role', r.role, 'digest', encode(r.digest, 'hex'), 'sizeBytes', r.size_bytes))
           from asset_rendition r where r.asset_id = a.id), '[]') as made
    from asset a join blob b on b.digest = a.digest`

/** What is visible is whole: the bytes of every upload, and of a ready one every rendition; of one that is not ready, none. @throws Error saying what is not */
const checkNothingHalf = async (db: Db, dataDir: string): Promise<{ waits: number; growing: number }> => {
  const blobs = createDiskBlobs(join(dataDir, 'blobs'))
  const assets = await keptAssets(db)
  for (const { id, state, digest, sizeBytes, made } of assets) {
    for (const file of [{ role: 'the upload', digest, sizeBytes }, ...made]) {
      if ((await blobs.size(file.digest)) !== file.sizeBytes)
        throw new Error(`${id}: the bytes of ${file.role} are not whole`)
      if ((await sha256Of(blobs, file.digest)) !== file.digest)
        throw new Error(`${id}: the bytes of ${file.role} are others`)
    }
    const has = new Set(made.map(({ role }) => role))
    if (state === 'ready' ? roles.some(role => !has.has(role)) : has.size > 0)
      throw new Error(`${id} is ${state} and has ${[...has].join(', ') || 'nothing'}`)
  }
  const growing = readdirSync(join(dataDir, 'uploads')).filter(name => /^ast_[0-9a-z]+$/u.test(name))
  return { waits: assets.filter(({ state }) => state === 'waiting').length, growing: growing.length }
}

const sha256Of = async (blobs: ReturnType<typeof createDiskBlobs>, digest: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of await blobs.read(digest)) hash.update(chunk)
  return hash.digest('hex')
}

/** Waits until everything is ready: what a killed process held is taken up once its hold of a minute has run out. */
const allReady = async (db: Db, count: number): Promise<void> => {
  for (let tries = 0; tries < 1_200; tries++) {
    const assets = await keptAssets(db)
    const failed = assets.find(({ state }) => state === 'failed')
    if (failed !== undefined) throw new Error(`${failed.id} has failed`)
    if (assets.length === count && assets.every(({ state }) => state === 'ready')) return
    await sleep(250)
  }
  throw new Error('after five minutes not every upload is ready')
}

const checkAccepted = async (db: Db, accepted: readonly Sent[]): Promise<void> => {
  const assets = new Map((await keptAssets(db)).map(each => [each.id, each]))
  if (assets.size !== accepted.length) throw new Error(`of ${accepted.length} uploads there are ${assets.size}`)
  for (const { id, digest } of accepted)
    if (assets.get(id)?.digest !== digest) throw new Error(`${id} is not what was uploaded`)
}

/**
 * What a kill has left is swept a day later: an upload that was taken, and was not yet tidied away; one that was begun, and nobody was told its address.
 * @throws Error where bytes are left of anything else
 */
const checkLeft = (folder: string, accepted: readonly Sent[]): void => {
  for (const name of readdirSync(folder)) {
    const id = name.split('.', 1)[0] ?? ''
    const isTaken = accepted.some(each => each.id === id)
    const isEmpty = (statSync(join(folder, id), { throwIfNoEntry: false })?.size ?? 0) === 0
    if (!isTaken && !isEmpty) throw new Error(`in the folder of uploads ${name} is left, which nobody has sent`)
  }
}
