import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../../src/domain/refusal.ts'
import { checkFile } from '../../src/media/check/check.ts'

let folder: string | null = null
let count = 0

/** What is said of bytes under a name: their type and media type, or why they are refused. Any other error goes on. */
export const checked = async (bytes: Uint8Array, name: string): Promise<string> => {
  folder ??= mkdtempSync(join(tmpdir(), 'dateline-checked-'))
  const path = join(folder, String(count++ % 50))
  writeFileSync(path, bytes)
  try {
    const { type, contentType } = await checkFile(path, name)
    return `${type} ${contentType}`
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unsafe-file') return `refused: ${error.message}`
    throw error
  }
}
