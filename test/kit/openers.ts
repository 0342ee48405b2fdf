import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A process that has opened a data directory, or was refused. */
export type Opener = {
  pid: number
  said: { mode?: string; papers?: number; refused?: string }
  /** Its exit code. */
  ended: Promise<number | null>
  stop(): Promise<number | null>
  /** kill -9, of this process alone. */
  kill(): Promise<unknown>
}

const started = new Set<Opener>()
const script = fileURLToPath(new URL('./opener.ts', import.meta.url))

/** Starts `opener.ts` over a data directory and waits for what it says. */
export const opener = async (
  dataDir: string,
  how: 'alone' | 'beside' = 'alone',
  as: { umask?: number; uid?: number; gid?: number } = {},
): Promise<Opener> => {
  const { umask, ...account } = as
  const before = process.umask()
  if (umask !== undefined) process.umask(umask)
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, how], {
    ...account,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.umask(before)
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  const lines = createInterface({ input: child.stdout })
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    lines.once('close', () => reject(new Error('the process ended without a word')))
  })
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  const opened = {
    ...{ pid: child.pid ?? 0, said: JSON.parse(line), ended },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
  started.add(opened)
  return opened
}

/** Stops all that run, in any state, guests first. */
export const stopAll = async (): Promise<void> => {
  const running = [...started].reverse()
  started.clear()
  await Promise.all(running.map(opened => opened.stop()))
}
