import type { Db } from '../store/db.ts'
import { sourceHealth } from '../store/intake-health.ts'
import { incomingCounts } from '../store/intake-item.ts'
import { rawCounts } from '../store/intake-raw.ts'
import type { Metrics } from '../telemetry.ts'
import type { Parsed } from './parse.ts'
import type { Routed } from './route.ts'

/** Counts of what this process does; levels are asked of the database when somebody reads them. */
export interface IntakeCounts {
  arrived(isNew: boolean): void
  parsed(parsed: Parsed): void
  routed(routed: Routed): void
}

export const intakeMetrics = (metrics: Metrics, db: Db, clock: () => Date): IntakeCounts => {
  const arrivals = metrics.counter(
    'intake_arrivals_total',
    'Documents that were handed in, by whether they were known.',
    ['known'],
  )
  const documents = metrics.counter('intake_documents_total', 'Documents that were read, by what became of them.', [
    'outcome',
  ])
  const items = metrics.counter('intake_items_total', 'Items that were decided on, by what became of them.', ['status'])
  metrics.gauge('intake_pending_age_seconds', 'How long the oldest document that was not read yet has waited.', {
    collect: async gauge => {
      const { oldestPendingAt } = await rawCounts(db)
      gauge.set(oldestPendingAt === null ? 0 : Math.max(0, (clock().getTime() - oldestPendingAt.getTime()) / 1_000))
    },
  })
  metrics.gauge('intake_quarantined', 'Documents in quarantine.', {
    collect: async gauge => gauge.set((await rawCounts(db)).quarantined),
  })
  metrics.gauge('intake_waiting', 'Items that wait for an editor, by whether they are held for a reason.', {
    labels: ['status'],
    collect: async gauge => {
      const counts = await incomingCounts(db)
      for (const status of ['waiting', 'held'] as const) {
        const of = counts.filter(each => each.status === status)
        gauge.set(
          { status },
          of.reduce((sum, each) => sum + each.count, 0),
        )
      }
    },
  })
  metrics.gauge('intake_source_stalled', '1 where nothing has come from a source for longer than it may be silent.', {
    labels: ['source'],
    collect: async gauge => {
      gauge.reset()
      for (const { source, condition } of await sourceHealth(db, clock())) {
        // By its id: anybody may read these pages, and from whom an agency has its news is nobody's business.
        gauge.set({ source: source.id }, condition === 'stalled' ? 1 : 0)
      }
    },
  })
  return {
    arrived: isNew => arrivals.inc({ known: String(!isNew) }),
    parsed: ({ kind }) => documents.inc({ outcome: kind }),
    routed: status => items.inc({ status }),
  }
}
