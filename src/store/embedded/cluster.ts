import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { SetupError } from '../setup-error.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

/**
 * Makes a cluster (PostgreSQL's word for a folder of databases) at `path`: UTF-8, C.UTF-8 from PostgreSQL itself so that no system locale
 * matters, page checksums, superuser `postgres` signing in with `password`. It appears at `path` complete and synced to disk, or not at all.
 */
export const createCluster = async (
  binaries: Binaries,
  account: Account,
  path: string,
  password: string,
): Promise<void> => {
  removeBroken(path)
  // A name of its own: the initdb of a start that was killed may still be writing for a moment.
  const work = mkdtempSync(`${path}.new-`)
  const passwordFile = join(work, 'password')
  const cluster = join(work, 'cluster')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) for (const file of [work, passwordFile]) chownSync(file, account.uid, account.gid)
  await runInitdb(binaries.initdb, account, [
    ...['-D', cluster, '-U', 'postgres', `--pwfile=${passwordFile}`],
    ...['--auth-local=scram-sha-256', '--auth-host=reject'],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    '--no-instructions',
  ])
  renameSync(cluster, path)
  rmSync(work, { recursive: true })
}

const removeBroken = (path: string): void => {
  for (const name of readdirSync(dirname(path)).filter(name => name.startsWith(`${basename(path)}.new-`))) {
    try {
      rmSync(join(dirname(path), name), { recursive: true, force: true })
    } catch {
      // The next first start tries again.
    }
  }
}

const runInitdb = (program: string, account: Account, args: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    // TZ spares initdb a search through every time zone of the system.
    const child = spawnAs(account, program, args)
    let said = ''
    child.stdout.resume()
    child.stderr.on('data', chunk => {
      said += chunk
    })
    child.once('error', error => reject(cannotRun(program, error.message)))
    child.once('close', code => (code === 0 ? resolve() : reject(cannotRun(program, said.trim() || `code ${code}`))))
  })

const spawnAs = (account: Account, program: string, args: string[]) => {
  try {
    return spawn(program, args, { ...(account ?? {}), cwd: '/', env: { TZ: 'UTC', LC_ALL: 'C' } })
  } catch (error) {
    // Node throws at once where the account may not be switched to (a container without CAP_SETUID).
    throw cannotRun(program, error instanceof Error ? error.message : String(error))
  }
}

/** A sentence for a program of PostgreSQL that did not run here. */
export const cannotRun = (program: string, reason: string): SetupError =>
  new SetupError(
    `${program} did not run on this machine (${reason}). If it cannot, set DATABASE_URL to a PostgreSQL 15 or later.`,
  )

/** The secret kept in `file` (0600), made at the first call. */
export const keptSecret = (file: string): string => {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const secret = randomBytes(24).toString('base64url')
  const partial = `${file}.new`
  writeFileSync(partial, `${secret}\n`, { mode: 0o600 })
  chmodSync(partial, 0o600)
  renameSync(partial, file)
  return secret
}
