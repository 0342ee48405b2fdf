import { deflateSync } from 'node:zlib'
import { either, made, type OddPicture, refusedFile, scene } from './odd-picture.ts'

/** PNG of every depth and colour, and some that say what is not so. */
export const oddPngs = async (): Promise<OddPicture[]> => {
  const picture = await scene()
  const plain = await picture.clone().png().toBuffer()
  const wrongSum = Buffer.from(plain)
  // The last byte of the sum over the pixels; behind it stands nothing but the end, 12 bytes.
  const last = plain.length - 13
  wrongSum[last] = 0xff ^ (plain[last] ?? 0)
  const palettes = await Promise.all(
    [2, 4, 16, 256].map(async colours =>
      made(`palette of ${colours}`, await picture.clone().png({ palette: true, colours }).toBuffer(), 'palette.png'),
    ),
  )
  const wide = picture.clone().toColourspace('rgb16')
  return [
    ...palettes,
    made('PNG of 16 bits', await wide.clone().png().toBuffer(), '16.png'),
    made('PNG of 16 bits, clear', await wide.clone().ensureAlpha(0.5).png().toBuffer(), '16a.png'),
    made('PNG of 16 bits in P3', await wide.clone().withIccProfile('p3').png().toBuffer(), '16p3.png'),
    made('grey PNG', await picture.clone().greyscale().png().toBuffer(), 'grey.png'),
    made('grey PNG of 16 bits', await picture.clone().greyscale().toColourspace('grey16').png().toBuffer(), 'g16.png'),
    made('grey, clear PNG', await picture.clone().greyscale().ensureAlpha(0.3).png().toBuffer(), 'ga.png'),
    made('all clear', await picture.clone().ensureAlpha(0).png().toBuffer(), 'clear.png'),
    made('uncompressed PNG', await picture.clone().png({ compressionLevel: 0 }).toBuffer(), 'raw.png'),
    made('black and white, one bit', onePngBit(64, 64), 'bit.png', [64, 64]),
    made('12,000 × 4 of nothing', onePngBit(12_000, 4), 'wide.png', [12_000, 4]),
    refusedFile('a sum that is wrong', wrongSum, 'sum.png'),
    refusedFile('a header that says 100,000 × 100,000', pngOf(100_000, 100_000, Buffer.alloc(100)), 'bomb.png'),
    refusedFile('a header that says 0 × 0', pngOf(0, 0, Buffer.alloc(1)), 'zero.png'),
    refusedFile('pixels for a quarter of it', pngOf(64, 64, Buffer.alloc(16 * 9)), 'quarter.png'),
    either('a PNG by the name of a JPEG', plain, 'really.jpg'),
    either('a JPEG by the name of a PNG', await picture.clone().jpeg().toBuffer(), 'really.png'),
  ]
}

/** A grey PNG of one bit a pixel. */
const onePngBit = (wide: number, tall: number): Buffer =>
  pngOf(wide, tall, Buffer.alloc((Math.ceil(wide / 8) + 1) * tall))

const pngOf = (wide: number, tall: number, pixels: Buffer): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(wide, 0)
  header.writeUInt32BE(tall, 4)
  header[8] = 1
  const chunks = [
    ['IHDR', header],
    ['IDAT', deflateSync(pixels)],
    ['IEND', Buffer.alloc(0)],
  ] as const
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...chunks.map(([name, bytes]) => {
      const body = Buffer.concat([Buffer.from(name), bytes])
      const chunk = Buffer.alloc(body.length + 8)
      chunk.writeUInt32BE(bytes.length, 0)
      body.copy(chunk, 4)
      chunk.writeUInt32BE(crc32(body), body.length + 4)
      return chunk
    }),
  ])
}

/** CRC-32 as PNG has it (ISO 15948, annex D). */
const crc32 = (bytes: Buffer): number => {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}
