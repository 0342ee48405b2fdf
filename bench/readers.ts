import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { cpuMsOf, startProgram } from './programs.ts'

/** One reader of the load client. */
export interface Reader {
  readonly path: string
  readonly authorization: string
  readonly gets: 'all' | 'none'
}

/** What came of some entries: microseconds since 1970 at which the first and the last reader had each. */
export interface Round {
  readonly deliveries: number
  readonly beganUs: number
  readonly first: readonly number[]
  readonly last: readonly number[]
  /** When the first byte reached each reader; only where asked for. */
  readonly arrivals: readonly number[]
  /** CPU time that the load client and the server used. */
  readonly clientCpuMs: number
  readonly serverCpuMs: number
}

/** Readers of one server, open until closed, each of their frames checked. */
export interface Readers {
  /** Lets `send` send so many entries, and waits until every reader has all of them. @throws Error naming the reader and the frame that was wrong */
  round(entries: number, send: () => Promise<void>, options?: { arrivals: boolean }): Promise<Round>
  close(): Promise<void>
}

const answer = z.strictObject({
  deliveries: z.int(),
  cpuMs: z.number(),
  first: z.array(z.int()),
  last: z.array(z.int()),
  arrivals: z.array(z.int()).default([]),
})

/** @param options.pid the server's, for its CPU */
export const openReaders = async (
  program: string,
  options: {
    folder: string
    name: string
    port: number
    pid: number
    readers: readonly Reader[]
    needs: 'scope' | 'head'
  },
): Promise<Readers> => {
  const { folder, name, port, pid, readers, needs } = options
  const list = join(folder, `${name}.readers`)
  writeFileSync(list, readers.map(each => `${each.path}\t${each.authorization}\t${each.gets}\n`).join(''))
  const client = startProgram(program, [String(port), list, needs])
  await client.answer()
  return {
    async round(entries, send, { arrivals } = { arrivals: false }) {
      client.tell(`round ${entries}${arrivals ? ' arrivals' : ''}`)
      await client.answer()
      const before = cpuMsOf(pid)
      // Whole milliseconds, rounded down: times may come out too long by one, never too short.
      const beganUs = Date.now() * 1000
      const [raw] = await Promise.all([client.answer(), send()])
      const { cpuMs, ...round } = answer.parse(raw)
      return { ...round, beganUs, clientCpuMs: cpuMs, serverCpuMs: cpuMsOf(pid) - before }
    },
    close: () => client.stop(),
  }
}
