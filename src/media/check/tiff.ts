import { type Bytes, unsafe, wholeAt } from './bytes.ts'
import type { Layout } from './layout.ts'

const mostPages = 1_000
const mostFields = 4_096
const width = 256
const height = 257

/** The sizes of a TIFF's pages (TIFF 6.0 §2; BigTIFF). @throws Refusal `unsafe-file` */
export const layoutOfTiff = async (bytes: Bytes): Promise<Layout> => {
  const header = Buffer.from(await wholeAt(bytes, 0, 16))
  const isLittle = header.toString('latin1', 0, 2) === 'II'
  const number = (buffer: Buffer, at: number, length: 2 | 4 | 8): number =>
    length === 8
      ? Number(isLittle ? buffer.readBigUInt64LE(at) : buffer.readBigUInt64BE(at))
      : isLittle
        ? buffer.readUIntLE(at, length)
        : buffer.readUIntBE(at, length)
  const isBig = number(header, 2, 2) === 43
  const [countBytes, fieldBytes, offsetBytes] = isBig ? ([8, 20, 8] as const) : ([2, 12, 4] as const)
  let page = number(header, isBig ? 8 : 4, offsetBytes)
  let [widthPixels, heightPixels, frames] = [0, 0, 0]
  const seen = new Set<number>()
  while (page !== 0) {
    if (seen.has(page) || ++frames > mostPages) throw unsafe(`has pages without end, or more than ${mostPages}`)
    seen.add(page)
    const fields = number(Buffer.from(await wholeAt(bytes, page, countBytes)), 0, countBytes)
    if (fields > mostFields) throw unsafe(`has a page of ${fields} fields`)
    const table = Buffer.from(await wholeAt(bytes, page + countBytes, fields * fieldBytes + offsetBytes))
    for (let at = 0; at < fields * fieldBytes; at += fieldBytes) {
      const tag = number(table, at, 2)
      if (tag !== width && tag !== height) continue
      const type = number(table, at + 2, 2)
      const value = number(table, at + (isBig ? 12 : 8), type === 3 ? 2 : type === 16 && isBig ? 8 : 4)
      if (tag === width) widthPixels = Math.max(widthPixels, value)
      else heightPixels = Math.max(heightPixels, value)
    }
    page = number(table, fields * fieldBytes, offsetBytes)
  }
  return { widthPixels, heightPixels, frames: Math.max(1, frames), end: null, words: [] }
}
