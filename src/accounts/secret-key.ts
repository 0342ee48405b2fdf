import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '../store/setup-error.ts'

/** What says where the key of sealed credentials is. */
export interface KeySettings {
  readonly secretKey: Buffer | null
  readonly databaseUrl: string | null
  readonly dataDir: string
}

/**
 * The key with which credentials are sealed: SECRET_KEY, or, with the embedded database, the one in DATA_DIR/secret.key (0600). Several processes
 * share an external database, so there the operator must give it.
 * @param options `make`: where there is no file, it is made @returns null where there is none
 * @throws SetupError where the file is not what was written
 */
export const secretKeyOf = (
  { secretKey, databaseUrl, dataDir }: KeySettings,
  options: { readonly make: boolean },
): Buffer | null => {
  if (secretKey !== null || databaseUrl !== null) return secretKey
  const file = join(dataDir, 'secret.key')
  return readKey(file) ?? (options.make ? makeKey(dataDir, file) : null)
}

const makeKey = (dataDir: string, file: string): Buffer => {
  mkdirSync(dataDir, { recursive: true })
  const partial = `${file}.${process.pid}`
  writeFileSync(partial, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  try {
    // Of two processes that make one at the same time, the first stands.
    linkSync(partial, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(partial, { force: true })
  }
  const made = readKey(file)
  if (made === null) throw new SetupError(`${file} cannot be read back.`)
  return made
}

const readKey = (file: string): Buffer | null => {
  try {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
    if (key.length !== 32) throw new SetupError(`${file} holds no key of 32 bytes in base64.`)
    return key
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
