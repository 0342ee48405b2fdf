import { Refusal } from '../domain/refusal.ts'
import { type ConsumerKind, consumerNamed, moveCursors } from '../store/consumer.ts'
import { confirmUpTo, recordPage } from '../store/ledger.ts'
import { wireHead } from '../store/wire.ts'
import type { Delivery } from './delivery.ts'
import type { Wire } from './open.ts'
import { overtaking, type Page, pageAfter, windowOf } from './page.ts'
import type { Selection } from './selections.ts'

/** One page of the wire, and where the next one starts. */
export interface Pulled {
  /** Recalls that the reader has yet to come to, told ahead of their place, in which they come again. */
  readonly early: readonly Delivery[]
  readonly deliveries: readonly Delivery[]
  /** Everything up to here has been delivered or does not concern the reader: the next cursor. */
  readonly upto: number
  /** Whether there is more at once. */
  readonly hasMore: boolean
  /** What the contract's archive does not reach back to; null: nothing was left out. */
  readonly gap: { readonly prev: number; readonly upto: number } | null
}

/** Who pulls, what and how much of it. */
export interface Pulling {
  readonly subscriber: string
  readonly credential: string
  /** The cursor's own. */
  readonly consumer: { readonly kind: ConsumerKind; readonly name: string }
  readonly selection: Selection
  /** null: from where this consumer is. */
  readonly after: number | null
  readonly limit: number
  /** At the head it waits so long for something to come; 0: not at all. */
  readonly waitMs: number
  readonly signal: AbortSignal
  /** The selection by what key and contract are now. @throws Refusal where the key is no longer good */
  renew(): Promise<Selection>
}

const delayedPollMs = 1_000

/**
 * One page of the wire after a cursor. Below the head it answers at once, even empty; at the head it waits up to `waitMs` for something to come.
 * The ledger has the page before it is answered, and the cursor it came with confirms what was answered before.
 * @returns null where the client went away meanwhile @throws Refusal `bad-input` for a cursor beyond the head
 */
export const pull = async (wire: Wire, pulling: Pulling): Promise<Pulled | null> => {
  const { db, fanout, books, clock } = wire
  const { subscriber, credential, selection, limit, waitMs, signal, renew } = pulling
  const position = fanout.position
  const consumer = await consumerNamed(db, {
    subscriber,
    credential,
    ...pulling.consumer,
    cursor: pulling.after ?? position,
  })
  const after = pulling.after ?? consumer.cursor
  if (after > fanout.position) await refuseBeyond(db, after)
  await confirmUpTo(db, consumer.id, after)
  const { floor } = await windowOf(books, selection, fanout.position, clock())
  const from = Math.max(after, Math.min(floor, fanout.position))

  const until = clock().getTime() + waitMs
  const leftOut = after < from ? await overtaking(books, { selection, after, upTo: from, now: clock() }) : []
  let { page, head, ahead } = await look(wire, selection, from, limit)
  while (leftOut.length === 0 && page.deliveries.length === 0 && page.upto >= head && !signal.aborted) {
    const left = until - clock().getTime()
    if (left <= 0) break
    const isTold = ahead.length > 0
    // Nothing between this look at the position and the joining can be missed: no await is between them.
    if (selection.scope.delayMinutes > 0 || head === fanout.position) await somethingFor(wire, selection, left, signal)
    // Under another contract the next request goes on from here.
    if ((await renew()).id !== selection.id) break
    ;({ page, head, ahead } = await look(wire, selection, page.upto, limit))
    if (isTold || ahead.length > 0) break
  }
  // Nobody is there to answer, so a cursor that is kept here stays where it was.
  if (signal.aborted) return null
  const early = [...leftOut, ...ahead]
  for (const { entry, face } of early) {
    const range = { consumer: consumer.id, selection: selection.id, from: entry.seq - 1, to: entry.seq }
    if (face !== 'notice') await recordPage(db, range)
  }
  if (page.upto > from || early.length > 0)
    await recordPage(db, { consumer: consumer.id, selection: selection.id, from, to: page.upto })
  if (page.upto !== consumer.cursor) await moveCursors(db, [{ consumer: consumer.id, cursor: page.upto }])
  return {
    early,
    deliveries: page.deliveries,
    upto: page.upto,
    hasMore: page.upto < head,
    gap: from > after ? { prev: after, upto: from } : null,
  }
}

const look = async (
  { books, fanout, clock }: Wire,
  selection: Selection,
  after: number,
  limit: number,
): Promise<{ page: Page; head: number; ahead: readonly Delivery[] }> => {
  const now = clock()
  const { head } = await windowOf(books, selection, fanout.position, now)
  const recalls = await overtaking(books, { selection, after, now })
  const page = await pageAfter(books, { selection, after, head, limit, now })
  return { page, head, ahead: recalls.filter(({ entry }) => entry.seq > page.upto) }
}

const refuseBeyond = async (db: Wire['db'], after: number): Promise<void> => {
  const head = await wireHead(db)
  if (after > head) {
    throw new Refusal('bad-input', `after: the wire ends at ${head}, so there can be no cursor ${after}`, {
      field: 'after',
    })
  }
}

/** Resolves when an entry for this selection arrives, when it may be time to look again, or when the client has gone. */
const somethingFor = async (
  { fanout }: Wire,
  selection: Selection,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> => {
  const patience = selection.scope.delayMinutes > 0 ? Math.min(waitMs, delayedPollMs) : waitMs
  await new Promise<void>(resolve => {
    const done = () => {
      clearTimeout(timer)
      fanout.leave(audience)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, patience)
    // The entry is on its way to everybody; it is read again as a page once the fan-out has passed it.
    const audience = { selection, receive: () => void setImmediate(done) }
    fanout.join(audience)
    signal.addEventListener('abort', done, { once: true })
  })
}
