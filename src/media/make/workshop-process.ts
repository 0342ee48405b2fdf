import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { processorMsOf } from './processor-time.ts'
import { memoryOf } from './tools.ts'
import type { Errand, Said } from './workshop-errand.ts'

/** How an errand ended: with an answer, or with the end of the process and why. */
export type Outcome = Exclude<Said, { kind: 'ready' }> | { readonly kind: 'died'; readonly why: string }

/** How far an errand may go. */
export interface Bounds {
  /** Of a processor, so that a machine that is busy with other things refuses nobody's file; where the system does not tell, `waitMs` alone holds. */
  readonly workMs: number
  /** By the clock. */
  readonly waitMs: number
  readonly memoryBytes: number
  readonly signal?: AbortSignal | undefined
}

/** One process of the workshop. It does one errand at a time. */
export interface WorkshopProcess {
  readonly pid: number | undefined
  /** False once it has ended, or has grown so much that it should. */
  isFit(): boolean
  /** Never rejects. @throws never */
  run(errand: Errand, bounds: Bounds): Promise<Outcome>
  /** Ends it and everything that it has started, at once; resolves when it has ended. */
  end(): Promise<void>
}

const watchMs = 100
/** One that keeps more than this after an errand is replaced. */
const tiredBytes = 600 << 20
/** Starting takes half a second, on a machine that has much to do many times that. */
const startMs = 180_000
const mostErrorChars = 2_000
const childPath = fileURLToPath(new URL('./workshop-child.js', import.meta.url))

/**
 * Starts a process that leads a group of its own, so that it can be ended together with what it has started. It gets no secret of ours: of the environment
 * only what programs need to run. @param folder for its temporary files
 */
export const startProcess = (folder: string): WorkshopProcess => {
  const child = fork(childPath, [], {
    detached: true,
    execArgv: ['--max-old-space-size=512'],
    env: environment(folder),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-mostErrorChars)
  })
  let ended: string | null = null
  let hear: (said: Said | { kind: 'died'; why: string }) => void = () => {}
  const die = (why: string) => {
    if (ended !== null) return
    ended = why
    // Its group too, whatever of it there still is.
    killGroup(child)
    hear({ kind: 'died', why })
  }
  const gone = new Promise<void>(resolve => {
    child.once('exit', (code, signal) => {
      die(signal === null ? `it ended with ${code}${tail(errors)}` : `it was ended by ${signal}${tail(errors)}`)
      resolve()
    })
    child.once('error', error => {
      die(`it could not be started: ${error.message}`)
      resolve()
    })
  })
  child.on('message', (said: Said) => hear(said))
  const heard = (kinds: (said: Said) => boolean) =>
    new Promise<Said | { kind: 'died'; why: string }>(resolve => {
      if (ended !== null) return resolve({ kind: 'died', why: ended })
      hear = said => {
        if (said.kind === 'died' || kinds(said)) resolve(said)
      }
    })
  const slow = setTimeout(() => die(`it was not ready within ${startMs / 1_000} s`), startMs)
  const ready = heard(said => said.kind === 'ready').finally(() => clearTimeout(slow))

  return {
    pid: child.pid,
    isFit: () => ended === null && memoryOf(child.pid) < tiredBytes,
    async run(errand, { workMs, waitMs, memoryBytes, signal }) {
      hold(child, true)
      const first = await ready
      if (first.kind === 'died')
        return { kind: 'failed', message: `the workshop did not open: ${first.why}`, stack: null }
      if (signal?.aborted) return { kind: 'died', why: 'it was given up' }
      const answer = heard(said => said.kind !== 'ready')
      const timer = setTimeout(() => die(`it was not done after ${waitMs / 1_000} s`), waitMs)
      const before = processorMsOf(child.pid) ?? 0
      const watch = setInterval(() => {
        if (memoryOf(child.pid) > memoryBytes) die(`it took more than ${memoryBytes >> 20} MiB of memory`)
        if ((processorMsOf(child.pid) ?? 0) - before > workMs)
          die(`it took longer than ${workMs / 1_000} s of a processor`)
      }, watchMs)
      const giveUp = () => die('it was given up')
      signal?.addEventListener('abort', giveUp, { once: true })
      child.send(errand, error => {
        if (error !== null) die(`it could not be told: ${error.message}`)
      })
      const said = await answer
      clearTimeout(timer)
      clearInterval(watch)
      signal?.removeEventListener('abort', giveUp)
      hold(child, false)
      return said as Outcome
    },
    async end() {
      die('the workshop was closed')
      hold(child, true)
      await gone
    },
  }
}

const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined) return
  for (const pid of [-child.pid, child.pid]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // There is none any more.
    }
  }
}

/** While it is at work it keeps this process from ending by itself, and else it does not. */
const hold = (child: ChildProcess, isBusy: boolean): void => {
  const how = isBusy ? 'ref' : 'unref'
  child[how]()
  child.channel?.[how]()
  const { stderr } = child
  if (stderr !== null && 'ref' in stderr && 'unref' in stderr) (stderr as unknown as import('node:net').Socket)[how]()
}

const passed = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'FFMPEG', 'SYSTEMROOT', 'LD_LIBRARY_PATH']
const environment = (folder: string): Record<string, string> => ({
  ...Object.fromEntries(passed.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
  ...{ TMPDIR: folder, MALLOC_ARENA_MAX: '2' },
})

const tail = (errors: string): string => {
  const last = errors.trim().split('\n').at(-1)?.slice(0, 200)
  return last === undefined || last === '' ? '' : ` (${last})`
}
