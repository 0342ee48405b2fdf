import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const checkout = fileURLToPath(new URL('..', import.meta.url))

/** A folder for this test that others may pass through, as PostgreSQL must where we are root. */
const folder = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'dateline-start-'))
  await chmod(directory, 0o755)
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

/** `npm start` in a process group of its own, as a terminal has it, once it says that it is ready. */
const started = async (dataDir: string) => {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, PORT: '0', DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'warn' }
  const npm = spawn('npm', ['start'], { cwd: checkout, env, detached: true })
  const ended = new Promise<number | null>(resolve => npm.once('close', resolve))
  const signal = (name: NodeJS.Signals) => {
    if (npm.pid !== undefined && npm.exitCode === null && npm.signalCode === null) process.kill(-npm.pid, name)
  }
  onTestFinished(() => signal('SIGKILL'))
  let out = ''
  await new Promise<void>((resolve, reject) => {
    npm.stdout.on('data', chunk => {
      out += chunk
      if (out.includes('dateline -- --help')) resolve()
    })
    npm.stderr.on('data', chunk => (out += chunk))
    npm.once('close', () => reject(new Error(`npm start has ended: ${out}`)))
  })
  return { said: out, signal, ended }
}

test('one Ctrl-C, which both the terminal and npm tell the server of, stops it and its database in order', async () => {
  const dataDir = join(await folder(), 'data')
  const { said, signal, ended } = await started(dataDir)
  expect(said).toContain('Nobody can sign in yet')
  expect(said).toContain('npm run -s dateline -- staff add --email')
  signal('SIGINT')
  expect(await ended).toBe(0)
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toContain('database system is shut down')
}, 60_000)

/** Runs a file of the checkout in a folder until it ends. */
const ran = (file: string, cwd: string, settings: Record<string, string>, words: string[] = []) =>
  new Promise<{ code: number | null; err: string }>(resolve => {
    const { PATH = '', HOME = '' } = process.env
    const argv = ['--import', import.meta.resolve('tsx'), join(checkout, file), ...words]
    const child = spawn(process.execPath, argv, { cwd, env: { PATH, HOME, PORT: '0', ...settings } })
    let err = ''
    child.stderr.on('data', chunk => (err += chunk))
    child.once('close', code => resolve({ code, err }))
  })

test('a start that cannot go on says so in one line', async () => {
  const directory = await folder()
  const file = join(directory, 'file')
  await writeFile(file, '')
  const address = 'postgres://dateline:secret@127.0.0.1:1/dateline'
  expect(await ran('src/main.ts', directory, { DATABASE_URL: address, SITE_DATABASE_URL: address })).toEqual({
    code: 1,
    err: 'the database cannot be reached: connect ECONNREFUSED 127.0.0.1:1\n',
  })
  expect(await ran('src/main.ts', directory, { DATA_DIR: file })).toEqual({
    code: 1,
    err: `DATA_DIR ${file} is not a folder.\n`,
  })
  expect(await ran('src/main.ts', directory, { DATA_DIR: join(file, 'data') })).toEqual({
    code: 1,
    err: `DATA_DIR ${join(file, 'data')} cannot be made (ENOTDIR): choose a folder that this user may write to.\n`,
  })
}, 60_000)

test('the server and the command line read the same .env', async () => {
  const directory = await folder()
  await writeFile(join(directory, '.env'), 'AGENCY_CODE=X9\n')
  const err = 'AGENCY_CODE is "X9": expected two to eight lower-case letters a–z.\n'
  expect(await ran('src/main.ts', directory, {})).toEqual({ code: 1, err })
  expect(await ran('src/ops/cli.ts', directory, {}, ['status'])).toEqual({ code: 2, err })
}, 60_000)
