import type { AssetType } from '../store/asset.ts'
import { waitingAssets } from '../store/asset-work.ts'
import type { Db } from '../store/db.ts'
import type { Metrics } from '../telemetry.ts'

/** What this process does with uploads. */
export interface PrepareCounts {
  /** @param tookMs null where nothing came of it */
  prepared(type: AssetType, outcome: 'ready' | 'refused' | 'failed' | 'edited', tookMs: number | null): void
}

export const prepareMetrics = (metrics: Metrics, db: Db): PrepareCounts => {
  const prepared = metrics.counter(
    'media_prepared_total',
    'Uploads that renditions were made of, by what became of them; failed ones may be tried again, edited ones were changed meanwhile.',
    ['type', 'outcome'],
  )
  const seconds = metrics.histogram('media_prepare_seconds', 'How long making all renditions of an upload took.', {
    labels: ['type'],
    buckets: [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_200, 7_200],
  })
  metrics.gauge('media_waiting', 'Uploads that wait for their renditions.', {
    labels: ['type'],
    collect: async gauge => {
      gauge.reset()
      for (const { type, count } of await waitingAssets(db)) gauge.set({ type }, count)
    },
  })
  return {
    prepared(type, outcome, tookMs) {
      prepared.inc({ type, outcome })
      if (tookMs !== null) seconds.observe({ type }, tookMs / 1_000)
    },
  }
}
