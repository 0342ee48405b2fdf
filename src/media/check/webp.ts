import { type Bytes, unsafe, wholeAt } from './bytes.ts'
import type { Layout } from './layout.ts'

const mostChunks = 100_000

/** Walks a WebP from chunk to chunk (RFC 9649 §2). @throws Refusal `unsafe-file` */
export const layoutOfWebp = async (bytes: Bytes): Promise<Layout> => {
  const declared = (await wholeAt(bytes, 4, 4)).readUInt32LE(0) + 8
  const end = declared + (declared & 1)
  const words: [number, number][] = []
  let [widthPixels, heightPixels, frames, at] = [0, 0, 0, 12]
  for (let chunks = 0; at + 8 <= Math.min(end, bytes.size); chunks++) {
    if (chunks > mostChunks) throw unsafe(`has more than ${mostChunks} chunks`)
    const start = Buffer.from(await bytes.at(at, 18))
    const kind = start.toString('latin1', 0, 4)
    const length = start.readUInt32LE(4)
    const next = at + 8 + length + (length & 1)
    if (kind === 'ANMF') frames++
    if (kind === 'EXIF' || kind === 'XMP ') words.push([at, Math.min(next, bytes.size)])
    const size = start.length < 18 ? null : sizeIn(kind, start)
    if (size !== null) [widthPixels, heightPixels] = [Math.max(widthPixels, size[0]), Math.max(heightPixels, size[1])]
    at = next
  }
  return { widthPixels, heightPixels, frames: Math.max(1, frames), end: end <= bytes.size ? end : null, words }
}

/** Sizes as the three kinds of WebP write them (§2.5 to §2.7). */
const sizeIn = (kind: string, chunk: Buffer): readonly [number, number] | null => {
  if (kind === 'VP8X') return [chunk.readUIntLE(12, 3) + 1, chunk.readUIntLE(15, 3) + 1]
  if (kind === 'VP8 ') return [chunk.readUInt16LE(14) & 0x3fff, chunk.readUInt16LE(16) & 0x3fff]
  if (kind !== 'VP8L') return null
  const bits = chunk.readUInt32LE(9)
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
}
