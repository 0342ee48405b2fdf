import { expect, test } from 'vitest'
import { createLog, createMetrics } from './telemetry.ts'

const logged = (isTTY: boolean) => {
  const lines: string[] = []
  const log = createLog('info', { isTTY, write: line => lines.push(line) })
  return { log, lines }
}

test('a line is one JSON object with a time, a level by name and the fields given', () => {
  const { log, lines } = logged(false)
  log.warn({ seq: 12 }, 'reader cut off')
  log.debug('not written')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines.join())).toEqual({ level: 'warn', time: expect.any(String), seq: 12, msg: 'reader cut off' })
})

test('secrets are hidden, also in the headers of a request', () => {
  const { log, lines } = logged(false)
  const headers = { authorization: 'Bearer hunter2', cookie: 'hunter2', 'set-cookie': 'hunter2', accept: 'text/html' }
  log.info({ password: 'hunter2', headers, req: { headers } }, 'request')
  expect(lines.join()).not.toContain('hunter2')
  expect(lines.join()).toContain('text/html')
})

test('on a terminal a line is readable and shows the stack of an error', () => {
  const { log, lines } = logged(true)
  log.error({ error: new Error('no paper'), page: 3 }, 'could not print')
  expect(lines.join()).toMatch(/^\d\d:\d\d:\d\d error could not print page=3\nError: no paper\n {4}at /)
})

test('two registries in one process share nothing', async () => {
  const [first, second] = [createMetrics(), createMetrics()]
  first.counter('refusals_total', 'Requests we said no to', ['code']).inc({ code: 'embargoed' })
  second.counter('refusals_total', 'Requests we said no to', ['code'])
  expect(await first.registry.metrics()).toContain('dateline_refusals_total{code="embargoed"} 1')
  expect(await second.registry.metrics()).not.toContain('embargoed')
})

test('a gauge asks for its value when it is read, and a histogram counts in its buckets', async () => {
  const metrics = createMetrics()
  metrics.gauge('wire_head', 'Number of the newest entry', { collect: gauge => gauge.set(41) })
  metrics.histogram('fanout_seconds', 'From commit to the last write').observe(0.004)
  const text = await metrics.registry.metrics()
  expect(text).toContain('dateline_wire_head 41')
  expect(text).toContain('dateline_fanout_seconds_bucket{le="0.005"} 1')
  expect(text).toContain('dateline_process_cpu_seconds_total')
})
