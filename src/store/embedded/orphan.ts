import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from '../setup-error.ts'

/** After these the next, harder signal is sent: PostgreSQL's fast shutdown, its immediate one, and the kernel's. */
const signals = [
  { signal: 'SIGINT', withinMs: 30_000 },
  { signal: 'SIGQUIT', withinMs: 5_000 },
  { signal: 'SIGKILL', withinMs: 5_000 },
] as const

/**
 * Stops what a killed Dateline has left running over its cluster, and removes a `postmaster.pid` that no process stands behind (its number
 * may by now be another program's, which would keep PostgreSQL from starting). Call it only as the owner of the data directory.
 * @returns the ids of the processes stopped
 */
export const stopOrphans = async (cluster: string): Promise<number[]> => {
  const file = join(cluster, 'postmaster.pid')
  const recorded = recordedPid(file)
  if (recorded === null) return []
  const left = processesOver(cluster, recorded)
  await endAll(left, recorded)
  rmSync(file, { force: true })
  return left
}

const recordedPid = (file: string): number | null => {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null
  } catch {
    return null
  }
}

/** PostgreSQL works in its data directory, so on Linux its processes are those with that working directory; elsewhere `ps` shows the path. */
const processesOver = (cluster: string, recorded: number): number[] => {
  const directory = realpathSync(cluster)
  if (process.platform !== 'linux') return commandOf(recorded).includes(cluster) ? [recorded] : []
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && workingDirectory(name) === directory)
    .map(Number)
}

const workingDirectory = (pid: string): string | null => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

const commandOf = (pid: number): string => {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

const endAll = async (pids: number[], postmaster: number): Promise<void> => {
  for (const { signal, withinMs } of signals) {
    // The postmaster ends its own children; without it each is told.
    const told = pids.includes(postmaster) && signal !== 'SIGKILL' ? [postmaster] : pids
    for (const pid of told) send(pid, signal)
    const deadline = Date.now() + withinMs
    while (pids.some(isAlive) && Date.now() < deadline) await sleep(10)
    if (!pids.some(isAlive)) return
  }
  throw new SetupError(`A PostgreSQL left over by a killed Dateline (process ${pids.join(', ')}) cannot be stopped.`)
}

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone meanwhile.
  }
}

/** Whether a process runs. A zombie has ended, though nobody has asked for its exit code yet. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
