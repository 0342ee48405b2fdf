import { constants } from 'node:fs'
import { access, link, open, rename, unlink } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A file's bytes; or that somebody is still writing it, or has taken it away; or why it cannot be read. */
export type ReadFile =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array; readonly modified: Date }
  | { readonly kind: 'changing' }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Reads a plain file that must not change meanwhile; links are not followed, and nothing is waited for. */
export const readWhole = async (file: string, mostBytes: number): Promise<ReadFile> => {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const before = await handle.stat()
      if (!before.isFile()) return { kind: 'unreadable', reason: 'it is no plain file' }
      if (before.size > mostBytes) return { kind: 'unreadable', reason: `it is larger than ${mostBytes} bytes` }
      const bytes = Buffer.alloc(before.size)
      let length = 0
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length)
        if (bytesRead === 0) return { kind: 'changing' }
        length += bytesRead
      }
      const after = await handle.stat()
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) return { kind: 'changing' }
      return { kind: 'whole', bytes, modified: after.mtime }
    } finally {
      await handle.close()
    }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT') return { kind: 'changing' }
    return { kind: 'unreadable', reason: code === 'ELOOP' ? 'it is a link' : `it cannot be read (${code})` }
  }
}

const mostNames = 1_000

/** Moves a file into a folder of the same file system without writing over another: the second of a name gets `.2` before its ending. @returns what went wrong, in a sentence; null: nothing */
export const moveInto = async (folder: string, file: string, name: string): Promise<string | null> => {
  try {
    for (let n = 1; n <= mostNames; n++) {
      const to = join(
        folder,
        n === 1 ? name : `${name.slice(0, name.length - extname(name).length)}.${n}${extname(name)}`,
      )
      if (await moveTo(file, to)) return null
    }
    return `${folder} holds ${mostNames} files of its name`
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : `it cannot be moved to ${folder} (${codeOf(error)})`
  }
}

/** @returns false where there is a file of that name */
const moveTo = async (file: string, to: string): Promise<boolean> => {
  try {
    // Unlike a rename, a link does not replace what is there.
    await link(file, to)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') return false
    if (!noLinks.includes(code)) throw error
    if (await exists(to)) return false
    await rename(file, to)
    return true
  }
  await unlink(file)
  return true
}

/** Of file systems without links, and of kernels that let nobody link what they may not write. */
const noLinks = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** The code of an error of the system, `ENOENT`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
