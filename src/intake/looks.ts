import { dueSources, type IntakeSource, intakeSource, type SourceKind } from '../store/intake-source.ts'
import { underLease } from '../store/lease.ts'
import type { Log } from '../telemetry.ts'
import { type Looker, lookAt } from './look.ts'
import type { Looked } from './way.ts'

const looksAtOnce = 4
/** Of one source in a row, where each says that there is more. */
const mostLooks = 20

/** Looks at what is due, each source under its own lease and a few at once. */
export const createLooks = (looker: Looker, log: Log) => {
  const { db, ways, clock } = looker
  const kinds = (Object.keys(ways) as SourceKind[]).filter(kind => ways[kind] !== null)
  const running = new Map<string, Promise<void>>()
  const stopping = new AbortController()

  /** Looks until there is no more at once; others get their turn after a while. */
  const lookThrough = async (first: IntakeSource): Promise<Looked> => {
    let source: IntakeSource | null = first
    let looked = await lookAt(looker, first, stopping.signal)
    for (let looks = 1; looked.kind === 'looked' && looked.again === true && looks < mostLooks; looks++) {
      source = await intakeSource(db, first.id)
      if (source?.enabled !== true || stopping.signal.aborted) break
      looked = await lookAt(looker, source, stopping.signal)
    }
    return looked
  }

  const look = async (id: string): Promise<void> => {
    await underLease(db, `intake look ${id}`, async () => {
      // Another process may have looked in the moment before.
      const due = await dueSources(db, { now: clock(), kinds, limit: 1_000 })
      const source = due.find(each => each.id === id)
      if (source === undefined) return
      const looked = await lookThrough(source)
      if (looked.kind === 'failed' && !stopping.signal.aborted) {
        log.warn({ source: source.name, reason: looked.reason }, 'a source could not be looked at')
      }
    })
  }

  return {
    async begin() {
      const due = await dueSources(db, { now: clock(), kinds, limit: looksAtOnce * 2 + running.size })
      for (const { id } of due) {
        if (running.size >= looksAtOnce || stopping.signal.aborted) break
        if (running.has(id)) continue
        const ended = look(id)
          .catch(error => log.error({ error, source: id }, 'a look failed; it tries again'))
          .finally(() => running.delete(id))
        running.set(id, ended)
      }
      return false
    },
    async stop() {
      stopping.abort()
      await Promise.allSettled(running.values())
    },
  }
}
