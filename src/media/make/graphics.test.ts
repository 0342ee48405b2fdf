import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madePhoto } from '../../../test/kit/media.ts'
import { noEdit } from '../../domain/media.ts'
import { makeFile, makeGraphic } from './graphics.ts'
import { boundingPoints } from './graphics-draw.ts'
import { findTool } from './tools.ts'
import type { Work } from './workshop.ts'

const hasGhostscript = findTool('gs') !== null
const drawsPdf = hasGhostscript || findTool('pdftoppm') !== null
if (!hasGhostscript) console.warn('graphics: Ghostscript is not installed, so that no EPS can be drawn here')
if (!drawsPdf) console.warn('graphics: neither pdftoppm nor Ghostscript is installed, so that no PDF can be drawn here')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-graphics-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let orders = 0
const order = async (bytes: string | Uint8Array, contentType: string) => {
  const own = join(folder, `order-${++orders}`)
  await mkdir(own)
  const path = join(folder, `file-${orders}`)
  await writeFile(path, bytes)
  return {
    ...{ path, contentType, folder: own, edit: noEdit },
    fileName: 'g',
    type: 'graphic',
    watermark: 'Meridian',
  } as const
}
const roles = ({ made }: Work) =>
  made.map(({ role, widthPixels, heightPixels }) => `${role} ${widthPixels}×${heightPixels}`)

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="200" height="300" fill="#268"/></svg>`
const eps = '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 200 100\n0 0 100 100 rectfill\nshowpage\n'
const pdf = (() => {
  const content = '0.9 0.1 0.1 rg 20 20 200 120 re f'
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  return `${text}xref\n0 5\n0000000000 65535 f \n${places.join('')}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
})()

describe('a graphic', () => {
  it('that is an SVG is drawn large, and goes out as it is as well', async () => {
    const given = await order(svg, 'image/svg+xml')
    const work = await makeGraphic(given)
    expect(roles(work)).toEqual([
      'original null×null',
      'raster 2400×1800',
      'preview 1024×768',
      'thumb 320×240',
      'comp 1024×768',
    ])
    expect(work.made[0]).toMatchObject({ path: given.path, contentType: 'image/svg+xml' })
    // Half of it is covered.
    const { channels } = await sharp(work.made[1]?.path).stats()
    expect(channels.map(each => Math.round(each.mean))).toEqual([0x22 / 2, 0x66 / 2, 0x88 / 2, 128])
  })

  it('that is an SVG without a size is drawn all the same, and one that is none gets a remark', async () => {
    const free = await makeGraphic(
      await order(svg.replace(/ width="400" height="300"/u, ' viewBox="0 0 400 300"'), 'image/svg+xml'),
    )
    expect(roles(free)).toContain('raster 2400×1800')
    const broken = await makeGraphic(await order('<svg xmlns="http://www.w3.org/2000/svg"><g>', 'image/svg+xml'))
    expect(roles(broken)).toEqual(['original null×null'])
    expect(broken.remark).toMatch(/^the drawing could not be made into a picture: /u)
  })

  it('draws no file of this machine in', async () => {
    const secret = join(folder, 'secret.png')
    await sharp({ create: { width: 100, height: 100, channels: 3, background: '#f00' } })
      .png()
      .toFile(secret)
    const text = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100"><image xlink:href="${secret}" width="100" height="100"/><image href="file://${secret}" width="100" height="100"/></svg>`
    const work = await makeGraphic(await order(text, 'image/svg+xml'))
    const { channels } = await sharp(work.made[1]?.path).stats()
    expect(channels[3]?.max).toBe(0)
  })

  it('of pixels is its own raster', async () => {
    const bytes = await sharp(await madePhoto(1200, 900))
      .png()
      .toBuffer()
    const given = await order(bytes, 'image/png')
    const work = await makeGraphic(given)
    expect(roles(work)).toEqual(['raster 1200×900', 'preview 1024×768', 'thumb 320×240', 'comp 1024×768'])
    expect(work.made[0]?.path).toBe(given.path)
  })

  it.runIf(hasGhostscript)(
    'that is an EPS is drawn by Ghostscript, which may open no other file and not go on for ever',
    async () => {
      expect(roles(await makeGraphic(await order(eps, 'application/postscript')))).toEqual([
        ...['eps null×null', 'raster 2400×1200', 'preview 1024×512', 'thumb 320×160', 'comp 1024×512'],
      ])
      const thief = eps.replace('0 0 100 100 rectfill', '(/etc/passwd) (r) file pop')
      const work = await makeGraphic(await order(thief, 'application/postscript'))
      expect(roles(work)).toEqual(['eps null×null'])
      expect(work.remark).toBe('no preview could be made: Error: /invalidfileaccess in --file--')
    },
    60_000,
  )

  it.runIf(drawsPdf)(
    'that is a PDF, or an AI made of one, is drawn',
    async () => {
      const work = await makeGraphic(await order(pdf, 'application/illustrator'))
      expect(roles(work).slice(0, 2)).toEqual(['ai null×null', expect.stringMatching(/^raster (2400×1600|625×417)$/u)])
    },
    60_000,
  )

  it('goes out without a preview where the tools are missing, and the remark says which', async () => {
    const path = process.env.PATH
    process.env.PATH = folder
    try {
      const ofEps = await makeGraphic(await order(eps, 'application/postscript'))
      expect(roles(ofEps)).toEqual(['eps null×null'])
      expect(ofEps.remark).toMatch(/^Ghostscript is not installed on the server: /u)
      const ofPdf = await makeGraphic(await order(pdf, 'application/pdf'))
      expect(roles(ofPdf)).toEqual(['pdf null×null'])
      expect(ofPdf.remark).toMatch(/^neither pdftoppm \(poppler-utils\) nor Ghostscript is installed/u)
    } finally {
      process.env.PATH = path
    }
  })
})

describe('a file', () => {
  it('is passed on as it is', async () => {
    const given = await order('name;amount\n', 'text/csv')
    const work = await makeFile(given)
    expect(roles(work)).toEqual(['original null×null'])
    expect(await readFile(work.made[0]?.path ?? '', 'utf8')).toBe('name;amount\n')
  })

  it.runIf(drawsPdf)(
    'that is a PDF shows its first page',
    async () => {
      const work = await makeFile(await order(pdf, 'application/pdf'))
      expect(work.made.map(each => each.role)).toEqual(['original', 'preview', 'thumb', 'comp'])
    },
    60_000,
  )
})

it('the size of an EPS is read from its bounding box', () => {
  expect(boundingPoints(Buffer.from(eps))).toBe(200)
  expect(boundingPoints(Buffer.from('%!PS\n%%BoundingBox: (atend)\n'))).toBeNull()
  expect(boundingPoints(Buffer.from('%!PS\n%%BoundingBox: 5 5 5 5\n'))).toBeNull()
})
