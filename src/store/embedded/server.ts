import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type DatabaseAddress } from '../db.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { cannotRun } from './cluster.ts'

/** An address on the private socket. */
export type SocketAddress = Extract<DatabaseAddress, { kind: 'socket' }>

/** A running PostgreSQL of our own. */
export type Server = {
  /** The superuser's sign-in to the database `template1`. */
  address: SocketAddress
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<void>
  /** Ends sessions, writes everything down, waits. */
  stop(): Promise<void>
}

type ServerOptions = {
  binaries: Binaries
  account: Account
  cluster: string
  password: string
  /** `name=value` beside the settings of every server. */
  settings: string[]
  /** Receives what PostgreSQL writes to its log. */
  write: (chunk: Buffer) => void
  /** A program and its arguments that runs PostgreSQL in its own place, such as setpriv. */
  launcher?: string[]
}

/**
 * Small (about 24 MB), durable (fsync and synchronous_commit stay on), on a private socket only.
 * 64 MB of buffers hold the working set of a small agency; the system's cache holds the rest.
 */
const ownSettings = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'max_connections=100',
  'shared_buffers=64MB',
  'max_wal_size=512MB',
  'max_parallel_workers_per_gather=0',
  'jit=off',
  'io_method=sync',
  'log_checkpoints=off',
  'log_timezone=UTC',
  'timezone=UTC',
]

const port = 5432

/** Recovery after a crash replays at most `max_wal_size` and ends well within this. */
const readyWithinMs = 10 * 60_000
const stopWithinMs = 60_000

/** Starts PostgreSQL over an existing cluster and waits until it answers. */
export const startServer = async (options: ServerOptions): Promise<Server> => {
  const directory = socketDirectory(options.account)
  const { child, ended } = launch(options, directory)
  // Nothing of ours may outlive us by an uncaught error; after kill -9 the next start finds it.
  const endWithUs = () => child.kill('SIGINT')
  process.once('exit', endWithUs)
  const address = {
    ...({ kind: 'socket', directory, port, user: 'postgres', database: 'template1' } as const),
    password: options.password,
  }
  const stop = async () => {
    process.off('exit', endWithUs)
    await stopChild(child, ended)
    removeSocketDirectory(directory)
  }
  try {
    await untilReady(address, child, options.binaries.postgres)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, ended, stop }
}

/** In the temporary folder, as the path of a Unix socket has at most 107 bytes (103 on macOS). */
const socketDirectory = (account: Account): string => {
  const parent = tmpdir().length <= 70 ? tmpdir() : '/tmp'
  const directory = mkdtempSync(join(parent, 'dateline-'))
  if (account) chownSync(directory, account.uid, account.gid)
  return directory
}

/** Takes away the folder of a server that was killed; only what is ours in it, as the temporary folder is everybody's. */
export const removeSocketDirectory = (directory: string): void => {
  try {
    for (const name of ['', '.lock']) rmSync(join(directory, `.s.PGSQL.${port}${name}`), { force: true })
    rmdirSync(directory)
  } catch {
    // Gone already, or not ours any more.
  }
}

const launch = (options: ServerOptions, directory: string): { child: ChildProcess; ended: Promise<void> } => {
  const settings = [...ownSettings, `unix_socket_directories=${directory}`, `port=${port}`, ...options.settings]
  const args = ['-D', options.cluster, ...settings.flatMap(setting => ['-c', setting])]
  const [program = '', ...before] = [...(options.launcher ?? []), options.binaries.postgres]
  const child = spawn(program, [...before, ...args], {
    ...(options.account ?? {}),
    cwd: '/',
    env: { TZ: 'UTC', LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own: Ctrl-C on the terminal is for us, and we stop PostgreSQL last.
    detached: true,
  })
  child.stderr?.on('data', options.write)
  const ended = new Promise<void>(resolve => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
  return { child, ended }
}

const untilReady = async (address: DatabaseAddress, child: ChildProcess, program: string): Promise<void> => {
  let failure: string | null = null
  let last = ''
  child.stderr?.on('data', chunk => {
    last = String(chunk).trim().slice(-500)
  })
  child.once('error', error => {
    failure = error.message
  })
  child.once('close', code => {
    failure ??= last || `code ${code}`
  })
  const db = connect(address, { max: 1, name: 'dateline start' })
  const deadline = Date.now() + readyWithinMs
  try {
    while (!(await answers(db))) {
      if (failure !== null) throw cannotRun(program, failure)
      if (Date.now() > deadline) throw cannotRun(program, 'it did not get ready')
      await sleep(10)
    }
  } finally {
    await db.end({ timeout: 1 })
  }
}

const answers = async (db: ReturnType<typeof connect>): Promise<boolean> => {
  try {
    await db`select 1`
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && isStarting(error.code)) return false
    throw error
  }
}

/** No socket yet, nobody behind it yet, or "the database system is starting up". */
const isStarting = (code: unknown): boolean =>
  code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'CONNECTION_CLOSED' || code === '57P03'

const stopChild = async (child: ChildProcess, ended: Promise<void>): Promise<void> => {
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopWithinMs)
  await ended
  clearTimeout(timer)
}
