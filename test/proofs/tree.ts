import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts a script of ours under Node; its lines on stdout go to `onLine`. */
export const start = (
  script: string,
  environment: Record<string, string>,
  onLine: (line: string) => void,
): ChildProcess => {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
  child.stderr?.resume()
  return child
}

/** A process and everything below it, by /proc; also what was orphaned to its group of servers. */
const descendants = (pid: number): number[] => {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }]
      } catch {
        return []
      }
    })
  const below = (of: number): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap(({ pid: each }) => [each, ...below(each)])
  return [pid, ...below(pid)]
}

/** SIGKILL for the whole tree at once: nobody gets to tidy up. */
export const killTree = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  for (const pid of descendants(child.pid)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Ended by itself a moment ago.
    }
  }
  await gone
}
