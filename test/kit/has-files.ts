import type { Content } from '../../src/domain/version.ts'
import type { Blobs } from '../../src/media/blobs.ts'
import type { Db } from '../../src/store/db.ts'
import { mediaOf, readyAsset } from './media.ts'

/** What is neither words nor a picture. */
export type Kind = 'video' | 'graphic' | 'file'

/** Files of a video, a graphic or a document, ready; of what they say they are no more than the beginning. */
export const readyFiles = async (db: Db, blobs: Blobs, kind: Kind): Promise<Pick<Content, 'renditions' | 'media'>> => {
  const file = (words: string, contentType: string) => ({
    bytes: Buffer.from(words.padEnd(4_000, '.')),
    contentType,
  })
  if (kind === 'video') {
    const sizes = { hd: file('hd', 'video/mp4'), web: file('web', 'video/mp4'), sd: file('sd', 'video/mp4') }
    const made = { type: kind, fileName: 'river.mp4', contentType: 'video/mp4', files: sizes }
    return mediaOf(await readyAsset(db, blobs, made))
  }
  if (kind === 'graphic') {
    const files = {
      ai: file('%!PS ai', 'application/illustrator'),
      eps: file('%!PS eps', 'application/postscript'),
      pdf: file('%PDF-1.4', 'application/pdf'),
      raster: file('raster', 'image/png'),
    }
    return mediaOf(
      await readyAsset(db, blobs, { type: kind, fileName: 'water.ai', contentType: 'application/illustrator', files }),
    )
  }
  const original = file('year,metres', 'text/csv')
  return mediaOf(
    await readyAsset(db, blobs, {
      ...{ type: kind, fileName: 'gauges.csv', contentType: 'text/csv', files: { original } },
    }),
  )
}
