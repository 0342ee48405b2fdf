import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A folder that is gone when the work is done. */
export const inTemporaryFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'))
  // Else root's PostgreSQL, which is not root, would have to lie elsewhere.
  chmodSync(folder, 0o711)
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The programs of `bench/c`, compiled into a folder: paths, or the reason why there are none. */
export const compile = (folder: string): { reader: string; ceiling: string } | { missing: string } => {
  const source = (name: string) => fileURLToPath(new URL(`c/${name}`, import.meta.url))
  const build = (name: string, ...sources: string[]) => {
    execFileSync('cc', ['-O2', '-o', join(folder, name), ...sources.map(source)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    return join(folder, name)
  }
  if (process.platform !== 'linux') return { missing: 'the load client is written for Linux (epoll)' }
  try {
    return { reader: build('reader', 'reader.c', 'frames.c', 'rounds.c'), ceiling: build('ceiling', 'ceiling.c') }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { missing: 'there is no C compiler "cc" (Debian: apt-get install gcc libc6-dev)' }
    }
    throw error
  }
}

/** A program that is told lines and answers lines of JSON. */
export interface Program {
  readonly pid: number
  tell(line: string): void
  /** The next line. @throws Error when the program has ended, with what it said */
  answer(): Promise<unknown>
  stop(): Promise<void>
}

export const startProgram = (path: string, args: string[]): Program => {
  const child = spawn(path, args)
  const ended = once(child, 'close')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  child.stdin.on('error', () => {})
  return {
    pid: child.pid ?? 0,
    tell: line => void child.stdin.write(`${line}\n`),
    async answer() {
      const line = await lines.next()
      if (line.done) {
        const [code] = await ended
        throw new Error(`${path} ended with ${code}: ${said.trim()}`)
      }
      return JSON.parse(line.value)
    },
    async stop() {
      child.stdin.end()
      child.kill()
      await ended
    },
  }
}

/** CPU time that a process has used, in milliseconds; 0 where the system does not tell. */
export const cpuMsOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
    // In ticks of 10 ms (proc_pid_stat(5): utime and stime).
    return 10 * (Number(fields[11]) + Number(fields[12]))
  } catch {
    return 0
  }
}

/** @throws Error where this system lets a process open too few files for so many connections */
export const requireFiles = (count: number): void => {
  if (process.platform !== 'linux') return
  const limit = /^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1]
  if (limit !== undefined && Number(limit) < count) {
    throw new Error(
      `a process may open ${limit} files here, and ${count} are needed: raise "ulimit -Hn", or ask for fewer readers`,
    )
  }
}
