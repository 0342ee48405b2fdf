import type { Db } from '../store/db.ts'
import { intakeSource } from '../store/intake-source.ts'
import { underLease } from '../store/lease.ts'
import { type Parsed, parseNext, type Reader } from './parse.ts'
import { type Routed, type Router, routeNext } from './route.ts'

/** Who reads and routes what was taken. */
export interface Works {
  /** Does all that a source has waiting, in the order in which it arrived; one at a time for each source, whatever the process. */
  work(source: string): Promise<void>
  /** Ends after the document that is being read. */
  stop(): Promise<void>
}

interface WorksParts extends Router, Omit<Reader, 'taking'>, Partial<Pick<Reader, 'taking'>> {
  readonly onParsed: (source: string, parsed: Parsed) => void
  readonly onRouted: (source: string, routed: Routed) => void
}

/** Sources at a time: each holds a connection for its lease and needs another to work with. */
const mostAtOnce = 4

export const createWorks = (parts: WorksParts): Works => {
  const { db } = parts
  const running = new Map<string, { again: boolean; ended: Promise<void> }>()
  const waiting: (() => void)[] = []
  let free = mostAtOnce
  let isStopping = false

  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    if (free === 0) await new Promise<void>(resolve => waiting.push(resolve))
    else free--
    try {
      await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }

  const all = async (id: string, state: { again: boolean }): Promise<void> => {
    do {
      state.again = false
      await underLease(db, `intake ${id}`, async () => {
        while (!isStopping && (await oneStep(db, id, parts)));
      })
    } while (state.again && !isStopping)
  }

  return {
    work(id) {
      const mine = running.get(id)
      if (mine !== undefined) {
        // What arrived a moment ago may be after what it has looked for last.
        mine.again = true
        return mine.ended
      }
      const state = { again: false, ended: Promise.resolve() }
      state.ended = inTurn(() => all(id, state)).finally(() => running.delete(id))
      running.set(id, state)
      return state.ended
    },
    async stop() {
      isStopping = true
      await Promise.allSettled([...running.values()].map(each => each.ended))
    },
  }
}

/** Decides on one item, or, where none is left to decide on, reads one raw. @returns whether there was anything to do */
const oneStep = async (db: Db, id: string, parts: WorksParts): Promise<boolean> => {
  // Anew each time: how it is routed may have been changed.
  const source = await intakeSource(db, id)
  if (source === null) return false
  const routed = await routeNext(parts, source)
  if (routed !== null) {
    parts.onRouted(id, routed)
    return true
  }
  const parsed = await parseNext(db, source, { read: parts.read, taking: parts.taking ?? null })
  if (parsed === null) return false
  parts.onParsed(id, parsed)
  return true
}
