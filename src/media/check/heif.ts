import { type Bytes, findBytes, unsafe } from './bytes.ts'
import type { Layout } from './layout.ts'

/** Properties stand in the box `meta`, which comes first. */
const lookBytes = 4 << 20
const mostSizes = 10_000
const mostBoxes = 100_000
const ispe = Buffer.from('ispe')

/** The largest size that a HEIF or AVIF names (ISO/IEC 23008-12 §6.5.3), and where its last box ends. @throws Refusal `unsafe-file` */
export const layoutOfHeif = async (bytes: Bytes): Promise<Layout> => {
  let [widthPixels, heightPixels] = [0, 0]
  const to = Math.min(bytes.size, lookBytes)
  for (
    let at = await findBytes(bytes, ispe, 0, to), sizes = 0;
    at !== -1;
    at = await findBytes(bytes, ispe, at + 4, to)
  ) {
    if (++sizes > mostSizes) throw unsafe(`names more than ${mostSizes} sizes`)
    const box = await bytes.at(at + 8, 8)
    if (box.length < 8) break
    widthPixels = Math.max(widthPixels, box.readUInt32BE(0))
    heightPixels = Math.max(heightPixels, box.readUInt32BE(4))
  }
  return { widthPixels, heightPixels, frames: 1, end: await endOfBoxes(bytes), words: [] }
}

/** Where the boxes of a file of the ISO base media format end (ISO/IEC 14496-12 §4.2); null where the last one is cut off. */
export const endOfBoxes = async (bytes: Bytes): Promise<number | null> => {
  let at = 0
  for (let boxes = 0; at < bytes.size; boxes++) {
    if (boxes > mostBoxes) throw unsafe(`has more than ${mostBoxes} boxes`)
    const start = await bytes.at(at, 16)
    if (start.length < 8) return at
    const short = start.readUInt32BE(0)
    if (!/^[\x20-\x7e\xa9]{4}$/u.test(start.toString('latin1', 4, 8))) return at
    if (short === 0) return bytes.size
    const length = short === 1 ? (start.length < 16 ? 0 : Number(start.readBigUInt64BE(8))) : short
    if (length < (short === 1 ? 16 : 8)) return at
    at += length
  }
  return at > bytes.size ? null : at
}
