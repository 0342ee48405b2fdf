import { randomBytes } from 'node:crypto'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest'
import { type Sent, type Served, type ServeOptions, serveFile } from '../../src/media/serve.ts'
import { freshBlobs, keptBytes } from './media.ts'

export const bytes = randomBytes(300_000)
export const modified = new Date('2026-11-23T09:10:11.500Z')

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly raw: readonly string[]
  readonly body: Buffer
}

/** A server that gives out one kept file, for the tests of one file. */
export const servedFile = () => {
  let blobs: Awaited<ReturnType<typeof freshBlobs>>
  let server: Server
  let port = 0
  let file: Served
  let options: ServeOptions = {}
  let outcomes: (Sent | Error)[] = []
  let pending = 0

  beforeAll(async () => {
    blobs = await freshBlobs()
    const kept = await keptBytes(blobs, bytes)
    const served = { blobs, ...kept, contentType: 'image/jpeg', fileName: 'dl_picture_20261123_1002_web.jpg' }
    file = { ...served, lastModified: modified, isInline: true }
    server = createServer((request, response) => {
      pending++
      serveFile(request, response, file, options)
        .then(
          sent => outcomes.push(sent),
          error => {
            outcomes.push(error)
            if (!response.headersSent) response.writeHead(500).end('failed')
          },
        )
        .finally(() => pending--)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await blobs.stop()
  })
  /** Clients have an answer before the server is done with it. */
  const served = () => vi.waitFor(() => expect(pending).toBe(0), 10_000)
  beforeEach(async () => {
    await served()
    options = {}
    outcomes = []
  })

  const ask = (headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', method, headers, agent: false }, answer => {
        const chunks: Buffer[] = []
        answer.on('data', chunk => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            ...{ status: answer.statusCode ?? 0, headers: answer.headers, raw: answer.rawHeaders },
            body: Buffer.concat(chunks),
          }),
        )
      })
        .on('error', reject)
        .end()
    })

  const serving = async <T>(other: Partial<Served>, work: () => Promise<T>): Promise<T> => {
    const before = file
    file = { ...before, ...other }
    try {
      return await work()
    } finally {
      file = before
    }
  }
  return {
    get file() {
      return file
    },
    get blobs() {
      return blobs
    },
    get port() {
      return port
    },
    get outcomes() {
      return outcomes
    },
    get options(): ServeOptions {
      return options
    },
    set options(given) {
      options = given
    },
    ...{ ask, served, serving },
  }
}
