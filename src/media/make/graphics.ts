import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RenditionRole } from '../../domain/media.ts'
import { drawnPage } from './graphics-draw.ts'
import { openPicture } from './picture-source.ts'
import { madeForScreens } from './screens.ts'
import type { MadeFile, Order, Work } from './workshop.ts'

/** Pixels on the longer edge of a raster that is made of a drawing. */
export const rasterEdge = 2_400
const mostPixels = 268_435_456

/** Under which role a graphic itself is delivered. An SVG has no size of its own in contracts; it goes with the vector ones. */
const ownRoles: Readonly<Record<string, RenditionRole>> = {
  'application/illustrator': 'ai',
  'application/postscript': 'eps',
  'application/pdf': 'pdf',
  'image/svg+xml': 'original',
}

/**
 * Makes of a graphic a raster (PNG, 2,400 pixels on the longer edge, where it is none itself) and what screens show; the file itself stays as it is. EPS, AI
 * and PDF need Ghostscript or pdftoppm; without them the remark says so.
 */
export const makeGraphic = async (order: Order): Promise<Work> => {
  const role = ownRoles[order.contentType] ?? 'raster'
  if (role === 'raster') return rasterItself(order)
  const drawn = role === 'original' ? await drawnSvg(order) : await drawnPage(order, rasterEdge)
  const own = fileItself(order, role)
  if (typeof drawn === 'string') return { made: [own], remark: drawn, durationSeconds: null, size: null }
  const raster = await rasterOf(order, drawn)
  return {
    made: [own, raster, ...(await madeForScreens(drawn, order))],
    remark: null,
    durationSeconds: null,
    size: sizeOf(raster),
  }
}

/** A file that is only passed on: itself, and of a PDF its first page for screens where pdftoppm or Ghostscript is there. */
export const makeFile = async (order: Order): Promise<Work> => {
  const own = fileItself(order, 'original')
  const drawn = order.contentType === 'application/pdf' ? await drawnPage(order, 1_024) : null
  const isDrawn = drawn !== null && typeof drawn !== 'string'
  return {
    made: [own, ...(isDrawn ? await madeForScreens(drawn, order) : [])],
    remark: typeof drawn === 'string' ? drawn : null,
    durationSeconds: null,
    size: null,
  }
}

const fileItself = ({ path, contentType }: Order, role: RenditionRole): MadeFile => ({
  ...{ role, path, contentType, widthPixels: null, heightPixels: null, durationSeconds: null },
})

const rasterItself = async (order: Order): Promise<Work> => {
  const { size, damage, master } = await openPicture(order.path)
  const { width: widthPixels, height: heightPixels } = size
  const own = { ...fileItself(order, 'raster'), widthPixels, heightPixels }
  const picture = await master.open().png({ compressionLevel: 1 }).toBuffer()
  return {
    made: [own, ...(await madeForScreens(picture, order))],
    remark: damage,
    durationSeconds: null,
    size: { widthPixels, heightPixels },
  }
}

const rasterOf = async ({ folder }: Order, drawn: Buffer): Promise<MadeFile> => {
  const { default: sharp } = await import('sharp')
  const path = join(folder, 'raster.png')
  await writeFile(path, drawn)
  const { width, height } = await sharp(drawn).metadata()
  return {
    role: 'raster',
    path,
    contentType: 'image/png',
    widthPixels: width,
    heightPixels: height,
    durationSeconds: null,
  }
}

const sizeOf = ({ widthPixels, heightPixels }: MadeFile): Work['size'] =>
  widthPixels === null || heightPixels === null ? null : { widthPixels, heightPixels }

/** At 72 dots an inch librsvg makes a pixel of a unit; within these bounds drawings may be made larger or smaller. */
const unitDensity = 72
const densities = { least: 1, most: 100_000 }

/** An SVG as PNG. It is given as bytes, so that it has no folder from which it could draw other files in. @returns why not, where it cannot be drawn */
const drawnSvg = async ({ path }: Order): Promise<Buffer | string> => {
  const { default: sharp } = await import('sharp')
  const bytes = await readFile(path)
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    const density = (unitDensity * rasterEdge) / Math.max(width, height)
    return await sharp(bytes, {
      limitInputPixels: mostPixels,
      density: Math.min(densities.most, Math.max(densities.least, density)),
    })
      .resize({ width: rasterEdge, height: rasterEdge, fit: 'inside' })
      .png()
      .toBuffer()
  } catch (error) {
    return `the drawing could not be made into a picture: ${error instanceof Error ? error.message.slice(0, 200) : error}`
  }
}
