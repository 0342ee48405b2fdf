import { type Bytes, unsafe } from './bytes.ts'
import { layoutOfGif } from './gif.ts'
import { layoutOfHeif } from './heif.ts'
import { layoutOfJpeg } from './jpeg.ts'
import type { Layout } from './layout.ts'
import { layoutOfPng } from './png.ts'
import { layoutOfTiff } from './tiff.ts'
import { layoutOfWebp } from './webp.ts'

/** As libvips: 16,383 × 16,383. */
const mostPixels = 0x3fff ** 2
const mostPixelsInAll = 2 ** 30

const layouts: Readonly<Record<string, (bytes: Bytes) => Promise<Layout>>> = {
  'image/jpeg': layoutOfJpeg,
  'image/png': layoutOfPng,
  'image/gif': layoutOfGif,
  'image/webp': layoutOfWebp,
  'image/tiff': layoutOfTiff,
  'image/heic': layoutOfHeif,
  'image/heif': layoutOfHeif,
  'image/avif': layoutOfHeif,
}

/** How a picture lies in its file. @throws Refusal `unsafe-file` for one that is cut off, has no size, or more pixels than are opened */
export const checkPicture = async (bytes: Bytes, contentType: string): Promise<Layout | null> => {
  const layout = await layouts[contentType]?.(bytes)
  if (layout === undefined) return null
  const { widthPixels, heightPixels, frames } = layout
  const size = `${widthPixels} × ${heightPixels} pixels`
  if (widthPixels < 1 || heightPixels < 1) throw unsafe(`says that it has ${size}`)
  if (widthPixels * heightPixels > mostPixels)
    throw unsafe(`says that it has ${size}; at most ${mostPixels} in all are opened`)
  if (widthPixels * heightPixels * frames > mostPixelsInAll)
    throw unsafe(`says that it has ${frames} frames of ${size}; at most ${mostPixelsInAll} in all are opened`)
  return layout
}
