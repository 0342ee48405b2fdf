import { moveCursors } from '../store/consumer.ts'
import type { Db } from '../store/db.ts'
import { closeRanges, extendRanges, openRanges, reportRanges } from '../store/ledger.ts'
import { createGather } from './gather.ts'

/** A range of the wire that one consumer of this process is being sent. */
export interface Range {
  /** Nothing more is sent: the bound becomes what was really sent. */
  close(): Promise<void>
}

/** The open ranges of this process. Their upper bound is written before anything up to it is sent, far ahead, so that sending costs no write. */
export interface Ledger {
  /** @param range.sent tells what has been written out so far; asked now and then, and at the end */
  open(range: { consumer: string; selection: number; from: number; sent: () => number }): Promise<Range>
  /** Makes sure that entries up to here may be sent to every open range; usually at once. */
  reserve(seq: number): Promise<void> | null
  /** Writes down what was sent, after all that is being closed; called by a timer and at the end. */
  report(): Promise<void>
}

/** How far the bound is written ahead: one batched update per so many entries. */
const ahead = 2_000

interface Open {
  readonly id: number
  readonly consumer: string
  readonly from: number
  readonly sent: () => number
  reported: number
}

interface Report {
  readonly id: number
  readonly consumer: string
  readonly sent: number
}

type Wanted = Parameters<Ledger['open']>[0]

/** Rows of one statement, when thousands of readers come or go at once. */
const together = 1_000

export const createLedger = (db: Db): Ledger => {
  const open = new Map<number, Open>()
  /** Every open range may be sent up to here. */
  let bound = 0
  /** New ranges are opened up to here; above `bound` while an extension is under way. */
  let promised = 0
  let extending: Promise<void> | null = null

  let lastWrite: Promise<unknown> = Promise.resolve()
  /** One after the other: two statements over many of the same rows, in different orders, would wait for each other. */
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const mine = lastWrite.then(write)
    lastWrite = mine.catch(() => {})
    return mine
  }
  const opening = createGather({ most: together }, async (batch: readonly Wanted[]) => {
    const to = promised
    const ids = await openRanges(
      db,
      batch.map(range => ({ ...range, to: Math.max(to, range.from) })),
    )
    const made = batch.map(({ consumer, from, sent }, n) => ({ id: ids[n] ?? 0, consumer, from, sent, reported: from }))
    for (const each of made) open.set(each.id, each)
    // An extension that began meanwhile did not know these ranges.
    if (promised > to) {
      const ids = made.map(each => each.id)
      await inTurn(() => extendRanges(db, ids, promised))
    }
    return made
  })
  const closing = createGather({ most: together }, async (batch: readonly Report[]) => {
    await inTurn(async () => {
      await closeRanges(db, batch)
      await moveCursors(db, cursorsOf(batch))
    })
    return batch
  })
  const extend = async (to: number) => {
    promised = to
    await inTurn(() => extendRanges(db, [...open.keys()], to))
    bound = to
  }
  const extendOnce = (seq: number): Promise<void> => {
    extending ??= extend(seq + ahead).finally(() => {
      extending = null
    })
    return extending
  }

  return {
    async open(range) {
      const mine = await opening.ask(range)
      return {
        async close() {
          if (!open.delete(mine.id)) return
          await closing.ask(reportOf(mine))
        },
      }
    },
    reserve(seq) {
      if (seq <= bound) {
        if (seq > bound - ahead / 2) void extendOnce(seq).catch(() => {})
        return null
      }
      const loop = async () => {
        while (seq > bound) await extendOnce(seq)
      }
      return loop()
    },
    async report() {
      await closing.settled()
      await inTurn(async () => {
        const reports = [...open.values()].filter(each => each.sent() > each.reported).map(reportOf)
        await reportRanges(db, reports)
        await moveCursors(db, cursorsOf(reports))
        for (const { id, sent } of reports) {
          const each = open.get(id)
          if (each !== undefined) each.reported = sent
        }
      })
    },
  }
}

/** One cursor a consumer, even where several connections serve it. */
const cursorsOf = (ranges: readonly Report[]): { consumer: string; cursor: number }[] =>
  Array.from(new Map(ranges.map(each => [each.consumer, each.sent])), ([consumer, cursor]) => ({ consumer, cursor }))

const reportOf = ({ id, consumer, from, sent }: Open): Report => ({ id, consumer, sent: Math.max(from, sent()) })
