import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { watermarked } from './watermark.ts'
import type { MadeFile, Order } from './workshop.ts'

const previewEdge = 1_024
const thumbEdge = 320
const mostPixels = 268_435_456

/** What screens show of something that is no picture itself, made of a picture of it: `preview`, `thumb` and the watermarked `comp`. */
export const madeForScreens = async (
  picture: Buffer,
  { folder, watermark }: Pick<Order, 'folder' | 'watermark'>,
): Promise<MadeFile[]> => {
  const { default: sharp } = await import('sharp')
  const inside = (edge: number, quality: number) =>
    sharp(picture, { limitInputPixels: mostPixels })
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer()
  const preview = await inside(previewEdge, 82)
  const made = { preview, thumb: await inside(thumbEdge, 78), comp: await watermarked(preview, watermark) }
  const files: MadeFile[] = []
  for (const role of ['preview', 'thumb', 'comp'] as const) {
    const path = join(folder, `${role}.jpg`)
    await writeFile(path, made[role])
    const { width, height } = await sharp(made[role]).metadata()
    files.push({
      role,
      path,
      contentType: 'image/jpeg',
      widthPixels: width,
      heightPixels: height,
      durationSeconds: null,
    })
  }
  return files
}
