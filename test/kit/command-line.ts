import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { runCommandLine } from '../../src/ops/cli.ts'
import type { DatabaseAddress } from '../../src/store/db.ts'

/** What a run of the command line wrote, and its exit code. */
export interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The address of a test database as DATABASE_URL. */
export const urlOf = (address: DatabaseAddress): string => {
  if (address.kind === 'url') return address.url
  const { user, password, database, directory, port } = address
  return `postgres://${user}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(directory)}`
}

const sink = () => {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  return { stream, text: () => text }
}

/** Runs a command in this process. @param keys typed at a terminal, one after another; without them `input` is a file */
export const runHere = async (
  argv: readonly string[],
  environment: Record<string, string>,
  { input = '', keys }: { input?: string; keys?: readonly string[] } = {},
): Promise<Run> => {
  const out = sink()
  const err = sink()
  const stdin = Object.assign(keys === undefined ? Readable.from([Buffer.from(input)]) : typing(keys), {
    isTTY: keys !== undefined,
    setRawMode: () => {},
  })
  const code = await runCommandLine(argv, { environment, stdin, stdout: out.stream, stderr: err.stream })
  return { code, out: out.text(), err: err.text() }
}

/** A keyboard: each key comes once somebody listens. */
const typing = (keys: readonly string[]): Readable => {
  const waiting = [...keys]
  return new Readable({
    read() {
      const key = waiting.shift()
      if (key !== undefined) setImmediate(() => this.push(key))
    },
  })
}

const cli = fileURLToPath(new URL('../../src/ops/cli.ts', import.meta.url))

const spawned = (argv: readonly string[], environment: Record<string, string>) =>
  spawn(process.execPath, ['--import', 'tsx', cli, ...argv], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
  })

/** Runs a command as a process of its own, as `npm run dateline` does. */
export const spawnCommand = (argv: readonly string[], environment: Record<string, string>, input = ''): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawned(argv, environment)
    let out = ''
    let err = ''
    child.stdout.on('data', chunk => (out += chunk))
    child.stderr.on('data', chunk => (err += chunk))
    child.on('error', reject)
    child.on('close', code => resolve({ code: code ?? -1, out, err }))
    child.stdin.end(input)
  })

/** Starts a command that goes on until it is told to end. `line` gives what it writes next. */
export const startCommand = (argv: readonly string[], environment: Record<string, string>) => {
  const child = spawned(argv, environment)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  return {
    line: async (): Promise<string> => String((await lines.next()).value),
    /** @returns its exit code */
    end: (signal: 'SIGINT' | 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}
