import { constants } from 'node:fs'
import { copyFile, lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileOutcome } from './media-fetch.ts'
import { moveInto } from './ways/folder-files.ts'
import { folderPlaces, folderSettings } from './ways/folder-settings.ts'

const scheme = 'beside:'

/** The address of a file that lies beside the document that names it; null where that is no plain name. */
export const besideAddress = (name: string): string | null =>
  /^[^/\\:]{1,255}$/u.test(name) && !name.startsWith('.') ? `${scheme}${name}` : null

/** The name of a file beside its document; null for an address of another kind. */
export const besideName = (address: string): string | null =>
  address.startsWith(scheme) ? address.slice(scheme.length) : null

/** Takes a copy of a file in the folder of a source, or in that of files that were taken. It may come later than its document. */
export const copyBeside = async (
  settings: unknown,
  { name, path, mostBytes }: { readonly name: string; readonly path: string; readonly mostBytes: number },
): Promise<FileOutcome> => {
  const { settleSeconds, ...places } = folderSettings.parse(settings)
  for (const folder of [places.path, folderPlaces(places).done]) {
    const file = join(folder, name)
    const found = await lstat(file).catch(() => null)
    if (found === null || !found.isFile()) continue
    if (found.size > mostBytes) return { kind: 'refused', reason: `${name} is larger than ${mostBytes} bytes` }
    const restMs = settleSeconds * 1_000 - Math.abs(Date.now() - found.mtimeMs)
    if (restMs > 0) return { kind: 'failed', reason: `${name} is still being written`, retryAfterMs: restMs }
    await copyFile(file, path, constants.COPYFILE_FICLONE)
    return { kind: 'fetched', fileName: name }
  }
  return { kind: 'failed', reason: `there is no ${name} beside it`, retryAfterMs: null }
}

/** Moves a file that has been taken in to those that were taken, if it is not there yet. */
export const putAside = async (settings: unknown, name: string): Promise<void> => {
  const places = folderSettings.parse(settings)
  await moveInto(folderPlaces(places).done, join(places.path, name), name)
}
