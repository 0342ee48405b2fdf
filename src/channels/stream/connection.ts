import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { recordPage } from '../../store/ledger.ts'
import type { Delivery } from '../../wire/delivery.ts'
import type { EnvelopeFormat } from '../../wire/envelope.ts'
import type { Range } from '../../wire/ledger.ts'
import { overtaking, pageAfter, windowOf } from '../../wire/page.ts'
import type { Selection } from '../../wire/selections.ts'
import type { Member } from './audiences.ts'
import { type Framing, frame, lastChunk, opening } from './frames.ts'
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
  let cursor = options.after
  let selection: Selection | null = null
  let range: Range | null = null
  let member: Member | null = null
  let isLive = false
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
  const leave = () => {
    isLive = false
    if (member !== null) audiences.leave(member)
    member = null
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
  const sent = (seq: number) => {
    cursor = seq
    range?.sent(seq)
  }
  const give = (deliveries: readonly Delivery[]) => {
    const last = deliveries.at(-1)
    if (last === undefined) return
    write(frames.entries(deliveries, format, cursor, framing))
    sent(last.entry.seq)
    if (isLive && socket.writableLength > backlogBytes) void readBacklog(turn).catch(fail)
  }
  const fail = (error: unknown) => {
    onError(error)
    socket.destroy()
  }

  /** Reads from the wire until the reader is at the live edge; a delayed reader never is. */
  const readBacklog = async (mine: number) => {
    isLive = false
    while (!isOver && mine === turn && selection !== null) {
      await room()
      const { head } = await windowOf(wire.books, selection, wire.fanout.position, wire.clock())
      if (isOver || mine !== turn) return
      if (cursor >= head) {
        if (selection.scope.delayMinutes > 0) await pause()
        else if (cursor >= wire.fanout.position) {
          isLive = true
          return
        }
        continue
      }
      const before = overtaken
      const page = await pageAfter(wire.books, { selection, after: cursor, head, limit: pageSize, now: wire.clock() })
      if (isOver || mine !== turn) return
      await wire.ledger.reserve(page.upto)
      if (isOver || mine !== turn) return
      if (before !== overtaken) continue
      // Frames of a backlog are this reader's own: they go out in one writev() and are not copied into one.
      socket.cork()
      for (const delivery of page.deliveries) give([delivery])
      if (page.upto > cursor) moveTo(page.upto)
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
  const moveTo = (upto: number) => {
    write(frame('upto', { upto }, framing, upto))
    sent(upto)
  }
  const overtake = (delivery: Delivery) => {
    overtaken++
    const { seq } = delivery.entry
    const tell = () => write(frames.overtaking(delivery, format, framing))
    if (delivery.face === 'notice' || selection === null) return tell()
    // Text ahead of the cursor is beyond what the range will say once it is closed.
    recordPage(wire.db, { consumer, selection: selection.id, from: seq - 1, to: seq })
      .then(tell)
      .catch(fail)
  }
  /** What cannot be written for one reader is no reason to keep it from the others. */
  const guarded =
    <T>(write: (given: T) => void) =>
    (given: T) => {
      try {
        write(given)
      } catch (error) {
        fail(error)
      }
    }

  const self: Connection = {
    get cursor() {
      return cursor
    },
    get isLive() {
      return isLive
    },
    async follow(next, { state, until }) {
      const mine = ++turn
      leave()
      wakeUp()
      await range?.close()
      if (isOver || mine !== turn) return
      selection = next
      const now = wire.clock()
      const { floor } = await windowOf(wire.books, next, wire.fanout.position, now)
      const from = Math.max(cursor, Math.min(floor, wire.fanout.position))
      const opened = await wire.ledger.open({ consumer, selection: next.id, from })
      if (isOver || mine !== turn) return void opened.close().catch(onError)
      range = opened
      const { subscriber, products, languages, types, delayMinutes } = next.scope
      write(
        frame(
          'scope',
          {
            after: cursor,
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
      if (from > cursor) {
        const recalls = await overtaking(wire.books, { selection: next, after: cursor, upTo: from, now })
        if (isOver || mine !== turn) return
        for (const delivery of recalls) overtake(delivery)
        write(frame('gap', { prev: cursor, upto: from, reason: 'archive' }, framing, from))
        sent(from)
      }
      member = {
        selection: next,
        get isLive() {
          return isLive
        },
        // A reader that was served by another process may be ahead of this one.
        give: guarded<readonly Delivery[]>(deliveries => {
          const isBehind = deliveries[0] !== undefined && deliveries[0].entry.seq > cursor
          give(isBehind ? deliveries : deliveries.filter(({ entry }) => entry.seq > cursor))
        }),
        overtake: guarded(overtake),
      }
      audiences.join(member)
      const ahead = await overtaking(wire.books, { selection: next, after: cursor, now })
      if (isOver || mine !== turn) return
      for (const delivery of ahead) overtake(delivery)
      void readBacklog(mine).catch(fail)
    },
    heartbeat() {
      // Before its scope frame a connection has said nothing yet.
      if (member === null) return
      if (isLive && wire.fanout.position > cursor) moveTo(wire.fanout.position)
      else write(frame('upto', { upto: cursor }, framing, cursor))
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
