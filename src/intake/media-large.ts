import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../domain/refusal.ts'
import { type Taking, takeFile } from '../media/take.ts'
import type { Raw } from '../store/intake-raw.ts'
import { uploadId } from './media-upload-id.ts'
import type { Arrival } from './way.ts'

/** Says of an arrival that its bytes are kept as an upload, since they are too many to be kept with it. */
const uploadType = 'application/vnd.dateline.upload+json'

/** Takes a file that is too large to be an arrival in as an upload. @returns the arrival that stands for it, or why it is not taken */
export const largeFile = async (
  taking: Taking,
  { source, path, name }: { readonly source: string; readonly path: string; readonly name: string },
): Promise<Arrival | { readonly reason: string }> => {
  const found = await lstat(path)
  if (!found.isFile()) return { reason: 'it is no plain file' }
  const digest = await digestOf(path)
  try {
    const asset = await takeFile(taking, { path, fileName: name, addedBy: source, id: uploadId(source, digest) })
    if (asset.digest !== digest) return { reason: 'it was changed while it was read' }
    return {
      bytes: Buffer.from(JSON.stringify({ upload: asset.id, sha256: digest, bytes: asset.sizeBytes })),
      name,
      contentType: uploadType,
      headers: { 'last-modified': found.mtime.toUTCString() },
    }
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message }
    throw error
  }
}

/** The upload that a raw stands for; null: it stands for itself. */
export const uploadIn = ({ contentType, bytes }: Pick<Raw, 'contentType' | 'bytes'>): string | null => {
  if (contentType !== uploadType) return null
  try {
    const { upload } = JSON.parse(Buffer.from(bytes).toString())
    return typeof upload === 'string' ? upload : null
  } catch {
    return null
  }
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
