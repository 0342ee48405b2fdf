import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { recordPage } from '../../store/ledger.ts'
import type { Delivery } from '../../wire/delivery.ts'
import type { EnvelopeFormat } from '../../wire/envelope.ts'
import type { Range } from '../../wire/ledger.ts'
import { overtaking, pageAfter, windowOf } from '../../wire/page.ts'
import { type Framing, frame, lastChunk, opening } from './frames.ts'
import { Place } from './place.ts'
import type { Connection, StreamServices } from './services.ts'

/** How long a reader may take to make room before it is cut off. */
const slowMs = 30_000
/** How many deliveries are read from the wire at once for a reader with a backlog. */
const pageSize = 64
/** How often a delayed reader looks for what has become due. */
const delayedPollMs = 1_000

/** Serves one response until either side ends it. @param after the reader's cursor, checked against the head */
export const connect = (
  services: StreamServices,
  options: {
    response: ServerResponse
    socket: Socket
    framing: Framing
    consumer: string
    format: EnvelopeFormat
    after: number
  },
): Connection => {
  const { wire, frames, audiences, onError, backlogBytes } = services
  const { response, socket, framing, consumer, format } = options
  /** Null until the first scope frame. */
  let place: Place | null = null
  let range: Range | null = null
  let isOver = false
  /** Raised by every change of selection: work under an older one stops. */
  let turn = 0
  /** Raised by everything that goes ahead of the backlog: what was read before it may be the old text of what it takes back. */
  let overtaken = 0
  let wakeUp = () => {}

  const write = (bytes: Buffer | string) => {
    if (!isOver) socket.write(bytes)
  }
  const over = () => {
    if (isOver) return
    isOver = true
    leave()
    wakeUp()
    services.connections.delete(self)
    void range?.close().catch(onError)
  }
  const cursor = () => place?.cursor ?? options.after
  const leave = () => {
    if (place === null) return
    place.isLive = false
    audiences.leave(place)
  }
  /** Resolves when the socket has room again; a reader that makes none in time is cut off and may resume. */
  const room = async () => {
    if (socket.writableLength < backlogBytes || isOver) return
    await new Promise<void>(resolve => {
      const timer = setTimeout(() => {
        services.cutOff()
        socket.destroy()
      }, slowMs)
      wakeUp = () => {
        clearTimeout(timer)
        socket.off('drain', wakeUp)
        resolve()
      }
      socket.once('drain', wakeUp)
    })
  }
  const fail = (error: unknown) => {
    onError(error)
    socket.destroy()
  }

  /** Reads from the wire until the reader is at the live edge; a delayed reader never is. */
  const readBacklog = async (at: Place, mine: number) => {
    at.isLive = false
    while (!isOver && mine === turn) {
      await room()
      const { selection } = at
      const { head } = await windowOf(wire.books, selection, wire.fanout.position, wire.clock())
      if (isOver || mine !== turn) return
      if (at.cursor >= head) {
        if (selection.scope.delayMinutes > 0) await pause()
        else if (at.cursor >= wire.fanout.position) {
          at.isLive = true
          return
        }
        continue
      }
      const before = overtaken
      const page = await pageAfter(wire.books, {
        ...{ selection, head, after: at.cursor, limit: pageSize },
        now: wire.clock(),
      })
      if (isOver || mine !== turn) return
      await wire.ledger.reserve(page.upto)
      if (isOver || mine !== turn) return
      if (before !== overtaken) continue
      // Frames of a backlog are this reader's own: they go out in one writev() and are not copied into one.
      socket.cork()
      for (const delivery of page.deliveries) at.give([delivery])
      if (page.upto > at.cursor) moveTo(at, page.upto)
      socket.uncork()
    }
  }
  const pause = async () =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, delayedPollMs)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const moveTo = (at: Place, upto: number) => {
    write(frame('upto', { upto }, framing, upto))
    at.cursor = upto
  }
  const overtake = (delivery: Delivery) => {
    overtaken++
    const { seq } = delivery.entry
    const tell = () => write(frames.overtaking(delivery, format, framing))
    if (delivery.face === 'notice' || place === null) return tell()
    // Text ahead of the cursor is beyond what the range will say once it is closed.
    recordPage(wire.db, { consumer, selection: place.selection.id, from: seq - 1, to: seq })
      .then(tell)
      .catch(fail)
  }
  const way = {
    ...{ socket, frames, format, framing, backlogBytes, overtake, fail },
    fallBehind: () => {
      if (place !== null) void readBacklog(place, turn).catch(fail)
    },
  }

  const self: Connection = {
    isLive: () => place?.isLive === true,
    async follow(next, { state, until }) {
      const mine = ++turn
      leave()
      wakeUp()
      await range?.close()
      if (isOver || mine !== turn) return
      const now = wire.clock()
      const { floor } = await windowOf(wire.books, next, wire.fanout.position, now)
      const from = Math.max(cursor(), Math.min(floor, wire.fanout.position))
      const opened = await wire.ledger.open({ consumer, selection: next.id, from, sent: cursor })
      if (isOver || mine !== turn) return void opened.close().catch(onError)
      range = opened
      place ??= new Place(next, cursor(), way)
      const at = place
      at.selection = next
      const { subscriber, products, languages, types, delayMinutes } = next.scope
      write(
        frame(
          'scope',
          {
            after: at.cursor,
            selection: next.id,
            state,
            until,
            subscriber,
            products,
            languages,
            types,
            delayMinutes,
            filter: next.filter,
            format,
            consumer,
          },
          framing,
        ),
      )
      if (from > at.cursor) {
        const recalls = await overtaking(wire.books, { selection: next, after: at.cursor, upTo: from, now })
        if (isOver || mine !== turn) return
        for (const delivery of recalls) overtake(delivery)
        write(frame('gap', { prev: at.cursor, upto: from, reason: 'archive' }, framing, from))
        at.cursor = from
      }
      audiences.join(at)
      const ahead = await overtaking(wire.books, { selection: next, after: at.cursor, now })
      if (isOver || mine !== turn) return
      for (const delivery of ahead) overtake(delivery)
      void readBacklog(at, mine).catch(fail)
    },
    heartbeat() {
      // Before its scope frame a connection has said nothing yet.
      if (place === null) return
      if (place.isLive && wire.fanout.position > place.cursor) moveTo(place, wire.fanout.position)
      else write(frame('upto', { upto: place.cursor }, framing, place.cursor))
    },
    end(reason, detail) {
      write(frame('end', { reason, detail }, framing))
      write(lastChunk(framing))
      // One that reads no more does not keep its socket.
      socket.setTimeout(slowMs, () => socket.destroy())
      socket.end()
      over()
    },
  }
  response.once('close', over)
  socket.once('close', over)
  socket.on('error', over)
  services.connections.add(self)
  write(opening(framing))
  return self
}
