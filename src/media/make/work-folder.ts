import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'dateline-work'
/** A process number may be given again after it has ended: a folder is told apart by when its process began, within the clock's moods. */
const sameStartMs = 5_000
const longestMs = 2 * 86_400_000

const host = () =>
  hostname()
    .replaceAll(/[^A-Za-z0-9.]/gu, '_')
    .slice(0, 60)
const began = () => Math.round(Date.now() - process.uptime() * 1_000)

/** A folder for files that are made, of this process alone; whoever asks for it removes it. */
export const makeWorkFolder = (below = tmpdir()): Promise<string> =>
  mkdtemp(join(below, `${prefix}~${host()}~${process.pid}~${began()}~`))

/** Removes the folders of processes of this machine that have ended without doing so, and any that are older than two days. */
export const sweepWorkFolders = async (below = tmpdir()): Promise<void> => {
  const names = await readdir(below).catch(() => [])
  for (const name of names) {
    const [kind, of, pid, start] = name.split('~')
    if (kind !== prefix || start === undefined) continue
    const isOurs = of === host()
    const isOld = async () =>
      Date.now() - ((await stat(join(below, name)).catch(() => null))?.mtimeMs ?? Date.now()) > longestMs
    if ((isOurs && !isAlive(Number(pid), Number(start))) || (await isOld()))
      await rm(join(below, name), { recursive: true, force: true }).catch(() => {})
  }
}

const isAlive = (pid: number, start: number): boolean => {
  if (pid === process.pid) return Math.abs(start - began()) < sameStartMs
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
