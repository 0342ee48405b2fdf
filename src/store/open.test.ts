import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Opener, opener, stopAll } from '../../test/kit/openers.ts'
import { createLog } from '../telemetry.ts'
import { connect } from './db.ts'
import { isAlive } from './embedded/orphan.ts'
import { openDatabase } from './open.ts'

// Each starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let directory: string
let dataDir: string

/** A data directory that has been started and stopped once, with one paper in it; copied, as a first start takes a second. */
let used: string

beforeAll(async () => {
  used = mkdtempSync(join(tmpdir(), 'dateline-used-'))
  chmodSync(used, 0o711)
  await (await opener(join(used, 'data'))).stop()
})

afterAll(() => rmSync(used, { recursive: true, force: true }))

const usedBefore = () => execFileSync('cp', ['-a', join(used, 'data'), dataDir])

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dateline-open-'))
  chmodSync(directory, 0o755)
  dataDir = join(directory, 'data')
})

afterEach(async () => {
  await stopAll()
  const outside = clusterOf(dataDir)
  if (outside?.startsWith('/var/lib/dateline/')) rmSync(dirname(outside), { recursive: true, force: true })
  rmSync(directory, { recursive: true, force: true })
})

const clusterOf = (dir: string): string | null => {
  const file = join(dir, 'postgres.json')
  return existsSync(file) ? resolve(dir, JSON.parse(readFileSync(file, 'utf8')).cluster) : null
}

const postmasterOf = (dir: string): number =>
  Number.parseInt(readFileSync(join(clusterOf(dir) ?? '', 'postmaster.pid'), 'utf8'), 10)

test('a first start makes the database, a second one finds it again, and nothing is left running', async () => {
  const first = await opener(dataDir)
  expect(first.said).toEqual({ mode: 'embedded', papers: 1 })
  const postmaster = postmasterOf(dataDir)
  expect(await first.stop()).toBe(0)
  expect(isAlive(postmaster)).toBe(false)
  expect((await opener(dataDir)).said).toEqual({ mode: 'embedded', papers: 2 })
})

test('after kill -9 the next start stops what was left, takes its socket away and has every commit', async () => {
  usedBefore()
  const killed = await opener(dataDir)
  const { socketDirectory } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'))
  const orphan = postmasterOf(dataDir)
  await killed.kill()
  expect(isAlive(orphan)).toBe(true)
  expect((await opener(dataDir)).said).toEqual({ mode: 'embedded', papers: 3 })
  expect(isAlive(orphan)).toBe(false)
  expect(existsSync(socketDirectory)).toBe(false)
})

test('a second server on one data directory is refused and told who has it', async () => {
  usedBefore()
  const first = await opener(dataDir)
  const second = await opener(dataDir)
  expect(second.said).toEqual({
    refused: `DATA_DIR ${dataDir} is in use by process ${first.pid} (opener ${first.pid}).`,
  })
  expect(await second.ended).toBe(3)
})

test('of two that start at the same moment one gets the data directory', async () => {
  const both = await Promise.all([opener(dataDir), opener(dataDir)])
  const modes = both.map(({ said }) => said.mode ?? 'refused')
  expect(modes.sort()).toEqual(['embedded', 'refused'])
})

test('of three command lines at the same moment one starts the server, and the others work beside it', async () => {
  usedBefore()
  const openers = await Promise.all(Array.from({ length: 3 }, () => opener(dataDir, 'beside')))
  const papers = openers.map(({ said }) => said.papers).sort()
  expect(papers).toEqual([2, 3, 4])
  expect(openers.filter(({ said }) => said.mode === 'embedded')).toHaveLength(1)
})

test('a command line that started the server waits for those that came in beside', async () => {
  usedBefore()
  const host = await opener(dataDir, 'beside')
  const guest = await opener(dataDir, 'beside')
  expect([host.said.mode, guest.said.mode]).toEqual(['embedded', 'beside'])
  let ended = false
  const stopped = host.stop().then(() => {
    ended = true
  })
  // Whoever comes now waits for the end and then starts a server itself.
  const next = opener(dataDir)
  expect(ended).toBe(false)
  expect(await guest.stop()).toBe(0)
  await stopped
  expect((await next).said).toEqual({ mode: 'embedded', papers: 4 })
})

test('a postmaster.pid whose number is another process by now does not keep it from starting', async () => {
  usedBefore()
  const file = join(clusterOf(dataDir) ?? '', 'postmaster.pid')
  writeFileSync(file, `${process.pid}\n${dirname(file)}\n1700000000\n5432\n/tmp\n\n 1 1\nready\n`)
  expect((await opener(dataDir)).said).toEqual({ mode: 'embedded', papers: 2 })
  expect(isAlive(process.pid)).toBe(true)
})

test('a first start broken off in the middle is done again', async () => {
  mkdirSync(join(dataDir, 'cluster.new-x', 'cluster', 'base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres.json'), '{"cluster":"cluster","complete":false,"socketDirectory":null}')
  chmodSync(dataDir, 0o711)
  expect((await opener(dataDir)).said).toEqual({ mode: 'embedded', papers: 1 })
  expect(existsSync(join(dataDir, 'cluster.new-x'))).toBe(false)
})

test('a cluster that is gone is refused, not replaced by an empty one', async () => {
  usedBefore()
  rmSync(clusterOf(dataDir) ?? 'none', { recursive: true })
  expect((await opener(dataDir)).said.refused).toContain('which is gone: put it back')
})

test('a data directory below a closed folder, under umask 077, serves and restarts', async () => {
  chmodSync(directory, 0o700)
  const closed: Opener = await opener(dataDir, 'alone', { umask: 0o077 })
  expect(closed.said).toEqual({ mode: 'embedded', papers: 1 })
  await closed.stop()
  expect((await opener(dataDir)).said).toEqual({ mode: 'embedded', papers: 2 })
})

test('a path longer than a socket may have is no matter', async () => {
  dataDir = join(directory, 'a'.repeat(100), 'data')
  const first = await opener(dataDir)
  expect(first.said).toEqual({ mode: 'embedded', papers: 1 })
  expect((await opener(dataDir)).said.refused).toContain(`in use by process ${first.pid}`)
})

test('when PostgreSQL ends by itself, so does the process, with an error', async () => {
  usedBefore()
  const bereft = await opener(dataDir)
  process.kill(postmasterOf(dataDir), 'SIGKILL')
  expect(await bereft.ended).toBe(1)
  expect((await opener(dataDir)).said.papers).toBe(3)
})

test.runIf(process.getuid?.() === 0)('a user without privileges starts it in a folder of its own', async () => {
  mkdirSync(dataDir, { mode: 0o700 })
  chownSync(dataDir, 65534, 65534)
  const first = await opener(dataDir, 'alone', { uid: 65534, gid: 65534 })
  expect(first.said).toEqual({ mode: 'embedded', papers: 1 })
  await first.stop()
  // Root later finds whose it is and runs PostgreSQL as that user.
  expect((await opener(dataDir)).said).toEqual({ mode: 'embedded', papers: 2 })
})

test('the owner is no superuser, the site may do nothing, and the secrets are for our eyes', async () => {
  usedBefore()
  const settings = { dataDir, databaseUrl: null, siteDatabaseUrl: null }
  const database = await openDatabase(settings, createLog('silent'), 'a test')
  const owner = connect(database.owner, { max: 1 })
  const site = connect(database.site ?? database.owner, { max: 1 })
  const [login] =
    await owner`select rolsuper as is_super, rolcreaterole as makes_roles from pg_roles where rolname = current_user`
  expect(login).toEqual({ is_super: false, makes_roles: false })
  await expect(site`select at from paper`).rejects.toThrow('permission denied')
  await expect(site`create temporary table theirs (id int)`).rejects.toThrow('permission denied')
  const durable =
    await owner`select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name`
  expect(durable.map(({ setting }) => setting)).toEqual(['on', 'on', 'on'])
  await Promise.all([owner.end(), site.end()])
  await database.stop()
  for (const file of ['site-password', 'owner-password', 'postgres-password', 'postgres.json', 'postgres.log'])
    expect(statSync(join(dataDir, file)).mode & 0o777, file).toBe(0o600)
})

test('with DATABASE_URL nothing is started, and the site is whoever SITE_DATABASE_URL says', async () => {
  const databaseUrl = 'postgres://nowhere.invalid/news'
  const settings = { dataDir, databaseUrl, siteDatabaseUrl: null }
  expect(await openDatabase(settings, createLog('silent'), 'a test')).toMatchObject({
    owner: { kind: 'url', url: databaseUrl },
    site: null,
    mode: 'external',
  })
  expect(existsSync(dataDir)).toBe(false)
})
