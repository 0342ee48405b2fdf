import { moveCursors } from '../store/consumer.ts'
import type { Db } from '../store/db.ts'
import { closeRange, extendRanges, openRanges, reportRanges } from '../store/ledger.ts'

/** A range of the wire that one consumer of this process is being sent. */
export interface Range {
  /** What was written out so far; memory only, reported now and then. */
  sent(seq: number): void
  /** Nothing more is sent: the bound becomes what was really sent. */
  close(): Promise<void>
}

/** The open ranges of this process. Their upper bound is written before anything up to it is sent, far ahead, so that sending costs no write. */
export interface Ledger {
  open(range: { consumer: string; selection: number; from: number }): Promise<Range>
  /** Makes sure that entries up to here may be sent to every open range; usually at once. */
  reserve(seq: number): Promise<void> | null
  /** Writes down what was sent; called by a timer and at the end. */
  report(): Promise<void>
}

/** How far the bound is written ahead: one batched update per so many entries. */
const ahead = 2_000

interface Open {
  readonly id: number
  readonly consumer: string
  sent: number
  reported: number
}

interface Asked {
  readonly range: { consumer: string; selection: number; from: number }
  readonly resolve: (open: Open) => void
  readonly reject: (error: unknown) => void
}

export const createLedger = (db: Db): Ledger => {
  const open = new Map<number, Open>()
  const asked: Asked[] = []
  let isFlushing = false
  /** Every open range may be sent up to here. */
  let bound = 0
  /** New ranges are opened up to here; above `bound` while an extension is under way. */
  let promised = 0
  let extending: Promise<void> | null = null

  const flush = async () => {
    while (asked.length > 0) {
      const batch = asked.splice(0, 1_000)
      try {
        const to = promised
        const ids = await openRanges(
          db,
          batch.map(({ range }) => ({ ...range, to: Math.max(to, range.from) })),
        )
        const made = batch.map(({ range }, i) => ({
          id: ids[i] ?? 0,
          consumer: range.consumer,
          sent: range.from,
          reported: range.from,
        }))
        for (const each of made) open.set(each.id, each)
        // An extension that began meanwhile did not know these ranges.
        if (promised > to)
          await extendRanges(
            db,
            made.map(each => each.id),
            promised,
          )
        batch.forEach(({ resolve }, i) => {
          const each = made[i]
          if (each !== undefined) resolve(each)
        })
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    isFlushing = false
  }
  const extend = async (to: number) => {
    promised = to
    await extendRanges(db, [...open.keys()], to)
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
      const mine = await new Promise<Open>((resolve, reject) => {
        asked.push({ range, resolve, reject })
        // Openings of one turn of the event loop go down together.
        if (!isFlushing) setImmediate(() => void flush())
        isFlushing = true
      })
      return {
        sent: seq => {
          if (seq > mine.sent) mine.sent = seq
        },
        async close() {
          if (!open.delete(mine.id)) return
          await closeRange(db, mine.id, mine.sent)
          await moveCursors(db, [{ consumer: mine.consumer, cursor: mine.sent }])
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
      const changed = [...open.values()].filter(each => each.sent > each.reported)
      const reports = changed.map(({ id, sent }) => ({ id, sent }))
      await reportRanges(db, reports)
      await moveCursors(
        db,
        changed.map(({ consumer, sent }) => ({ consumer, cursor: sent })),
      )
      changed.forEach((each, i) => {
        each.reported = reports[i]?.sent ?? each.reported
      })
    },
  }
}
