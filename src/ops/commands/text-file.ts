import { readFile } from 'node:fs/promises'
import { Refusal } from '../../domain/refusal.ts'
import { type Terminal, UsageError } from './terminal.ts'

/** A story is text; whatever is larger than this is not one. */
const mostBytes = 2 << 20

/** The text of a file, or of the standard input for `-`. @throws UsageError where it cannot be read, Refusal where it is too large or not UTF-8 */
export const readTextFile = async (terminal: Terminal, file: string): Promise<string> => {
  const bytes = file === '-' ? await readAll(terminal) : await readNamed(file)
  if (bytes.length > mostBytes)
    throw new Refusal('too-large', `file: larger than ${mostBytes} bytes`, { field: 'file' })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('bad-input', 'file: is not text in UTF-8', { field: 'file' })
  }
}

/** The bytes of a file, or of the standard input for `-`; of that at most 2 MiB. @throws UsageError where it cannot be read */
export const readBytes = (terminal: Terminal, file: string): Promise<Buffer> =>
  file === '-' ? readAll(terminal) : readNamed(file)

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
}

const readNamed = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new UsageError(`${file} cannot be read: ${reasons[code] ?? (code || error)}`)
  }
}

/** The standard input to its end. */
export const readAll = async ({ stdin }: Pick<Terminal, 'stdin'>): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    size += bytes.length
    if (size > mostBytes) break
  }
  return Buffer.concat(chunks)
}
