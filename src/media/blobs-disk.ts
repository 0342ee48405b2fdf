import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Blobs, MissingBlob } from './blobs.ts'

/** Files below a folder, `ab/cdef…` by their digest; written beside, flushed, then moved into place, so that none is ever there in part. */
export const createDiskBlobs = (folder: string): Blobs => {
  const pathOf = (digest: string) => join(folder, digest.slice(0, 2), digest.slice(2))
  const sizeOf = async (digest: string): Promise<number | null> => {
    const found = await stat(pathOf(digest)).catch(notThere)
    return found?.size ?? null
  }
  return {
    async keep(path) {
      const partial = join(folder, 'partial', randomUUID())
      await mkdir(dirname(partial), { recursive: true, mode: 0o700 })
      try {
        const kept = await copyHashed(path, partial)
        const target = pathOf(kept.digest)
        if ((await sizeOf(kept.digest)) === kept.sizeBytes) return kept
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await rename(partial, target)
        await flushFolder(dirname(target))
        return kept
      } finally {
        await rm(partial, { force: true })
      }
    },
    async read(digest, range) {
      const handle = await open(pathOf(digest)).catch(notThere)
      if (handle === null) throw new MissingBlob(digest)
      if (range !== undefined && range.last < range.first) {
        await handle.close()
        return Readable.from([])
      }
      return handle.createReadStream(range === undefined ? {} : { start: range.first, end: range.last })
    },
    size: sizeOf,
    async file(digest) {
      if ((await sizeOf(digest)) === null) throw new MissingBlob(digest)
      return { path: pathOf(digest), release: async () => {} }
    },
    async remove(digest) {
      await rm(pathOf(digest), { force: true })
    },
    async *list() {
      for (const start of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/u.test(start)) continue
        for (const rest of await namesIn(join(folder, start))) {
          const found = /^[0-9a-f]{62}$/u.test(rest) ? await stat(join(folder, start, rest)).catch(notThere) : null
          if (found !== null) yield { digest: `${start}${rest}`, keptAt: found.mtime }
        }
      }
    },
    async tidy(before) {
      for (const name of await namesIn(join(folder, 'partial'))) {
        const path = join(folder, 'partial', name)
        const found = await stat(path).catch(notThere)
        if (found !== null && found.mtime < before) await rm(path, { force: true })
      }
    },
    close: async () => {},
  }
}

/** Copies a file to the disk for good and tells its digest. */
const copyHashed = async (from: string, to: string): Promise<{ digest: string; sizeBytes: number }> => {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      sizeBytes += chunk.byteLength
      done(null, chunk)
    },
  })
  await pipeline(createReadStream(from), counted, createWriteStream(to, { mode: 0o600, flush: true }))
  return { digest: hash.digest('hex'), sizeBytes }
}

const namesIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(notThere)) ?? []

/** Has the folder's own entry of a file on the disk. Systems that cannot open folders keep it without. */
const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder).catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

const notThere = (error: unknown): null => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
