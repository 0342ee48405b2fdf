import { noteBlob } from '../store/asset.ts'
import type { Db } from '../store/db.ts'
import type { Blobs } from './blobs.ts'

/**
 * Keeps a file so that no sweep takes it away before something refers to it: what has just been noted stays for a day. Where its bytes lay there from before
 * and were swept a moment ago, they are kept again.
 */
export const keepFile = async (
  { db, blobs }: { readonly db: Db; readonly blobs: Blobs },
  path: string,
): Promise<{ readonly digest: string; readonly sizeBytes: number }> => {
  const kept = await blobs.keep(path)
  // Waits for a sweep that has this digest in hand.
  await noteBlob(db, kept)
  if ((await blobs.size(kept.digest)) === null) await blobs.keep(path)
  return kept
}
