import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serverAccount } from './account.ts'
import { findBinaries, platformPackage } from './binaries.ts'

const account = serverAccount(null)
const { version } = platformPackage()
let directory: string
let root: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dateline-binaries-'))
  chmodSync(directory, 0o755)
  root = join(directory, 'package')
  cpSync(platformPackage().root, root, { recursive: true, verbatimSymlinks: true })
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

const links = (): string[] =>
  JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')).map(({ target }: { target: string }) =>
    join(root, target),
  )

const versionOf = (program: string): string =>
  execFileSync(program, ['--version'], { ...(account ?? {}), cwd: '/', encoding: 'utf8' })

test('links that a blocked install script has not made are made', () => {
  for (const link of links()) rmSync(link, { force: true })
  const binaries = findBinaries(account, directory, { root, version })
  expect(binaries.initdb).toBe(join(root, 'native', 'bin', 'initdb'))
  expect(links().every(link => lstatSync(link).isSymbolicLink())).toBe(true)
  expect(versionOf(binaries.initdb)).toContain(`(PostgreSQL) ${binaries.major}.`)
})

test.runIf(account !== null)('a package that its account cannot reach or run is copied, once, to where it can', () => {
  execFileSync('chmod', ['-R', 'go-rwx', root])
  const place = join(directory, 'place')
  mkdirSync(place, { mode: 0o755 })
  const binaries = findBinaries(account, place, { root, version })
  expect(binaries.postgres).toBe(join(place, `native-${version}`, 'bin', 'postgres'))
  expect(versionOf(binaries.postgres)).toContain(`(PostgreSQL) ${binaries.major}.`)
  const copied = lstatSync(binaries.postgres).ino
  expect(lstatSync(findBinaries(account, place, { root, version }).postgres).ino).toBe(copied)
})
