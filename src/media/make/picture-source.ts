import type { Metadata, Sharp } from 'sharp'
import { Refusal } from '../../domain/refusal.ts'
import type { PixelSize } from './crop.ts'
import { isRgbProfile } from './icc.ts'

/** Pictures of more pixels are not opened: 16,383 × 16,383, as in libvips. */
const mostPixels = 0x3fff ** 2
/** Everything for screens is made of this, so that a large picture is decoded twice and not nine times. */
const masterPixels = 3200

/** A picture that was opened once. */
export interface PictureSource {
  /** As it is meant to be seen: turned as its EXIF says. */
  readonly size: PixelSize
  /** Whether its colours are RGB of a profile of its own, which print keeps. */
  readonly hasOwnProfile: boolean
  /** What is wrong with it, for desks; null: nothing. */
  readonly damage: string | null
  /** Its first frame upright, on white where it can be seen through, in its own colours. */
  open(): Sharp
  /** The same in sRGB of 8 bits, its long edge at most 3,200 pixels. */
  readonly master: { open(): Sharp; readonly size: PixelSize }
}

/**
 * Opens a picture. One with wrong bytes in it that is whole all the same is opened with a remark, as viewers would show it; one that is cut off is not, for
 * nobody prints half a picture. @throws Refusal `unsafe-file`
 */
export const openPicture = async (path: string): Promise<PictureSource> => {
  const { default: sharp } = await import('sharp')
  const open = (failOn: 'warning' | 'error') =>
    sharp(path, { limitInputPixels: mostPixels, failOn }).autoOrient().flatten({ background: '#ffffff' })
  const metadata = await sharp(path, { limitInputPixels: mostPixels, failOn: 'error' }).metadata().catch(refused)
  const masterWith = (failOn: 'warning' | 'error') =>
    open(failOn)
      .resize({ width: masterPixels, height: masterPixels, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
  let damage: string | null = null
  const { data, info } = await masterWith('warning').catch(error => {
    damage = `the file is damaged, and parts of the picture may look wrong (${sentenceOf(error)})`
    return masterWith('error').catch(refused)
  })
  const { width, height, channels } = info
  return {
    size: sizeOf(metadata),
    hasOwnProfile: (metadata.space === 'srgb' || metadata.space === 'rgb16') && isRgbProfile(metadata.icc),
    damage,
    open: () => open(damage === null ? 'warning' : 'error'),
    master: { size: { width, height }, open: () => sharp(data, { raw: { width, height, channels } }) },
  }
}

/** Width and height of a picture as it is meant to be seen, by its header. @throws Refusal `unsafe-file` */
export const measuresOf = async (path: string): Promise<{ widthPixels: number; heightPixels: number }> => {
  const { default: sharp } = await import('sharp')
  const { width, height } = sizeOf(await sharp(path, { limitInputPixels: mostPixels }).metadata().catch(refused))
  return { widthPixels: width, heightPixels: height }
}

const sizeOf = ({ autoOrient }: Metadata): PixelSize => ({ width: autoOrient.width, height: autoOrient.height })

/** @throws Refusal `unsafe-file` with the decoder's words in brackets; the error itself where there is no file, which is not the picture's fault */
export const refused = (error: unknown): never => {
  const said = sentenceOf(error)
  if (/file is missing/u.test(said)) throw error
  if (/compression format|codec/iu.test(said))
    throw new Refusal(
      'unsafe-file',
      `the picture is in a coding that cannot be opened here, as HEIC of phones is; send it as JPEG (${said})`,
    )
  if (/pixel limit/iu.test(said))
    throw new Refusal('unsafe-file', `the picture has more than ${mostPixels} pixels, the most that is opened`)
  throw new Refusal('unsafe-file', `the picture is cut off or damaged and cannot be opened; send it again (${said})`)
}

/** What a decoder says, without its paths and its attempts to read on. */
const sentenceOf = (error: unknown): string => {
  const said = error instanceof Error ? error.message : String(error)
  const lines = said
    .split('\n')
    .map(line => line.replaceAll(/(?:\/[^\s/:]+)+:? ?/gu, '').trim())
    .filter(line => line !== '' && !line.startsWith('bad seek'))
  return lines.join('; ').slice(0, 300) || 'it ends too early'
}
