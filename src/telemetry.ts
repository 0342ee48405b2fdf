import { pino, stdTimeFunctions } from 'pino'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Writes log lines: `log.info({ seq }, 'sentence')`. */
export type Log = pino.Logger

/** Where lines go; a stream such as process.stderr is one. */
type Sink = { write(line: string): unknown; isTTY?: boolean }

/**
 * A logger of JSON lines on stderr, or of readable lines where stderr is a terminal. Nothing under the names of secrets is written, at the
 * top or one level down (`headers.authorization`, `req.headers.cookie`).
 */
export const createLog = (level: string, sink: Sink = process.stderr): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
      redact: { paths: secretNames.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '(hidden)' },
    },
    { write: line => void sink.write(sink.isTTY ? readable(line) : line) },
  )

const secretNames = ['authorization', 'cookie', '["set-cookie"]', 'password', 'secret', 'token', 'key']

/** `12:04:31 warn  sentence  seq=12 reader="…"`, and an error's stack below it. */
const readable = (line: string): string => {
  const { time, level, msg, error, ...rest } = JSON.parse(line) as Record<string, unknown>
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const stack = typeof error === 'object' && error && 'stack' in error ? `\n${error.stack}` : ''
  return `${[String(time).slice(11, 19), String(level).padEnd(5), msg ?? '', ...fields].join(' ')}${stack}\n`
}

/** The metrics of one process: those of Node itself and those that its parts add. */
export type Metrics = {
  registry: Registry
  /** Grows; `name` ends in `_total`. */
  counter<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Counter<Label>
  /** A level that goes up and down; `collect` sets it when somebody reads. */
  gauge<Label extends string = never>(
    name: string,
    help: string,
    options?: { labels?: readonly Label[]; collect?: (gauge: Gauge<Label>) => void | Promise<void> },
  ): Gauge<Label>
  /** Times in seconds, or sizes; `name` ends in its unit. `buckets` are upper bounds. */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    options?: { labels?: readonly Label[]; buckets?: number[] },
  ): Histogram<Label>
}

/** Half a millisecond to ten seconds, in seconds. */
const durations = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** A registry of its own, so that two servers in one process (tests) do not mix; all names begin with `dateline_`. */
export const createMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'dateline_' })
  const registers = [registry]
  return {
    registry,
    counter: (name, help, labels = []) =>
      new Counter({ name: `dateline_${name}`, help, labelNames: labels, registers }),
    gauge: (name, help, { labels = [], collect } = {}) =>
      new Gauge({
        ...{ name: `dateline_${name}`, help, labelNames: labels, registers },
        ...(collect && {
          async collect() {
            await collect(this)
          },
        }),
      }),
    histogram: (name, help, { labels = [], buckets = durations } = {}) =>
      new Histogram({ name: `dateline_${name}`, help, labelNames: labels, buckets, registers }),
  }
}
