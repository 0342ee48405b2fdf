import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupError } from '../setup-error.ts'
import type { Account } from './account.ts'

/** Where root keeps what the unprivileged server must reach when the folder asked for cannot be reached. */
const systemDirectory = '/var/lib/dateline'

/** Whether `account` may pass through this folder and all above it, by their modes (1 = execute). */
export const canReach = (account: Account, directory: string): boolean => {
  if (account === null) return true
  const parent = dirname(directory)
  return allows(account, directory, 0o1) && (parent === directory || canReach(account, parent))
}

/** Whether the mode of one file or folder grants `account` the bits asked for (4 read, 2 write, 1 execute). */
export const allows = (account: Account, path: string, bits: number): boolean => {
  if (account === null) return true
  const { uid, gid, mode } = statSync(path)
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
  return ((mode >> shift) & bits) === bits
}

/**
 * A folder, ours and 0755, that `account` can reach: `wished` when it can, otherwise `/var/lib/dateline`.
 * @throws SetupError when neither can be made or reached
 */
export const reachableDirectory = (account: Account, wished: string): string => {
  if (account === null || canReach(account, wished)) return wished
  try {
    if (!existsSync(systemDirectory)) {
      mkdirSync(systemDirectory, { recursive: true })
      chmodSync(systemDirectory, 0o755)
    }
    if (canReach(account, systemDirectory)) return systemDirectory
  } catch {
    // The refusal below says it for every cause.
  }
  throw new SetupError(
    `PostgreSQL runs as user id ${account.uid}, which cannot reach ${wished}, and ${systemDirectory} could not be used instead: ` +
      'choose a DATA_DIR outside closed folders, start Dateline as another user, or set DATABASE_URL.',
  )
}

/** Makes DATA_DIR; what we make as root others may pass through (0711) but not list. @throws SetupError where it cannot be a folder of ours */
export const makeDataDirectory = (directory: string, account: Account): void => {
  if (existsSync(directory)) {
    if (!statSync(directory).isDirectory()) throw new SetupError(`DATA_DIR ${directory} is not a folder.`)
    return
  }
  const made = make(directory)
  for (let path = directory; made && path.length >= made.length; path = join(path, '..'))
    chmodSync(path, account === null ? 0o700 : 0o711)
}

const make = (directory: string): string | undefined => {
  try {
    return mkdirSync(directory, { recursive: true })
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error
    throw new SetupError(`DATA_DIR ${directory} cannot be made (${why}): choose a folder that this user may write to.`)
  }
}
