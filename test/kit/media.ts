import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { noFacts, noPackets } from '../../src/domain/file-facts.ts'
import type { MediaFacts, RenditionRole } from '../../src/domain/media.ts'
import type { Content } from '../../src/domain/version.ts'
import type { Blobs } from '../../src/media/blobs.ts'
import { createDiskBlobs } from '../../src/media/blobs-disk.ts'
import {
  type Asset,
  type AssetType,
  assetOf,
  finishAsset,
  insertAsset,
  type Made,
  makeAssetId,
} from '../../src/store/asset.ts'
import type { Db } from '../../src/store/db.ts'

/** A picture that nobody took: two gradients, or one colour. */
export const madePhoto = (width = 640, height = 480, colour = 40): Promise<Buffer> => {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x)
      pixels[at] = (255 * x) / width
      pixels[at + 1] = (255 * y) / height
      pixels[at + 2] = colour
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer()
}

/** A store of files in a folder of its own. */
export const freshBlobs = async (): Promise<Blobs & { readonly folder: string; stop(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-blobs-'))
  return { ...createDiskBlobs(join(folder, 'blobs')), folder, stop: () => rm(folder, { recursive: true, force: true }) }
}

/** Bytes as a kept file. */
export const keptBytes = async (blobs: Blobs, bytes: Uint8Array): Promise<{ digest: string; sizeBytes: number }> => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-bytes-'))
  try {
    await writeFile(join(folder, 'file'), bytes)
    return await blobs.keep(join(folder, 'file'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface ReadyParts {
  readonly type?: AssetType
  readonly fileName?: string
  readonly contentType?: string
  /** By role: bytes and their media type. */
  readonly files: Partial<
    Record<RenditionRole, { bytes: Uint8Array; contentType: string; width?: number; height?: number }>
  >
  readonly original?: Uint8Array
}

/** An upload that is ready, as the workshop would have left it, without one. */
export const readyAsset = async (db: Db, blobs: Blobs, parts: ReadyParts): Promise<Asset> => {
  const { type = 'picture', fileName = 'harbour.jpg', contentType = 'image/jpeg', files, original } = parts
  const id = makeAssetId()
  const first = Object.values(files)[0]
  const kept = await keptBytes(blobs, original ?? first?.bytes ?? Buffer.from(fileName))
  await insertAsset(db, {
    ...{
      id,
      type,
      fileName,
      contentType,
      ...kept,
      facts: noFacts,
      packets: noPackets,
      fingerprint: null,
      addedBy: 'kit',
    },
    ...{ widthPixels: null, heightPixels: null, durationSeconds: null },
  })
  const made: Made[] = []
  for (const [role, file] of Object.entries(files)) {
    const bytes = await keptBytes(blobs, file.bytes)
    const { width = null, height = null } = file
    made.push({
      role: role as RenditionRole,
      ...bytes,
      contentType: file.contentType,
      widthPixels: width,
      heightPixels: height,
      durationSeconds: null,
    })
  }
  await finishAsset(db, { id, generation: 1, made, remark: null })
  const asset = await assetOf(db, id)
  if (asset === null) throw new Error('the asset was not written')
  return asset
}

/** A picture in the usual sizes, ready. */
export const readyPicture = async (db: Db, blobs: Blobs, colour = 40): Promise<Asset> => {
  const [print, web, preview, thumb, comp] = await Promise.all(
    [1200, 600, 400, 160, 401].map(width => madePhoto(width, Math.round((width * 2) / 3), colour)),
  )
  const file = (bytes: Buffer | undefined, width: number) => ({
    ...{ bytes: bytes ?? Buffer.alloc(1), contentType: 'image/jpeg', width, height: Math.round((width * 2) / 3) },
  })
  return readyAsset(db, blobs, {
    files: {
      print: file(print, 1200),
      web: file(web, 600),
      preview: file(preview, 400),
      thumb: file(thumb, 160),
      comp: file(comp, 401),
    },
  })
}

/** What an item says of an upload. */
export const mediaOf = (
  { id, renditions }: Asset,
  parts: Partial<MediaFacts> = {},
): Pick<Content, 'renditions' | 'media'> => ({
  renditions,
  media: { assets: [id], altText: null, takenAt: null, place: null, persons: [], credit: null, focus: null, ...parts },
})
