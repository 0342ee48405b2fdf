import { type Bytes, findBytes, unsafe, wholeAt } from './bytes.ts'
import type { Layout } from './layout.ts'

/** As libjpeg-turbo's own fuzzers: a picture has a handful, and each costs a walk over all its pixels. */
const mostScans = 500
const mostSegments = 10_000

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Walks a JPEG from marker to marker (ITU T.81 §B.1) up to its end; one that is cut off within its pixels has none. @throws Refusal `unsafe-file` */
export const layoutOfJpeg = async (bytes: Bytes): Promise<Layout> => {
  const words: [number, number][] = []
  let [widthPixels, heightPixels, scans] = [0, 0, 0]
  let at = 2
  for (let segments = 0; ; segments++) {
    if (segments > mostSegments) throw unsafe(`has more than ${mostSegments} segments`)
    const start = await wholeAt(bytes, at, 2)
    const marker = start.readUInt8(1)
    if (start.readUInt8(0) !== 0xff) throw unsafe(`is damaged at byte ${at}`)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return { widthPixels, heightPixels, frames: 1, end: at + 2, words }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2
      continue
    }
    const length = (await wholeAt(bytes, at + 2, 2)).readUInt16BE(0)
    if (length < 2) throw unsafe(`is damaged at byte ${at}`)
    if (isFrame(marker)) {
      const frame = await wholeAt(bytes, at + 4, 5)
      // A height of 0 is told after the first scan; nobody sends such.
      heightPixels = Math.max(heightPixels, frame.readUInt16BE(1))
      widthPixels = Math.max(widthPixels, frame.readUInt16BE(3))
    }
    if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) words.push([at, at + 2 + length])
    at += 2 + length
    if (marker !== 0xda) continue
    if (++scans > mostScans) throw unsafe(`has more than ${mostScans} scans`)
    const next = await endOfScan(bytes, at)
    if (next === null) return { widthPixels, heightPixels, frames: 1, end: null, words }
    at = next
  }
}

const markerStart = Buffer.from([0xff])

/** Where the marker stands that ends the pixels; null where the file ends before. */
const endOfScan = async (bytes: Bytes, from: number): Promise<number | null> => {
  for (let at = from; ; ) {
    const found = await findBytes(bytes, markerStart, at)
    const next = found === -1 ? Buffer.alloc(0) : await bytes.at(found + 1, 1)
    if (next.length === 0) return null
    const marker = next.readUInt8(0)
    // Stuffed bytes and restart markers belong to the pixels (§B.1.1.5).
    if (marker !== 0x00 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return found
    at = marker === 0xff ? found + 1 : found + 2
  }
}
