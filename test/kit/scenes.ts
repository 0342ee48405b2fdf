import sharp from 'sharp'
import { seeded } from '../proofs/random.ts'

/** A picture with a sky, hills and houses that nobody took, as JPEG; another for each seed. */
export const madeScene = async (seed: number, width = 900, height = 600): Promise<Buffer> => {
  const next = seeded(seed)
  const colour = () => `rgb(${[next(), next(), next()].map(part => Math.round(part * 255)).join(' ')})`
  const hills = Array.from({ length: 4 }, (_, n) => {
    const [x, y, wide, tall] = [
      next() * width,
      height * (0.45 + 0.15 * n),
      width * (0.2 + next() * 0.5),
      height * (0.1 + next() * 0.4),
    ]
    return `<ellipse cx="${x}" cy="${y}" rx="${wide}" ry="${tall}" fill="${colour()}"/>`
  })
  const houses = Array.from({ length: 10 }, () => {
    const [x, y, side] = [next() * width, height * (0.3 + next() * 0.6), width * (0.03 + next() * 0.14)]
    return `<rect x="${x}" y="${y}" width="${side}" height="${side * (0.5 + next())}" fill="${colour()}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="s" x2="${next()}" y2="1"><stop stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#s)"/>${hills.join('')}<circle cx="${next() * width}" cy="${next() * height * 0.5}" r="${height * 0.08}"
    fill="${colour()}"/>${houses.join('')}</svg>`
  return sharp(Buffer.from(svg)).flatten().jpeg({ quality: 90 }).toBuffer()
}
