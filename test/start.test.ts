import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const checkout = fileURLToPath(new URL('..', import.meta.url))

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
      if (out.includes('is ready')) resolve()
    })
    npm.stderr.on('data', chunk => (out += chunk))
    npm.once('close', () => reject(new Error(`npm start has ended: ${out}`)))
  })
  return { signal, ended }
}

test('one Ctrl-C, which both the terminal and npm tell the server of, stops it and its database in order', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-start-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const { signal, ended } = await started(dataDir)
  signal('SIGINT')
  expect(await ended).toBe(0)
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toContain('database system is shut down')
}, 60_000)
