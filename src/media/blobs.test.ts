import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type S3Server, startedS3 } from '../../test/kit/s3.ts'
import { readSettings } from '../config.ts'
import { type Blobs, MissingBlob } from './blobs.ts'
import { openBlobs } from './open-blobs.ts'

let folder: string
let s3: S3Server
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-blobs-'))
  s3 = await startedS3()
  Object.assign(process.env, s3.environment)
})
afterAll(async () => {
  await s3?.stop()
  await rm(folder, { recursive: true, force: true })
})

const places: Record<string, () => string> = {
  disk: () => join(folder, 'kept'),
  s3: () => s3.place('wire/media'),
}
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const written = async (name: string, bytes: Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}
const everything = async (blobs: Blobs): Promise<string[]> => {
  const all: string[] = []
  for await (const { digest } of blobs.list()) all.push(digest)
  return all
}
const absent = 'ab'.repeat(32)

describe.each(Object.keys(places))('bytes kept on %s', kind => {
  let blobs: Blobs
  const placed = () => places[kind]?.() ?? ''
  beforeAll(async () => {
    blobs = await openBlobs(readSettings({ BLOBS: placed() }))
  })
  afterAll(() => blobs.close())

  test('are there whole and in parts, once for the same bytes, and the file stays', async () => {
    const bytes = randomBytes(100_000)
    const path = await written('one', bytes)
    const kept = await blobs.keep(path)
    expect(kept).toEqual({ digest: sha256(bytes), sizeBytes: 100_000 })
    expect(await blobs.keep(await written('same', bytes))).toEqual(kept)
    expect((await everything(blobs)).filter(digest => digest === kept.digest)).toHaveLength(1)
    expect(await readFile(path)).toEqual(bytes)
    expect(await blobs.size(kept.digest)).toBe(100_000)
    expect(await buffer(await blobs.read(kept.digest))).toEqual(bytes)
    for (const [first, last] of [
      [0, 0],
      [10, 19],
      [99_990, 99_999],
      [0, 99_999],
    ] as const)
      expect(await buffer(await blobs.read(kept.digest, { first, last }))).toEqual(
        Buffer.from(bytes.subarray(first, last + 1)),
      )
    expect(await buffer(await blobs.read(kept.digest, { first: 5, last: 4 }))).toHaveLength(0)
    expect(await buffer(await blobs.read(kept.digest, { first: 100_000, last: 100_001 }))).toHaveLength(0)
  })

  test('are lent as a file, and taken away', async () => {
    const bytes = randomBytes(5_000)
    const { digest } = await blobs.keep(await written('lent', bytes))
    const file = await blobs.file(digest)
    expect(await readFile(file.path)).toEqual(bytes)
    await file.release()
    expect(await blobs.size(digest)).toBe(5_000)
    await blobs.remove(digest)
    await blobs.remove(digest)
    expect(await blobs.size(digest)).toBeNull()
    expect(await everything(blobs)).not.toContain(digest)
  })

  test('that are not there are missing, however they are asked for', async () => {
    expect(await blobs.size(absent)).toBeNull()
    await expect(blobs.read(absent)).rejects.toBeInstanceOf(MissingBlob)
    await expect(blobs.read(absent, { first: 0, last: 1 })).rejects.toBeInstanceOf(MissingBlob)
    await expect(blobs.file(absent)).rejects.toBeInstanceOf(MissingBlob)
  })

  test('whose reader has had enough let go, and others go on', async () => {
    const bytes = randomBytes(4 << 20)
    const { digest } = await blobs.keep(await written('enough', bytes))
    const stream = await blobs.read(digest)
    await new Promise(resolve => stream.once('data', resolve))
    stream.destroy()
    expect(sha256(await buffer(await blobs.read(digest)))).toBe(digest)
  })

  test('of a keep that fails leave nothing', async () => {
    const before = await everything(blobs)
    await expect(blobs.keep(join(folder, 'not there'))).rejects.toThrow()
    expect(await everything(blobs)).toEqual(before)
  })

  test('are the same 50 MB from two processes at once, and whole', { timeout: 120_000 }, async () => {
    const bytes = randomBytes(50 << 20)
    const path = await written('large', bytes)
    const digest = sha256(bytes)
    const other = keptElsewhere(placed(), path)
    const [mine, theirs] = await Promise.all([blobs.keep(path), other.answer, blobs.keep(path)])
    expect([mine.digest, theirs.trim()]).toEqual([digest, digest])
    expect(sha256(await buffer(await blobs.read(digest)))).toBe(digest)
    const last = (50 << 20) - 1
    expect(await buffer(await blobs.read(digest, { first: last - 9, last }))).toEqual(bytes.subarray(-10))
  })

  test('of a keep whose process was killed are never seen in part', { timeout: 120_000 }, async () => {
    const bytes = randomBytes(60 << 20)
    const path = await written('killed', bytes)
    const other = keptElsewhere(placed(), path)
    await other.begun
    await new Promise(resolve => setTimeout(resolve, 60))
    other.kill()
    await other.answer
    const size = await blobs.size(sha256(bytes))
    expect(size === null || size === bytes.length).toBe(true)
    await blobs.tidy(new Date(Date.now() + 60_000))
    await blobs.keep(path)
    expect(sha256(await buffer(await blobs.read(sha256(bytes))))).toBe(sha256(bytes))
  })
})

/** Keeps a file from a process of its own. */
const keptElsewhere = (place: string, path: string) => {
  const script = fileURLToPath(new URL('../../test/kit/keeper.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, path], {
    env: { ...process.env, BLOBS: place },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const begun = new Promise<void>(resolve =>
    child.stdout.on('data', chunk => {
      said += chunk
      resolve()
    }),
  )
  const answer = new Promise<string>(resolve => child.once('close', () => resolve(said.replace('begun\n', ''))))
  return { begun, answer, kill: () => child.kill('SIGKILL') }
}

test('a file that changes while it is sent is not kept under a wrong digest', async () => {
  const blobs = await openBlobs(readSettings({ BLOBS: s3.place('changing') }))
  const path = await written('changing', randomBytes(40 << 20))
  const keeping = blobs.keep(path)
  await new Promise(resolve => setTimeout(resolve, 20))
  await truncate(path, 39 << 20)
  await keeping.catch(() => {})
  for await (const { digest } of blobs.list()) expect(sha256(await buffer(await blobs.read(digest)))).toBe(digest)
  await blobs.close()
})

test('on disk, what a broken-off keep has left is removed once it is old, and nothing else', async () => {
  const place = join(folder, 'tidied')
  const blobs = await openBlobs(readSettings({ BLOBS: place }))
  const { digest } = await blobs.keep(await written('tidy', randomBytes(10)))
  await mkdir(join(place, 'partial'), { recursive: true })
  for (const name of ['old', 'new']) await writeFile(join(place, 'partial', name), 'x')
  await utimes(join(place, 'partial', 'old'), new Date(0), new Date(0))
  await blobs.tidy(new Date(Date.now() - 60_000))
  expect(await readdir(join(place, 'partial'))).toEqual(['new'])
  expect(await everything(blobs)).toEqual([digest])
  expect((await stat(place)).mode & 0o077).toBe(0)
})

test.each([
  ['a folder that cannot be made', () => `${join(folder, 'one')}/blobs`, /^BLOBS: nothing can be kept in /],
  ['a bucket that is not there', () => s3.place('').replace('news-media', 'other-bucket'), /there is no such bucket/],
  ['nobody at the address', () => 's3://news-media?endpoint=http://127.0.0.1:9&pathStyle=1', /ECONNREFUSED/],
])('%s is found at the start and said in words', { timeout: 60_000 }, async (_, place, words) => {
  await written('one', Buffer.from('a file'))
  const opening = openBlobs(readSettings({ BLOBS: place() }))
  await expect(opening).rejects.toMatchObject({ name: 'SetupError' })
  await expect(opening).rejects.toThrow(words)
})

test('wrong credentials are found at the start', async () => {
  process.env.AWS_ACCESS_KEY_ID = 'NOBODY'
  try {
    const opening = openBlobs(readSettings({ BLOBS: s3.place('x') }))
    await expect(opening).rejects.toThrow('the access key is not known (AWS_ACCESS_KEY_ID)')
  } finally {
    Object.assign(process.env, s3.environment)
  }
})
