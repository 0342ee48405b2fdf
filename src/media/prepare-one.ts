import { rm } from 'node:fs/promises'
import type { Asset, Made } from '../store/asset.ts'
import type { Db } from '../store/db.ts'
import type { Blobs } from './blobs.ts'
import { keepFile } from './keep.ts'
import { makeWorkFolder } from './make/work-folder.ts'
import type { MadeFile, Work, Workshop } from './make/workshop.ts'

interface Parts {
  readonly db: Db
  readonly blobs: Blobs
  readonly workshop: Pick<Workshop, 'make'>
  readonly agencyName: string
}

/** Has the renditions of an upload made and keeps their bytes; nothing is put in place yet. Whatever lay about meanwhile is gone in the end. */
export const preparedWork = async (
  { db, blobs, workshop, agencyName }: Parts,
  asset: Asset,
  signal: AbortSignal,
): Promise<Omit<Work, 'made'> & { readonly made: readonly Made[] }> => {
  const file = await blobs.file(asset.digest)
  const folder = await makeWorkFolder()
  try {
    const { fileName, type, contentType, edit } = asset
    const order = { path: file.path, fileName, type, contentType, edit, watermark: agencyName, folder }
    const work = await workshop.make(order, signal)
    const made: Made[] = []
    for (const each of work.made) {
      const isItself = each.path === file.path
      const kept = isItself
        ? { digest: asset.digest, sizeBytes: asset.sizeBytes }
        : await keepFile({ db, blobs }, each.path)
      made.push({ ...withoutPath(each), ...kept })
    }
    return { ...work, made }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await file.release()
  }
}

const withoutPath = ({ path: _, ...rest }: MadeFile): Omit<MadeFile, 'path'> => rest
