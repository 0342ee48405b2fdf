import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutputInfo, Sharp } from 'sharp'
import { type CropName, cropRatios, type RenditionRole } from '../../domain/media.ts'
import { cropBox } from './crop.ts'
import { openPicture, type PictureSource } from './picture-source.ts'
import { watermarked } from './watermark.ts'
import type { MadeFile, Order, Work } from './workshop.ts'

/** Long edges in pixels; no picture is ever enlarged. */
const longEdges = { print: 5000, web: 1280, preview: 1024, thumb: 320 } as const
/** Widths of crops; one that would be narrower is not made. */
const cropWidths = { most: 1600, least: 320 } as const

/**
 * Makes the renditions of a picture, JPEG all: `print`, `web`, `preview`, `thumb`, `comp`, and the crops for which it is large enough. Print keeps a colour
 * profile of its own if it is one of RGB; everything else is sRGB, and CMYK is turned into it, since newsrooms expect RGB. EXIF, IPTC and XMP
 * are left out: what the item says is written in on delivery. The same file makes the same bytes.
 * @throws Refusal `unsafe-file`
 */
export const makePicture = async ({ path, folder, edit, watermark }: Order): Promise<Work> => {
  const source = await openPicture(path)
  const at = (role: RenditionRole) => join(folder, `${role}.jpg`)
  const within = (picture: Sharp, edge: number) =>
    picture.resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
  const saved = async (role: RenditionRole, picture: Sharp): Promise<MadeFile> =>
    madeOf(role, at(role), await picture.toFile(at(role)))
  const screen = (edge: number) => within(source.master.open(), edge).withIccProfile('srgb')

  const large = within(source.open(), longEdges.print)
  const inColour = source.hasOwnProfile ? large.keepIccProfile() : large.withIccProfile('srgb')
  const print = await saved('print', inColour.jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false }))
  const web = await saved('web', screen(longEdges.web).jpeg({ quality: 82, mozjpeg: true }))
  const preview = await saved('preview', screen(longEdges.preview).jpeg({ quality: 80 }))
  const thumb = await saved('thumb', screen(longEdges.thumb).jpeg({ quality: 80 }))
  const { comp, size } = await compOf(screen(longEdges.preview), watermark)
  await writeFile(at('comp'), comp)
  const crops: MadeFile[] = []
  for (const name of Object.keys(cropRatios) as CropName[]) {
    const cut = croppedTo(source, name, edit)
    if (cut !== null) crops.push(await saved(name, cut.withIccProfile('srgb').jpeg({ quality: 84 })))
  }
  const tooSmall = (Object.keys(edit.crops) as CropName[]).filter(name => !crops.some(({ role }) => role === name))
  const remarks = [
    ...(source.damage === null ? [] : [source.damage]),
    ...tooSmall.map(name => `the crop ${name} is narrower than ${cropWidths.least} pixels and was not made`),
  ]
  return {
    made: [print, web, preview, thumb, madeOf('comp', at('comp'), size), ...crops],
    remark: remarks.length === 0 ? null : remarks.join('; '),
    durationSeconds: null,
    size: { widthPixels: source.size.width, heightPixels: source.size.height },
  }
}

const madeOf = (
  role: RenditionRole,
  path: string,
  { width, height }: Pick<OutputInfo, 'width' | 'height'>,
): MadeFile => ({
  ...{ role, path, contentType: 'image/jpeg', widthPixels: width, heightPixels: height, durationSeconds: null },
})

/** A preview under its watermark, coarser than what is sold. */
const compOf = async (preview: Sharp, watermark: string) => {
  const { data, info } = await preview.jpeg({ quality: 90 }).toBuffer({ resolveWithObject: true })
  return { comp: await watermarked(data, watermark), size: info }
}

/** A part of the picture, of the master where that has pixels enough; null: it would be too small. */
const croppedTo = (source: PictureSource, name: CropName, edit: Order['edit']): Sharp | null => {
  const box = cropBox(source.size, name, edit)
  if (box.width < cropWidths.least) return null
  const width = Math.min(box.width, cropWidths.most)
  const ofMaster = cropBox(source.master.size, name, edit)
  const [picture, part] =
    ofMaster.width >= width ? [source.master.open(), ofMaster] : [source.open().toColourspace('srgb'), box]
  return picture.extract(part).resize({ width, height: Math.round(width / cropRatios[name]), fit: 'fill' })
}
