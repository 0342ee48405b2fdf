import { type Bytes, unsafe, wholeAt } from './bytes.ts'
import type { Layout } from './layout.ts'

const mostChunks = 200_000
const wordChunks = ['tEXt', 'iTXt', 'zTXt', 'eXIf']

/** Walks a PNG from chunk to chunk (PNG 3rd edition §5) up to IEND; one that is cut off has no end. @throws Refusal `unsafe-file` */
export const layoutOfPng = async (bytes: Bytes): Promise<Layout> => {
  const header = await wholeAt(bytes, 8, 16)
  if (header.toString('latin1', 4, 8) !== 'IHDR') throw unsafe('is a PNG picture without a header')
  const [widthPixels, heightPixels] = [header.readUInt32BE(8), header.readUInt32BE(12)]
  const words: [number, number][] = []
  let [at, frames] = [8, 1]
  for (let chunks = 0; at < bytes.size; chunks++) {
    if (chunks > mostChunks) throw unsafe(`has more than ${mostChunks} chunks`)
    const start = await bytes.at(at, 12)
    if (start.length < 8) break
    const [length, kind] = [start.readUInt32BE(0), start.toString('latin1', 4, 8)]
    const next = at + 12 + length
    if (kind === 'IEND') return { widthPixels, heightPixels, frames, end: next, words }
    // Animated PNG (§11.3.4.1).
    if (kind === 'acTL' && start.length === 12) frames = Math.max(1, start.readUInt32BE(8))
    if (wordChunks.includes(kind)) words.push([at, Math.min(next, bytes.size)])
    at = next
  }
  return { widthPixels, heightPixels, frames, end: null, words }
}
