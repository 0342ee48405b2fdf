import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal, type RefusalCode, refusalCodes } from '../../domain/refusal.ts'

/** The folder in which uploads grow until they are whole. */
export interface UploadFolder {
  readonly path: string
  /** Makes it where there is none. */
  make(): Promise<void>
  /** Makes a folder of its own in it; the caller takes it away. */
  makeInside(): Promise<string>
  pathOf(id: string): string
  /** Removes what is left of an upload that is over; why it was refused stays. */
  forget(id: string): Promise<void>
  /** Notes why an upload was refused, for whoever missed the answer. */
  refuse(id: string, refusal: Refusal): Promise<void>
  /** Why an upload was refused; null: it was not. */
  refusalOf(id: string): Promise<Refusal | null>
  /** Writes a body down. @throws Refusal `too-large` */
  write(id: string, body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<string>
  /** Removes everything of which nothing was heard since this moment. @returns how many files */
  sweep(before: Date): Promise<number>
}

/** The folder, for this user alone; made with the first upload. */
export const uploadFolder = (path: string): UploadFolder => {
  const make = async () => void (await mkdir(path, { recursive: true, mode: 0o700 }))
  const pathOf = (id: string) => join(path, id)
  const noteOf = (id: string) => join(path, `${id}.refused`)
  return {
    path,
    make,
    async makeInside() {
      await make()
      return mkdtemp(join(path, 'form-'))
    },
    pathOf,
    async forget(id) {
      await rm(pathOf(id), { force: true })
      await rm(join(path, `${id}.json`), { force: true })
    },
    async refuse(id, { code, message, field }) {
      await writeFile(`${noteOf(id)}.new`, JSON.stringify({ code, message, field }), { mode: 0o600 })
      await rename(`${noteOf(id)}.new`, noteOf(id))
    },
    async refusalOf(id) {
      const text = await readFile(noteOf(id), 'utf8').catch(notThere)
      if (text === null) return null
      const { code, message, field } = JSON.parse(text) as { code: RefusalCode; message: string; field: string | null }
      return refusalCodes.includes(code) ? new Refusal(code, message, field === null ? {} : { field }) : null
    },
    async write(id, body, mostBytes) {
      await make()
      await pipeline(body, bounded(mostBytes), createWriteStream(pathOf(id), { mode: 0o600 }))
      return pathOf(id)
    },
    async sweep(before) {
      let removed = 0
      for (const name of (await readdir(path).catch(notThere)) ?? []) {
        // What is known of an upload is as young as its bytes.
        const id = name.split('.', 1)[0] ?? ''
        const found = (await stat(pathOf(id)).catch(notThere)) ?? (await stat(join(path, name)).catch(notThere))
        if (found === null || found.mtime >= before) continue
        await rm(join(path, name), { recursive: true, force: true })
        removed++
      }
      return removed
    },
  }
}

const bounded = (mostBytes: number): Transform => {
  let sizeBytes = 0
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      sizeBytes += chunk.byteLength
      if (sizeBytes <= mostBytes) return done(null, chunk)
      done(new Refusal('too-large', `file: is larger than ${mostBytes} bytes`, { field: 'file' }))
    },
  })
}

const notThere = (error: unknown): null => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
