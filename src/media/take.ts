import { Refusal } from '../domain/refusal.ts'
import { type Asset, type AssetType, assetOf, insertAsset, makeAssetId } from '../store/asset.ts'
import type { Db } from '../store/db.ts'
import type { Blobs } from './blobs.ts'
import { fileNameOf } from './file-name.ts'
import { keepFile } from './keep.ts'
import type { Workshop } from './make/workshop.ts'

/** What taking a file needs. */
export interface Taking {
  readonly db: Db
  readonly blobs: Blobs
  readonly workshop: Pick<Workshop, 'inspect'>
}

/** A file of this machine that somebody brought in. */
export interface Brought {
  readonly path: string
  /** As its sender calls it; what cannot stand in a file name is taken out. */
  readonly fileName: string
  /** A person, a source, or the command line. */
  readonly addedBy: string
  /** What the sender says that it is, where a file may be one thing or another: a picture or a PDF that is a graphic, or anything that is to go out as a file. */
  readonly as?: AssetType | null
  /** The asset's id, where the sender chose one before; the same id again gives the same asset. */
  readonly id?: string
  /** The SHA-256 that its sender gives, hex; null: none. */
  readonly digest?: string | null
}

/**
 * Takes a file in: looked at apart, its bytes kept, then written down as an upload that waits for its renditions. Wherever this ends half way, nothing is
 * seen of it; bytes that nobody refers to are swept later. The same file may come again and is then an upload of its own over the same bytes.
 * @throws Refusal `unsafe-file` with the reason, `bad-input` where it is not what its sender says, or not the bytes that were sent
 */
export const takeFile = async ({ db, blobs, workshop }: Taking, brought: Brought): Promise<Asset> => {
  const { path, addedBy, as = null, id = makeAssetId(), digest = null } = brought
  const taken = await assetOf(db, id)
  if (taken !== null) return taken
  const fileName = fileNameOf(brought.fileName)
  const inspection = await workshop.inspect({ path, fileName })
  const type = typeAs(inspection, as)
  const kept = await keepFile({ db, blobs }, path)
  if (digest !== null && digest !== kept.digest)
    throw new Refusal('bad-input', `sha256: the bytes that came have ${kept.digest}; send them again`, {
      field: 'sha256',
    })
  try {
    await insertAsset(db, { ...inspection, ...kept, id, type, fileName, addedBy })
  } catch (error) {
    // Somebody else with the same id was quicker.
    const theirs = await assetOf(db, id)
    if (theirs !== null) return theirs
    throw error
  }
  const asset = await assetOf(db, id)
  if (asset === null) throw new Error(`the upload ${id} was written and is not there`)
  return asset
}

/** Media types of pictures that may be a graphic drawn in pixels. */
const rasters = ['image/png', 'image/jpeg', 'image/tiff', 'image/webp', 'image/gif']

/** What a file is brought in as: as its bytes are, unless the sender says otherwise and it can be that. @throws Refusal `bad-input` */
export const typeAs = (
  { type, contentType }: { readonly type: AssetType; readonly contentType: string },
  as: AssetType | null,
): AssetType => {
  if (as === null || as === type || as === 'file') return as ?? type
  if (as === 'graphic' && (contentType === 'application/pdf' || rasters.includes(contentType))) return as
  const detail = `as: this is a ${type} (${contentType}) and cannot be taken as a ${as}`
  throw new Refusal('bad-input', detail, { field: 'as' })
}
