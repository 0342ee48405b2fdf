import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { SetupError } from '../store/setup-error.ts'
import type { BlobPlace } from './blob-place.ts'
import type { Blobs } from './blobs.ts'
import { createDiskBlobs } from './blobs-disk.ts'

/** Opens where the bytes of files are kept. The client for S3 is loaded only where there is one. @throws SetupError where nothing can be kept there */
export const openBlobs = async ({ blobs: place }: { readonly blobs: BlobPlace }): Promise<Blobs> => {
  if (place.kind === 's3') return (await import('./blobs-s3.ts')).openS3Blobs(place)
  try {
    await mkdir(place.path, { recursive: true, mode: 0o700 })
    await access(place.path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new SetupError(
      `BLOBS: nothing can be kept in ${place.path}: ${error instanceof Error ? error.message : error}`,
    )
  }
  return createDiskBlobs(place.path)
}
