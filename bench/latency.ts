import { setTimeout as sleep } from 'node:timers/promises'
import { publish } from '../src/wire/publish.ts'
import { serveAgency } from './agency.ts'
import { type Bench, figuresOf } from './figures.ts'
import { compile, inTemporaryFolder, requireFiles } from './programs.ts'
import { openReaders, type Reader } from './readers.ts'
import { quantile } from './statistics.ts'
import { story } from './stories.ts'

const readersPerKey = 166
/** Between two stories; a busy wire has a few a second. */
const pauseMs = 100

export const latency: Bench = {
  sentence: 'From the call of publish to the first byte at each reader, at ten stories a second.',
  options: { readers: 1_000, entries: 200 },
  run: ({ readers: count = 0, entries = 0 }) =>
    inTemporaryFolder(async folder => {
      requireFiles(count + 500)
      const programs = compile(folder)
      if ('missing' in programs) {
        console.error(`latency: skipped: ${programs.missing}`)
        return []
      }
      const { server, keys, publisher, stop } = await serveAgency(folder, Math.ceil(count / readersPerKey))
      try {
        const readers: Reader[] = Array.from({ length: count }, (_, n) => ({
          path: `/v1/stream?consumer=reader-${n}`,
          authorization: keys.all[n % keys.all.length] ?? '',
          gets: 'all',
        }))
        const options = { folder, name: 'latency', ...server, readers, needs: 'scope' } as const
        const { round, close } = await openReaders(programs.reader, options)
        const tookMs: number[] = []
        for (let n = 0; n < entries + warmUp; n++) {
          await sleep(pauseMs)
          const send = async () =>
            void (await publish(publisher, { filing: story(n), item: null, expects: null, key: null }))
          const { beganUs, arrivals } = await round(1, send, { arrivals: true })
          if (n >= warmUp) for (const at of arrivals) tookMs.push((at - beganUs) / 1000)
        }
        await close()
        const { own } = figuresOf('latency')
        return [
          own('publish to first byte, median', quantile(tookMs, 0.5), 'ms'),
          own('publish to first byte, p99', quantile(tookMs, 0.99), 'ms'),
          own('publish to first byte, slowest', quantile(tookMs, 1), 'ms'),
        ]
      } finally {
        await stop()
      }
    }),
}

const warmUp = 10
