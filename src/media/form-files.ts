import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { Refusal } from '../domain/refusal.ts'

/** A file of a posted form, as it was written down. */
export interface FormFile {
  readonly path: string
  /** As its sender calls it. */
  readonly fileName: string
}

interface Bounds {
  /** Where files are put; the caller takes it away. */
  readonly folder: string
  readonly mostBytes: number
  readonly mostFiles: number
}

const headerBytes = 16_384
const fieldBytes = 65_536

/**
 * Reads a form of type multipart/form-data (RFC 7578) as it comes in, its files straight to the disk.
 * @throws Refusal `bad-input` for what is no such form or has too many files, `too-large` beyond `mostBytes`
 */
export const readFormFiles = async (
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  { folder, mostBytes, mostFiles }: Bounds,
): Promise<{ fields: ReadonlyMap<string, string>; files: readonly FormFile[] }> => {
  const boundary = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/iu.exec(contentType)
  if (boundary === null) throw new Refusal('bad-input', 'the form must be multipart/form-data')
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`)
  const fields = new Map<string, string>()
  const files: FormFile[] = []
  let part: Part | null = null
  // The first delimiter has no line before it.
  let held: Buffer = Buffer.from('\r\n')
  let total = 0
  let isOver = false
  const begin = (header: string): Part => {
    const name = parameterOf(header, 'name') ?? ''
    const fileName = parameterOf(header, 'filename')
    if (fileName === null) return fieldPart(text => fields.set(name, text))
    if (fileName === '') return fieldPart(() => {})
    if (files.length >= mostFiles)
      throw new Refusal('bad-input', `file: at most ${mostFiles} files at once`, { field: 'file' })
    const path = join(folder, `file-${files.length}`)
    files.push({ path, fileName })
    return filePart(path)
  }
  try {
    for await (const chunk of body) {
      total += chunk.byteLength
      if (total > mostBytes)
        throw new Refusal('too-large', `the form is larger than ${mostBytes} bytes`, { field: 'file' })
      if (isOver) continue
      held = Buffer.concat([held, chunk])
      for (;;) {
        const at = held.indexOf(delimiter)
        if (at === -1) {
          const keep = Math.min(held.length, delimiter.length - 1)
          await part?.write(held.subarray(0, held.length - keep))
          held = held.subarray(held.length - keep)
          break
        }
        const after = at + delimiter.length
        if (held.length < after + 2) break
        isOver = held.toString('latin1', after, after + 2) === '--'
        const end = isOver ? after : held.indexOf('\r\n\r\n', after)
        if (end === -1) {
          if (held.length - after > headerBytes)
            throw new Refusal('bad-input', 'a part of the form has a header too long')
          break
        }
        await part?.write(held.subarray(0, at))
        await part?.end()
        part = null
        if (isOver) break
        part = begin(held.toString('utf8', after, end))
        held = held.subarray(end + 4)
      }
    }
    if (!isOver) throw new Refusal('bad-input', 'the form ends before its last part does')
    return { fields, files }
  } finally {
    await part?.end()
  }
}

interface Part {
  write(bytes: Buffer): Promise<void>
  end(): Promise<void>
}

const fieldPart = (done: (text: string) => void): Part => {
  const pieces: Buffer[] = []
  let bytes = 0
  return {
    async write(piece) {
      bytes += piece.length
      if (bytes > fieldBytes) throw new Refusal('bad-input', 'a field of the form is too long')
      pieces.push(Buffer.from(piece))
    },
    async end() {
      done(Buffer.concat(pieces).toString('utf8'))
    },
  }
}

const filePart = (path: string): Part => {
  const writer = Writable.toWeb(createWriteStream(path, { mode: 0o600 })).getWriter()
  let isEnded = false
  return {
    async write(bytes) {
      // What is held is cut from a buffer that goes on being used.
      if (bytes.length > 0) await writer.write(Buffer.from(bytes))
    },
    async end() {
      if (isEnded) return
      isEnded = true
      await writer.close()
    },
  }
}

/** A parameter of Content-Disposition as browsers write it (WHATWG HTML §4.10.21.8: quotes and line ends as %22, %0D, %0A). */
const parameterOf = (header: string, name: string): string | null => {
  const line = header.split('\r\n').find(each => /^content-disposition:/iu.test(each)) ?? ''
  const found = new RegExp(`[;\\s]${name}="([^"]*)"`, 'iu').exec(line)?.[1]
  return found === undefined ? null : found.replace(/%(22|0D|0A)/giu, code => decodeURIComponent(code))
}
