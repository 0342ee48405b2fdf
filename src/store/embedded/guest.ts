import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { SetupError } from '../setup-error.ts'

/** A folder is held by another process, of which this one is a guest until it leaves. */
export type Guest = {
  kind: 'guest'
  pid: number
  /** What the owner is, in its own words. */
  purpose: string
  /** Whether the owner is about to stop and takes no more guests. */
  leaving: boolean
  /** Resolves when the owner has let go. */
  gone: Promise<void>
  /** Where the owner's server is, once it is ready. */
  socketDirectory(withinMs: number): Promise<string>
  leave(): void
}

const ownerState = z.object({
  pid: z.number(),
  purpose: z.string(),
  leaving: z.boolean(),
  socketDirectory: z.string().nullable(),
})

/** An owner answers at once, unless its only thread is busy. */
const answerWithinMs = 5_000

/**
 * Knocks at the socket of a folder's owner. @returns `dead` where nobody listens any more
 */
export const visit = async (path: string): Promise<Guest | 'dead'> => {
  // Between taking its place and listening an owner looks dead for a moment.
  for (let attempt = 0; attempt < 3; attempt++) {
    const socket = await open(path)
    if (socket) return await greet(socket)
    await sleep(20)
  }
  return 'dead'
}

const open = (path: string): Promise<Socket | null> =>
  new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', error => {
      const code = 'code' in error ? error.code : null
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(null)
      else reject(error)
    })
  })

const greet = async (socket: Socket): Promise<Guest> => {
  const states: z.output<typeof ownerState>[] = []
  const gone = new Promise<void>(resolve => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  createInterface({ input: socket }).on('line', line => states.push(ownerState.parse(JSON.parse(line))))
  const latest = async (withinMs: number, accept: (state: z.output<typeof ownerState>) => boolean) => {
    const deadline = Date.now() + withinMs
    for (;;) {
      const state = states.at(-1)
      if (state && accept(state)) return state
      if (Date.now() > deadline || socket.closed) return null
      await sleep(5)
    }
  }
  const first = await latest(answerWithinMs, () => true)
  return {
    kind: 'guest',
    pid: first?.pid ?? 0,
    purpose: first?.purpose ?? 'it does not answer',
    leaving: first?.leaving ?? socket.closed,
    gone,
    socketDirectory: async withinMs => {
      const ready = await latest(withinMs, state => state.socketDirectory !== null)
      socket.unref()
      if (ready?.socketDirectory) return ready.socketDirectory
      throw new SetupError(`Process ${first?.pid} (${first?.purpose}) holds the database, and it did not get ready.`)
    },
    leave: () => socket.destroy(),
  }
}
