import { type ChildProcess, spawn } from 'node:child_process'
import { constants as access, accessSync, readFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** Programs of the system that make what no package of ours can; each may be absent. */
export type ToolName = 'ffmpeg' | 'ffprobe' | 'gs' | 'pdftoppm'

type Environment = Readonly<Record<string, string | undefined>>

/** Where a program is: beside `FFMPEG` for the two of ffmpeg where that is set, else on the PATH. @returns null where it is absent */
export const findTool = (name: ToolName, environment: Environment = process.env): string | null => {
  const ffmpeg = environment.FFMPEG?.trim()
  if (name === 'ffmpeg' && ffmpeg) return isProgram(ffmpeg) ? ffmpeg : null
  const folders =
    name === 'ffprobe' && ffmpeg ? [dirname(ffmpeg)] : (environment.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.map(folder => join(folder, name)).find(isProgram) ?? null
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, access.X_OK)
    return true
  } catch {
    return false
  }
}

/** One run of a program, and how far it may go. */
export interface Run {
  readonly program: string
  readonly args: readonly string[]
  readonly longestMs: number
  /** What it may write into `folder`, files that are there already included. */
  readonly folder?: string
  readonly mostFileBytes?: number
  readonly mostMemoryBytes?: number
}

/** How a run ended; `stopped` says what it went beyond. Of what it said, the first MiB and the last 4 kB of its errors. */
export interface Ended {
  readonly kind: 'done' | 'failed' | 'stopped'
  readonly output: Buffer
  readonly errors: string
  readonly reason: 'time' | 'memory' | 'size' | null
}

const mebibyte = 1 << 20
const mostOutputBytes = mebibyte
const mostErrorChars = 4_000
const watchMs = 250
const running = new Set<ChildProcess>()
const endAll = () => {
  for (const child of running) child.kill('SIGKILL')
}

/**
 * Runs a program without a shell, without input, with low priority, bounded in time, memory and in what it writes. It ends with this process: by
 * PDEATHSIG where util-linux has `setpriv` (Linux, also when we are killed), elsewhere where we end in order.
 */
export const runTool = (run: Run): Promise<Ended> => {
  const { program, args, longestMs, folder, mostFileBytes = 64 * mebibyte, mostMemoryBytes = 1_536 * mebibyte } = run
  const guard = deathGuard()
  return new Promise(resolve => {
    const [command, ...rest] = [...guard, program, ...args]
    const child = spawn(command ?? program, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: toolEnvironment() })
    if (running.size === 0) process.on('exit', endAll)
    running.add(child)
    let reason: Ended['reason'] = null
    const stop = (why: NonNullable<Ended['reason']>) => {
      reason ??= why
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => stop('time'), longestMs)
    const watch = setInterval(async () => {
      if (memoryOf(child.pid) > mostMemoryBytes) stop('memory')
      if (folder !== undefined && (await bytesIn(folder)) > mostFileBytes) stop('size')
    }, watchMs)
    const output: Buffer[] = []
    let outputBytes = 0
    child.stdout.on('data', (chunk: Buffer) => {
      outputBytes += chunk.length
      if (outputBytes <= mostOutputBytes) output.push(chunk)
      else stop('size')
    })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-mostErrorChars)
    })
    const end = (kind: Ended['kind']) => {
      clearTimeout(timer)
      clearInterval(watch)
      running.delete(child)
      if (running.size === 0) process.off('exit', endAll)
      resolve({ kind: reason === null ? kind : 'stopped', output: Buffer.concat(output), errors, reason })
    }
    child.once('spawn', () => lowerPriority(child.pid))
    child.once('error', error => {
      errors = error.message
      end('failed')
    })
    child.once('close', code => end(code === 0 ? 'done' : 'failed'))
  })
}

/** Programs get no secret of ours to read. */
const toolEnvironment = (): Record<string, string> => ({ PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' })

/** What a command is begun with so that the kernel ends it with us. */
const deathGuard = (): string[] => {
  if (process.platform !== 'linux') return []
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(isProgram)
  return setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL', '--']
}

const lowerPriority = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already.
  }
}

/** Resident bytes of a process; 0 where the system does not say so in /proc. */
export const memoryOf = (pid: number | undefined): number => {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
    return Number(kilobytes ?? 0) * 1024
  } catch {
    return 0
  }
}

const bytesIn = async (folder: string): Promise<number> => {
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(
    names.map(async name => (await stat(join(folder, name)).catch(() => null))?.size ?? 0),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
