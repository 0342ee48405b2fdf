import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whether a server of Debian is there to test against; says loudly where it is not. */
export const isThere = (path: string, debianPackage: string): boolean => {
  const is = existsSync(path)
  if (!is) console.warn(`\n*** NOT TESTED: ${path} is not there (apt-get install ${debianPackage}) ***\n`)
  return is
}

/** A free port of 127.0.0.1. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A folder of one's own that other users may enter, removed with `remove`. */
export const ownFolder = async (name: string): Promise<{ path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), `dateline-${name}-`))
  await chmod(path, 0o755)
  await mkdir(join(path, 'run'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** A server that runs in the foreground as a child of this process. */
export interface RunningPeer {
  stop(): Promise<void>
}

/** Starts a server and waits until it answers on its port. @throws with what it said where it ends before */
export const startPeer = async (command: string, parameters: readonly string[], port: number): Promise<RunningPeer> => {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      said += chunk
    })
  }
  const until = Date.now() + 10_000
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      await end(child)
      throw new Error(`${command} did not start: ${said}`)
    }
    await sleep(50)
  }
  return { stop: () => end(child) }
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
