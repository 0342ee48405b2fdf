import type { Send } from '../web/live.ts'
import type { Delivery } from '../wire/delivery.ts'
import { pageAfter } from '../wire/page.ts'
import type { Selection } from '../wire/selections.ts'
import { headFor } from './cursor.ts'
import type { Portal } from './env.ts'
import type { Inbox } from './inbox.ts'

const pageSize = 50
/** Deliveries that wait for a slow page; beyond them it reads the wire at its own pace. */
const waiting = 200
/** Entries of no concern after which the page is told its cursor. */
const tellAfter = 100

export interface Following {
  readonly cursor: number
  readonly inbox: Inbox
  readonly signal: AbortSignal
  readonly send: Send
  readonly tickMs: number
  /** Whether the selection still is what the page may see. */
  readonly isStill: () => Promise<boolean>
  /** @param from the page's cursor until now @param to after it: the same for what overtakes a backlog */
  readonly draw: (delivery: Delivery, from: number, to: number) => Promise<void>
}

/**
 * Draws what a selection gets after a cursor, nothing missed and nothing twice: from the wire until the page is at the live edge, then as it
 * is handed out. A delayed contract stays behind and reads the wire; what its delay does not hold back overtakes.
 * @returns the cursor at which it ended: the reader has gone, or may see something else now
 */
export const followSelection = async (portal: Portal, selection: Selection, following: Following): Promise<number> => {
  const { inbox, signal, send, draw } = following
  const isDelayed = selection.scope.delayMinutes > 0
  let cursor = following.cursor
  let told = cursor
  let isLive = false
  const arrived: Delivery[] = []
  const overtaking: Delivery[] = []
  const member = {
    selection,
    get isLive() {
      return isLive
    },
    give(deliveries: readonly Delivery[]) {
      arrived.push(...deliveries)
      if (arrived.length > waiting) {
        isLive = false
        arrived.length = 0
      }
      inbox.wake()
    },
    overtake(delivery: Delivery) {
      overtaking.push(delivery)
      inbox.wake()
    },
  }
  const advance = async (delivery: Delivery) => {
    const to = Math.max(cursor, delivery.entry.seq)
    await draw(delivery, cursor, to)
    cursor = to
    told = to
  }
  /** @returns whether there is more to read at once */
  const readOn = async (): Promise<boolean> => {
    const now = portal.clock()
    const head = await headFor(portal, selection, now)
    const page = await pageAfter(portal.books, { selection, after: cursor, head, limit: pageSize, now })
    for (const delivery of page.deliveries) await advance(delivery)
    cursor = Math.max(cursor, page.upto)
    isLive = !isDelayed && cursor >= portal.fanout.position
    return !isLive && cursor < head
  }

  portal.audiences.join(member)
  try {
    while (!signal.aborted && (await following.isStill())) {
      for (const delivery of overtaking.splice(0)) await draw(delivery, cursor, cursor)
      if (!isLive && (await readOn())) continue
      for (let next = arrived.shift(); next !== undefined; next = arrived.shift()) {
        if (next.entry.seq > cursor) await advance(next)
      }
      // Everything up to the position has been handed over and drawn.
      if (isLive && arrived.length === 0) cursor = Math.max(cursor, portal.fanout.position)
      if (cursor - told >= tellAfter) {
        told = cursor
        await send({ kind: 'cursor', id: cursor })
      }
      if (isLive || isDelayed) await inbox.pause(following.tickMs)
    }
  } finally {
    portal.audiences.leave(member)
  }
  return cursor
}
