import { haveFonts, watermarkFamilies } from './watermark-fonts.ts'

const mostCharacters = 60
const degrees = -30

/**
 * A picture under a watermark: lines across it, and between them a text again and again, light with a dark edge, so that it is seen on snow and at night alike.
 * The lines stand even where a script has no glyphs. @param text an agency's name, in any script @returns JPEG in sRGB
 */
export const watermarked = async (picture: Uint8Array, text: string): Promise<Buffer> => {
  await haveFonts()
  const { default: sharp } = await import('sharp')
  const { width, height } = await sharp(picture).metadata()
  return sharp(picture)
    .composite([
      { input: await drawnOverlay(text, width, height), raw: { width, height, channels: 4 }, top: 0, left: 0 },
    ])
    .withIccProfile('srgb')
    .jpeg({ quality: 76 })
    .toBuffer()
}

/** What was drawn last: pictures come in few sizes, and drawing takes half of the time of a comp. */
const drawn = new Map<string, Promise<Buffer>>()
const mostDrawn = 6

const drawnOverlay = (text: string, width: number, height: number): Promise<Buffer> => {
  const key = `${width} ${height} ${text}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  const made = import('sharp').then(({ default: sharp }) =>
    sharp(Buffer.from(overlayOf(text, width, height)))
      .ensureAlpha()
      .raw()
      .toBuffer(),
  )
  const [oldest] = drawn.keys()
  if (drawn.size >= mostDrawn && oldest !== undefined) drawn.delete(oldest)
  drawn.set(key, made)
  made.catch(() => drawn.delete(key))
  return made
}

/** The lines and words that lie over a picture of a size, as SVG. */
export const overlayOf = (text: string, width: number, height: number): string => {
  const words = shortened(text)
  const size = Math.max(9, Math.round(Math.hypot(width, height) / 36))
  const between = size * 3.2
  // An estimate, wide enough for the widest letters.
  const step = Math.max(size * 6, Array.from(words).length * size * 0.72 + size * 2)
  const reach = Math.hypot(width, height) / 2
  const rows: string[] = []
  for (let row = 0, y = -reach; y <= reach; row++, y += between) {
    rows.push(line(reach, y - between / 2, size))
    // Every other row is moved by half a step, so that no gap runs through the picture.
    for (let x = -reach - (row % 2) * (step / 2); words !== '' && x <= reach + step; x += step)
      rows.push(`<text x="${x.toFixed(1)}" y="${(y + size * 0.35).toFixed(1)}">${words}</text>`)
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="translate(${width / 2} ${height / 2}) rotate(${degrees})"
 font-family="${watermarkFamilies}" font-weight="600" font-size="${size}" text-anchor="middle" fill="#fff" fill-opacity="0.55" stroke="#000"
 stroke-opacity="0.4" stroke-width="${(size / 9).toFixed(2)}" stroke-linejoin="round" paint-order="stroke">${rows.join('')}</g></svg>`
}

/** A light line on a dark one. */
const line = (reach: number, y: number, size: number): string => {
  const path = `d="M${(-reach).toFixed(1)} ${y.toFixed(1)}H${reach.toFixed(1)}"`
  return `<path ${path} stroke="#000" stroke-opacity="0.3" stroke-width="${(size / 7).toFixed(2)}"/><path ${path} stroke="#fff" stroke-opacity="0.5" stroke-width="${(size / 14).toFixed(2)}"/>`
}

/** In one line, of bounded length, without what XML cannot say, its own signs escaped. */
const shortened = (text: string): string => {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF\s]+/gu, ' ')
    .trim()
  const characters = Array.from(clean)
  const short = characters.length > mostCharacters ? `${characters.slice(0, mostCharacters - 1).join('')}…` : clean
  return short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
