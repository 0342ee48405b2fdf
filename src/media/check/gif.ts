import { type Bytes, unsafe, wholeAt } from './bytes.ts'
import type { Layout } from './layout.ts'

const mostBlocks = 500_000

/** Walks a GIF from block to block (GIF89a §17 to §27) up to its trailer; one that is cut off has no end. @throws Refusal `unsafe-file` */
export const layoutOfGif = async (bytes: Bytes): Promise<Layout> => {
  const screen = await wholeAt(bytes, 6, 7)
  let [widthPixels, heightPixels, frames] = [screen.readUInt16LE(0), screen.readUInt16LE(2), 0]
  const words: [number, number][] = []
  let at = 13 + tableBytes(screen.readUInt8(4))
  for (let blocks = 0; ; ) {
    const kind = (await bytes.at(at, 10)).subarray()
    if (kind.length === 0) return { widthPixels, heightPixels, frames: Math.max(1, frames), end: null, words }
    const introducer = kind.readUInt8(0)
    if (introducer === 0x3b) return { widthPixels, heightPixels, frames: Math.max(1, frames), end: at + 1, words }
    const from = at
    if (introducer === 0x2c) {
      if (kind.length < 10) throw unsafe('is cut off')
      frames++
      widthPixels = Math.max(widthPixels, kind.readUInt16LE(1) + kind.readUInt16LE(5))
      heightPixels = Math.max(heightPixels, kind.readUInt16LE(3) + kind.readUInt16LE(7))
      // The smallest code stands before the pixels.
      at += 10 + tableBytes(kind.readUInt8(9)) + 1
    } else if (introducer === 0x21) at += 2
    else throw unsafe(`is damaged at byte ${at}`)
    for (;;) {
      if (++blocks > mostBlocks) throw unsafe(`has more than ${mostBlocks} blocks`)
      const length = (await bytes.at(at, 1))[0]
      if (length === undefined) return { widthPixels, heightPixels, frames: Math.max(1, frames), end: null, words }
      at += 1 + length
      if (length === 0) break
    }
    if (introducer === 0x21) words.push([from, at])
  }
}

/** A table of colours has 3 bytes for each of 2 to 256. */
const tableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1))
