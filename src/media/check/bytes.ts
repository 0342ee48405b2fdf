import type { FileHandle } from 'node:fs/promises'
import { Refusal } from '../../domain/refusal.ts'

/** The bytes of a file that is looked at, whole as little as possible. */
export interface Bytes {
  readonly size: number
  /** A part; shorter where the file ends, and good only until the next one is asked for. */
  at(offset: number, length: number): Promise<Buffer>
}

const windowBytes = 256 << 10

/** The bytes of an open file, read in windows. */
export const bytesOfFile = (handle: Pick<FileHandle, 'read'>, size: number): Bytes => {
  let [from, window] = [0, Buffer.alloc(0)]
  return {
    size,
    async at(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset))
      if (wanted === 0) return Buffer.alloc(0)
      if (offset < from || offset + wanted > from + window.length) {
        const room = Buffer.alloc(Math.max(wanted, Math.min(windowBytes, size - offset)))
        const { bytesRead } = await handle.read(room, 0, room.length, offset)
        from = offset
        window = room.subarray(0, bytesRead)
      }
      return window.subarray(offset - from, offset - from + wanted)
    },
  }
}

/** Bytes that are in memory already. */
export const bytesOfBuffer = (buffer: Buffer): Bytes => ({
  size: buffer.length,
  at: async (offset, length) => buffer.subarray(offset, offset + length),
})

/** A part that has to be there. @throws Refusal `unsafe-file` where the file ends before */
export const wholeAt = async (bytes: Bytes, offset: number, length: number): Promise<Buffer> => {
  const part = offset < 0 ? Buffer.alloc(0) : await bytes.at(offset, length)
  if (part.length < length) throw unsafe('is cut off')
  return part
}

/** The first place from `from` on where bytes stand; -1 where they do not. @param to where the search ends */
export const findBytes = async (bytes: Bytes, wanted: Buffer, from: number, to = bytes.size): Promise<number> => {
  for (let at = from; at < to; ) {
    const part = await bytes.at(at, Math.min(windowBytes, to - at))
    const found = part.indexOf(wanted)
    if (found !== -1) return at + found
    if (at + part.length >= to || part.length < wanted.length) return -1
    at += part.length - wanted.length + 1
  }
  return -1
}

/** A "no" to a file. @param reason goes on behind `the file`: `is cut off` */
export const unsafe = (reason: string): Refusal => new Refusal('unsafe-file', reason, { field: 'file' })
