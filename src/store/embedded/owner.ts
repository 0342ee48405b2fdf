import { chmodSync, closeSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from '../setup-error.ts'
import { type Guest, visit } from './guest.ts'

/** Holds a folder; nobody else can until `release` or the death of this process. */
export type Owner = {
  kind: 'owner'
  /** Lets guests in: tells them, now and later, where the server's socket is. */
  announce(socketDirectory: string): void
  /** From now on newcomers wait for `release`; resolves when the last guest has left, or after `withinMs`. */
  seeOff(withinMs: number): Promise<void>
  release(): Promise<void>
}

const file = 'owner.sock'

/** The path of a Unix socket has at most 107 bytes on Linux and 103 elsewhere. */
const pathLimit = 103

/** A restart may overlap with the end of the process before; PostgreSQL has 60 s to stop. */
const leavingWithinMs = 90_000

/**
 * Makes this process the owner of a folder, or a guest of the process that is. The claim is a listening Unix socket in the folder: the kernel
 * lets go of it with the process, however that dies, and, unlike a lock by process id, it holds between containers that share the folder.
 * @param purpose what this process is, for the one that comes second
 */
export const claim = async (directory: string, purpose: string): Promise<Owner | Guest> => {
  const short = shortPath(directory)
  const deadline = Date.now() + leavingWithinMs
  try {
    for (;;) {
      const owner = await listen(short.path, purpose)
      if (owner) return { ...owner, release: () => owner.release().finally(short.close) }
      const before = inodeOf(short.path)
      const guest = await visit(short.path)
      if (guest === 'dead') removeDead(short.path, before)
      else if (guest.kind === 'guest' && !guest.leaving) {
        short.close()
        return guest
      } else await Promise.race([guest.gone, sleep(deadline - Date.now(), undefined, { ref: false })])
      if (Date.now() > deadline) throw new SetupError(`${directory} is still held by a process that is stopping.`)
    }
  } catch (error) {
    short.close()
    throw asRefusal(error, directory)
  }
}

/** On Linux a long path is shortened through the folder's own descriptor, open as long as the socket. */
const shortPath = (directory: string): { path: string; close: () => void } => {
  const path = join(directory, file)
  if (Buffer.byteLength(path) <= pathLimit) return { path, close: () => {} }
  if (process.platform !== 'linux')
    throw new SetupError(`DATA_DIR ${directory} is too long a path for a socket on this system: choose a shorter one.`)
  const descriptor = openSync(directory, 'r')
  return { path: `/proc/self/fd/${descriptor}/${file}`, close: () => closeSync(descriptor) }
}

/** @returns null where the path is taken */
const listen = (path: string, purpose: string): Promise<Owner | null> => {
  const guests = new Set<Socket>()
  let socketDirectory: string | null = null
  let leaving = false
  const state = () => `${JSON.stringify({ pid: process.pid, purpose, leaving, socketDirectory })}\n`
  const server = createServer(socket => {
    guests.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => guests.delete(socket))
    socket.resume()
    socket.write(state())
  })
  const owner: Owner = {
    kind: 'owner',
    announce: directory => {
      socketDirectory = directory
      for (const guest of guests) guest.write(state())
    },
    seeOff: async withinMs => {
      leaving = true
      const invited = [...guests]
      for (const deadline = Date.now() + withinMs; invited.some(guest => !guest.closed) && Date.now() < deadline; )
        await sleep(20)
    },
    release: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const guest of guests) guest.destroy()
      }),
  }
  return new Promise((resolve, reject) => {
    server.once('error', error => (codeOf(error) === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(path, () => {
      chmodSync(path, 0o600)
      server.unref()
      resolve(owner)
    })
  })
}

/**
 * Takes a socket nobody listens on out of the way. Two may try at once, and one of them may already listen on a new one: moving is atomic,
 * so each sees what it has moved, and puts a living one back.
 */
const removeDead = (path: string, inode: number | null): void => {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    if (inodeOf(aside) !== inode) linkSync(aside, path)
    rmSync(aside)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

const asRefusal = (error: unknown, directory: string): unknown => {
  const code = codeOf(error)
  if (code === 'EACCES' || code === 'EPERM')
    return new SetupError(
      `${directory} belongs to another user: start Dateline as that user, or choose another DATA_DIR.`,
    )
  if (code === 'EROFS' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'EINVAL')
    return new SetupError(
      `${directory} cannot hold a socket (${code}): choose a DATA_DIR on a local disk, or set DATABASE_URL.`,
    )
  return error
}
