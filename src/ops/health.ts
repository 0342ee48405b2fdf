import { Hono } from 'hono'
import { consumers } from '../store/consumer.ts'
import type { Db } from '../store/db.ts'
import { wireHead } from '../store/wire.ts'
import type { Metrics } from '../telemetry.ts'
import type { Fanout } from '../wire/fanout.ts'

/** `/healthz` (the process runs), `/readyz` (it can serve), `/metrics` (Prometheus). */
export const createHealth = (options: { db: Db; fanout: Fanout; metrics: Metrics; isStopping: () => boolean }) => {
  const { db, fanout, metrics, isStopping } = options
  metrics.gauge('wire_head', 'The last entry on the wire, as the database has it.', {
    collect: async gauge => gauge.set(await wireHead(db)),
  })
  metrics.gauge(
    'wire_position',
    'The last entry that this process has fanned out; behind the head while it catches up.',
    {
      collect: gauge => gauge.set(fanout.position),
    },
  )
  metrics.gauge(
    'consumer_lag_entries',
    'How far each consumer is behind the head, by what it has confirmed or was last sent.',
    {
      labels: ['subscriber', 'kind', 'consumer'],
      collect: async gauge => {
        gauge.reset()
        const head = await wireHead(db)
        for (const { subscriber, kind, credential, name, cursor } of await consumers(db)) {
          gauge.set({ subscriber, kind, consumer: `${credential}/${name}` }, Math.max(0, head - cursor))
        }
      },
    },
  )
  const health = new Hono()
  health.get('/healthz', c => c.text('ok\n'))
  health.get('/readyz', async c => {
    if (isStopping()) return c.text('stopping\n', 503)
    const head = await wireHead(db).catch(() => null)
    if (head === null) return c.text('no database\n', 503)
    return c.text(`ready, wire at ${head}\n`)
  })
  health.get('/metrics', async c =>
    c.body(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType }),
  )
  return health
}
