/** Beginnings of files that are pictures, video, sound, graphics or containers of documents, in hexadecimal, and from which byte on they stand. */
const beginnings: readonly (readonly [at: number, hex: string])[] = [
  [0, 'ffd8ff'], // JPEG
  [0, '89504e470d0a1a0a'], // PNG
  [0, '474946383'], // GIF
  ...(['49492a00', '4d4d002a', '49492b00', '4d4d002b'] as const).map(hex => [0, hex] as const), // TIFF
  ...(['57454250', '41564920', '57415645'] as const).map(hex => [8, hex] as const), // RIFF: WebP, AVI, WAVE
  ...(['66747970', '6d6f6f76', '6d646174', '77696465'] as const).map(hex => [4, hex] as const), // ftyp moov mdat wide: MP4, QuickTime, HEIC, AVIF
  [0, '1a45dfa3'], // Matroska, WebM
  [0, '060e2b34'], // MXF
  [0, '25504446'], // PDF
  [0, '252150532d'], // PostScript
  [0, 'c5d0d3c6'], // EPS of Windows
  [0, '504b0304'], // ZIP, and documents of offices
  [0, '494433'], // MP3
  [0, '4f676753'], // Ogg
  [0, '664c6143'], // FLAC
  [0, '464c5601'], // Flash video
  [0, '3026b275'], // ASF
]
const svg = /^(?:\xef\xbb\xbf)?\s{0,64}(?:<\?xml[^>]{0,200}\?>\s{0,64})?(?:<!--[\s\S]{0,500}?-->\s{0,64})?<svg[\s>]/u
const headBytes = 1_024

/** Whether bytes are those of a file that is an item by itself, rather than a document about items. */
export const isFile = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes))
  const hex = head.toString('hex', 0, 32)
  return beginnings.some(([at, start]) => hex.startsWith(start, 2 * at)) || svg.test(head.toString('latin1'))
}
