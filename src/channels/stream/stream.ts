import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Authenticator } from '../../accounts/api-user.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import { Refusal } from '../../domain/refusal.ts'
import { consumerNamed } from '../../store/consumer.ts'
import { confirmUpTo } from '../../store/ledger.ts'
import { wireHead } from '../../store/wire.ts'
import type { Log, Metrics } from '../../telemetry.ts'
import { cursorSchema, parseAsked } from '../../wire/asked.ts'
import { parseOrRefuse } from '../../wire/filing.ts'
import type { Wire } from '../../wire/open.ts'
import { createAudiences } from './audiences.ts'
import { connect } from './connection.ts'
import { createFrames } from './frames.ts'
import { createServed, scopeFor } from './served.ts'
import type { Connection } from './services.ts'

/** The live stream: server-sent events on raw node:http (a library's SSE was measured at a sixth of it). docs/protocol.md §Stream. */
export interface Stream {
  /** Answers `GET /v1/stream`. @throws Refusal before anything has been sent */
  handle(request: IncomingMessage, response: ServerResponse, context: { url: URL; address: string }): Promise<void>
  /** Tells every reader to come back, and closes. */
  stop(): Promise<void>
}

/** Streams that one credential may have open at a time. */
const perCredential = 200
const heartbeatMs = 10_000

export const createStream = (options: {
  readonly wire: Wire
  readonly catalogue: Catalogue
  readonly authenticator: Authenticator
  readonly backlogBytes: number
  readonly log: Log
  readonly metrics: Metrics
}): Stream => {
  const { wire, catalogue, authenticator, backlogBytes, log, metrics } = options
  const onError = (error: unknown) => log.error({ error }, 'a stream failed')
  const connections = new Set<Connection>()
  const cut = metrics.counter(
    'stream_cut_off_total',
    'Stream readers cut off because they were too slow; each may resume.',
  )
  metrics.gauge('stream_readers', 'Open streams; live are at the head, behind read a backlog.', {
    labels: ['state'],
    collect: gauge => {
      const live = [...connections].filter(each => each.isLive()).length
      gauge.set({ state: 'live' }, live)
      gauge.set({ state: 'behind' }, connections.size - live)
    },
  })
  const services = {
    wire,
    frames: createFrames(wire.documents),
    audiences: createAudiences(wire.fanout),
    connections,
    onError,
    cutOff: () => cut.inc(),
    backlogBytes,
  }
  const served = createServed({ catalogue, authenticator, selections: wire.selections, clock: wire.clock, onError })
  // A tenth of them at a time: all at once would hold up an entry for as long as one more entry takes.
  const turns = Array.from({ length: 10 }, () => new Set<Connection>())
  let turn = 0
  let opened = 0
  const timer = setInterval(() => {
    turn = (turn + 1) % turns.length
    for (const connection of turns[turn] ?? []) connection.heartbeat()
  }, heartbeatMs / turns.length)

  return {
    async handle(request, response, { url, address }) {
      if (request.method !== 'GET') return void response.writeHead(405, { Allow: 'GET' }).end()
      const ticket = url.searchParams.get('ticket')
      const user =
        ticket === null
          ? authenticator.bearer(request.headers.authorization, address)
          : await authenticator.redeemTicket(ticket)
      const { filter, format, consumer: name, after: asked } = parseAsked(url.searchParams, catalogue.products())
      scopeFor(catalogue, user, wire.clock())
      if (served.count(user.credential) >= perCredential) {
        throw new Refusal('too-many-requests', `${user.name} has ${perCredential} streams open already`, {
          retryAfterMs: 10_000,
        })
      }
      const after = lastEventId(request) ?? asked ?? wire.fanout.position
      const head = after > wire.fanout.position ? await wireHead(wire.db) : after
      if (after > head)
        throw new Refusal('bad-input', `after: the wire ends at ${head}, so there can be no cursor ${after}`, {
          field: 'after',
        })
      const { credential, subscriber } = user
      const consumer = await consumerNamed(wire.db, { subscriber, credential, kind: 'stream', name, cursor: after })
      await confirmUpTo(wire.db, consumer.id, after)
      // Gone meanwhile: nothing would tell us any more.
      if (request.socket.destroyed || response.destroyed) return

      const framing = request.httpVersionMinor === 0 ? 'plain' : 'chunked'
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
        ...(framing === 'chunked' ? { 'Transfer-Encoding': 'chunked' } : { Connection: 'close' }),
      })
      response.flushHeaders()
      const { socket } = request
      socket.setNoDelay(true)
      socket.setTimeout(0)
      const connection = connect(services, { response, socket, framing, consumer: consumer.id, format, after })
      const beating = turns[opened++ % turns.length]
      beating?.add(connection)
      response.once('close', () => {
        beating?.delete(connection)
        served.remove(connection)
      })
      await served.add({ user, connection, filter, format }).catch(error => {
        onError(error)
        connection.end('error', 'please reconnect')
      })
    },
    async stop() {
      clearInterval(timer)
      served.stop()
      for (const connection of connections) connection.end('restarting', 'reconnect with your last cursor')
    },
  }
}

/** The cursor with which a browser or an SSE library comes back; it knows better than the address it was first given. */
const lastEventId = (request: IncomingMessage): number | null => {
  const header = request.headers['last-event-id']
  if (typeof header !== 'string' || header === '') return null
  return parseOrRefuse(z.object({ 'Last-Event-ID': cursorSchema }), { 'Last-Event-ID': header })['Last-Event-ID']
}
