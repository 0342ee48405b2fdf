import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { startProgram } from './programs.ts'

/** A server that the fan-out is compared with: it sends the same document to all who read it. */
export interface Peer {
  readonly name: string
  readonly port: number
  readonly path: string
  readonly pid: number
  /** Sends so many entries, one after the other. */
  send(entries: number): Promise<void>
  stop(): Promise<void>
}

/** The least that a server can do: one write() a delivery. @param document an entry's JSON after its `prev` */
export const startCeiling = async (program: string, folder: string, document: string): Promise<Peer> => {
  const file = join(folder, 'document')
  writeFileSync(file, document)
  const server = startProgram(program, [file])
  const { port } = z.strictObject({ port: z.int() }).parse(await server.answer())
  return {
    name: 'write() ceiling',
    port,
    path: '/',
    pid: server.pid,
    send: async entries => server.tell(`send ${entries}`),
    stop: () => server.stop(),
  }
}
