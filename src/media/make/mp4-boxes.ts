import { type FileHandle, open } from 'node:fs/promises'

/** What the boxes of an MP4 or QuickTime file say of its picture and its length. */
export interface BoxFacts {
  readonly durationSeconds: number | null
  /** As it is shown, after its matrix has turned it. */
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  readonly hasPicture: boolean
}

const mostBoxes = 10_000
const mostBytesOfBox = 1_024

/**
 * Reads length and picture size out of `moov` (ISO/IEC 14496-12 §8.2, §8.3, §8.4.3), for machines without ffprobe. Only heads of boxes are read, and at
 * most 10,000 of them. @returns null where it is no such file, or its `moov` is missing or broken
 */
export const readBoxes = async (path: string): Promise<BoxFacts | null> => {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const left = { boxes: mostBoxes }
    const top = await boxesIn(handle, { from: 0, to: size, left, until: 'moov' })
    const moov = top.find(box => box.type === 'moov')
    if (moov === undefined) return null
    const inMoov = await boxesIn(handle, { ...moov, left })
    const head = inMoov.find(box => box.type === 'mvhd')
    const durationSeconds = head === undefined ? null : durationOf(await startOf(handle, head))
    for (const track of inMoov.filter(box => box.type === 'trak')) {
      const parts = await boxesIn(handle, { ...track, left })
      if ((await kindOf(handle, parts, left)) !== 'vide') continue
      const trackHead = parts.find(box => box.type === 'tkhd')
      const size = trackHead === undefined ? null : sizeOf(await startOf(handle, trackHead))
      return { durationSeconds, hasPicture: true, widthPixels: size?.width ?? null, heightPixels: size?.height ?? null }
    }
    return { durationSeconds, hasPicture: false, widthPixels: null, heightPixels: null }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  } finally {
    await handle.close()
  }
}

/** A box, and where in the file its content is. */
interface Box {
  readonly type: string
  readonly from: number
  readonly to: number
}

interface Span {
  readonly from: number
  readonly to: number
  readonly left: { boxes: number }
  /** Nothing behind the first of this type is wanted. */
  readonly until?: string
}

const boxesIn = async (handle: FileHandle, { from, to, left, until }: Span): Promise<Box[]> => {
  const boxes: Box[] = []
  const head = Buffer.alloc(16)
  for (let at = from; at + 8 <= to; ) {
    if (left.boxes-- <= 0) throw new RangeError('too many boxes')
    const { bytesRead } = await handle.read(head, 0, 16, at)
    if (bytesRead < 8) break
    const short = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    const headBytes = short === 1 ? 16 : 8
    const length = short === 0 ? to - at : short === 1 ? Number(head.readBigUInt64BE(8)) : short
    if (length < headBytes || at + length > to || !/^[\x20-\x7e\xa9]{4}$/u.test(type)) break
    boxes.push({ type, from: at + headBytes, to: at + length })
    if (type === until) break
    at += length
  }
  return boxes
}

const startOf = async (handle: FileHandle, { from, to }: Box): Promise<Buffer> => {
  const bytes = Buffer.alloc(Math.min(mostBytesOfBox, to - from))
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
  return bytes.subarray(0, bytesRead)
}

/** The kind of a track, `vide`, by its handler. */
const kindOf = async (handle: FileHandle, parts: readonly Box[], left: Span['left']): Promise<string | null> => {
  const media = parts.find(box => box.type === 'mdia')
  if (media === undefined) return null
  const handler = (await boxesIn(handle, { ...media, left })).find(box => box.type === 'hdlr')
  return handler === undefined ? null : (await startOf(handle, handler)).toString('latin1', 8, 12)
}

const durationOf = (head: Buffer): number | null => {
  const isLong = head.readUInt8(0) === 1
  const scale = head.readUInt32BE(isLong ? 20 : 12)
  const units = isLong ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(16)
  // All ones say that it is not known.
  return scale === 0 || units === 0 || units === 0xffff_ffff || units > 2 ** 62 ? null : units / scale
}

/** Width and height are 16.16 at the end of the head, behind a matrix of nine numbers that may lay the picture on its side. */
const sizeOf = (head: Buffer): { width: number; height: number } | null => {
  const at = head.readUInt8(0) === 1 ? 52 : 40
  const isOnItsSide = head.readInt32BE(at) === 0 && head.readInt32BE(at + 4) !== 0
  const width = Math.round(head.readUInt32BE(at + 36) / 65_536)
  const height = Math.round(head.readUInt32BE(at + 40) / 65_536)
  if (width === 0 || height === 0) return null
  return isOnItsSide ? { width: height, height: width } : { width, height }
}
