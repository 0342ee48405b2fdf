import { inflateSync } from 'node:zlib'
import { attempt, bounded, type Found, mostPacketBytes, nothingFound } from './packets.ts'
import { isTiff } from './tiff.ts'

interface Chunk {
  readonly name: string
  readonly body: Buffer
}

const mostChunks = 20_000
const pngMark = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

export const isPng = (bytes: Uint8Array): boolean => pngMark.equals(bytes.subarray(0, 8))

/** The metadata of a PNG (PNG 3rd edition §11.3): XMP in an iTXt chunk, EXIF in eXIf. */
export const packetsOfPng = (bytes: Buffer): Found => {
  const chunks: Chunk[] = []
  for (let at = 8; at + 12 <= bytes.length && chunks.length < mostChunks; ) {
    const end = at + 8 + bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length || name === 'IEND') break
    if (name === 'iTXt' || name === 'zTXt' || name === 'eXIf') chunks.push({ name, body: bytes.subarray(at + 8, end) })
    at = end + 4
  }
  return {
    ...nothingFound,
    xmp: bounded(chunks.flatMap(each => attempt(() => xmpOfText(each)) ?? [])[0]),
    exif: bounded(chunks.find(({ name }) => name === 'eXIf')?.body),
  }
}

const xmpKeyword = Buffer.from('XML:com.adobe.xmp\0', 'latin1')

/** libvips writes zTXt, which the standard means for other texts. */
const xmpOfText = ({ name, body }: Chunk): Buffer | null => {
  if (!body.subarray(0, xmpKeyword.length).equals(xmpKeyword)) return null
  if (name === 'zTXt') return inflated(body.subarray(xmpKeyword.length + 1))
  const isCompressed = body[xmpKeyword.length] === 1
  const language = body.indexOf(0, xmpKeyword.length + 2)
  const translated = body.indexOf(0, language + 1)
  if (language === -1 || translated === -1) return null
  const text = body.subarray(translated + 1)
  return isCompressed ? inflated(text) : text
}

const inflated = (text: Buffer): Buffer => inflateSync(text, { maxOutputLength: mostPacketBytes })

export const isWebp = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('RIFF')) &&
  Buffer.from(bytes.subarray(8, 12)).equals(Buffer.from('WEBP'))

/** The metadata of a WebP (RFC 9649 §2.7.1.5): the chunks `EXIF` and `XMP `. */
export const packetsOfWebp = (bytes: Buffer): Found => {
  let xmp: Buffer | null = null
  let exif: Buffer | null = null
  for (let at = 12, n = 0; at + 8 <= bytes.length && n < mostChunks; n++) {
    const size = bytes.readUInt32LE(at + 4)
    const name = bytes.toString('latin1', at, at + 4)
    const body = bytes.subarray(at + 8, at + 8 + size)
    if (name === 'XMP ' && body.length === size) xmp = body
    if (name === 'EXIF' && body.length === size) exif = body
    at += 8 + size + (size % 2)
  }
  // Some write what stands before EXIF in a JPEG.
  const block = exif === null || isTiff(exif) ? exif : exif.subarray(6)
  return { ...nothingFound, xmp: bounded(xmp), exif: bounded(block) }
}
