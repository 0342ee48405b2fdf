import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mostDocumentBytes } from '../../formats/read/charset.ts'
import { type Terminal, UsageError } from '../commands/terminal.ts'

/** A document to be read: its name as given or found, and its bytes, or why there are none. */
export interface Input {
  readonly name: string
  readonly bytes: Uint8Array | null
  readonly failure: string | null
}

/** The documents of the paths in their order: files, everything in folders and below (names with a dot in front passed over), `-` the standard input. One is in
 *  memory at a time. @throws UsageError before the first, where a path is not there */
export async function* inputsOf(terminal: Pick<Terminal, 'stdin'>, paths: readonly string[]): AsyncGenerator<Input> {
  const files: string[] = []
  for (const path of paths) files.push(...(path === '-' ? [path] : await filesAt(path)))
  for (const name of files) yield name === '-' ? await readStandardInput(terminal) : await readNamed(name)
}

const filesAt = async (path: string): Promise<string[]> => {
  const found = await stat(path).catch(error => {
    throw new UsageError(`${path}: ${reasonOf(error)}`)
  })
  if (!found.isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true })
  const names = entries.filter(each => !each.name.startsWith('.')).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const lists = await Promise.all(
    names.map(each => {
      const inner = join(path, each.name)
      // Links to folders may lead in a ring.
      return each.isDirectory() ? filesAt(inner) : each.isFile() || each.isSymbolicLink() ? [inner] : []
    }),
  )
  return lists.flat()
}

const tooLarge = `larger than ${mostDocumentBytes} bytes`

const readNamed = async (name: string): Promise<Input> => {
  try {
    const found = await stat(name)
    if (found.size > mostDocumentBytes) return { name, bytes: null, failure: tooLarge }
    return { name, bytes: await readFile(name), failure: null }
  } catch (error) {
    return { name, bytes: null, failure: reasonOf(error) }
  }
}

const readStandardInput = async ({ stdin }: Pick<Terminal, 'stdin'>): Promise<Input> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > mostDocumentBytes) return { name: '-', bytes: null, failure: tooLarge }
    chunks.push(bytes)
  }
  return { name: '-', bytes: Buffer.concat(chunks), failure: null }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  ELOOP: 'its links lead in a ring',
}

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (code || String(error))
}
