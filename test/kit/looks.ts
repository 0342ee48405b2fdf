import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { noDefaults } from '../../src/formats/reading.ts'
import type { Arrival, Looked, OpenSource, Take, Way } from '../../src/intake/way.ts'

/** A source that is looked at without a database, with what it gave. */
export interface Looks {
  /** New ones, in order. */
  readonly arrivals: Arrival[]
  /** What is kept of where the way has got to. */
  state(): unknown
  look(): Promise<Looked>
  /** Looks until there is no more at once. */
  lookOn(): Promise<Looked>
  /** The next arrival fails to be stored. */
  failNext(): void
}

/** Keeps arrivals and state as intake does: both at once, and the same bytes once only. */
export const looksAt = (
  look: Way['look'],
  source: Pick<OpenSource, 'kind' | 'settings'> & { secret?: string | null; state?: unknown },
): Looks => {
  const arrivals: Arrival[] = []
  const known = new Set<string>()
  let state = source.state ?? null
  let isFailing = false
  const take: Take = async (arrival, next) => {
    if (isFailing) {
      isFailing = false
      throw new Error('the store is full')
    }
    if (next !== undefined) state = JSON.parse(JSON.stringify(next))
    const digest = createHash('sha256').update(arrival.bytes).digest('hex')
    if (known.has(digest)) return 'known'
    known.add(digest)
    arrivals.push(arrival)
    return 'new'
  }
  const once = async (): Promise<Looked> => {
    const opened = { id: 'src_kit', name: 'kit', secret: null, ...source, state, defaults: noDefaults }
    const looked = await look(opened, take, new AbortController().signal)
    if (looked.kind === 'looked') state = JSON.parse(JSON.stringify(looked.state))
    return looked
  }
  return {
    arrivals,
    state: () => state,
    look: once,
    failNext: () => {
      isFailing = true
    },
    async lookOn() {
      let looked = await once()
      while (looked.kind === 'looked' && looked.again === true) looked = await once()
      return looked
    },
  }
}

/** A server of somebody else's on a free port, with every request it was asked. */
export const peer = async (
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<{ readonly url: string; readonly asked: string[]; stop(): Promise<void> }> => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`)
      answer(request, response, body)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export const textOf = (arrival: Arrival | undefined): string => new TextDecoder().decode(arrival?.bytes)
