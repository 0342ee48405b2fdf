import { setTimeout as sleep } from 'node:timers/promises'
import { publish } from '../src/wire/publish.ts'
import { serveAgency } from './agency.ts'
import { startCeiling } from './ceiling.ts'
import { type Bench, figuresOf } from './figures.ts'
import { compile, inTemporaryFolder, requireFiles } from './programs.ts'
import { openReaders, type Reader, type Readers } from './readers.ts'
import { quantile } from './statistics.ts'
import { story } from './stories.ts'

/** Of the 200 streams that one key may have open. */
const readersPerKey = 166
/** Between two stories, or of a story and what the bare server sends. */
const pauseMs = 50
const warmUp = 10

export const latency: Bench = {
  sentence: 'From the call of publish to the first byte at each reader, at some ten stories a second.',
  options: { readers: 1_000, entries: 200 },
  run: ({ readers: count = 0, entries = 0 }) =>
    inTemporaryFolder(async folder => {
      requireFiles(count + 500)
      const programs = compile(folder)
      if ('missing' in programs) {
        console.error(`latency: skipped: ${programs.missing}`)
        return []
      }
      const stops: (() => Promise<void>)[] = []
      try {
        const { server, keys, publisher, stop } = await serveAgency(folder, Math.ceil(count / readersPerKey))
        stops.push(stop)
        const readers: Reader[] = Array.from({ length: count }, (_, n) => ({
          path: `/v1/stream?consumer=reader-${n}`,
          authorization: keys.all[n % keys.all.length] ?? '',
          gets: 'all',
        }))
        const shared = { folder, readers }
        const mine = await openReaders(programs.reader, { ...shared, ...server, name: 'dateline', needs: 'scope' })
        stops.push(mine.close)
        const ceiling = await startCeiling(programs.ceiling, folder, JSON.stringify(story(0)).slice(1))
        stops.push(ceiling.stop)
        const bare = await openReaders(programs.reader, { ...shared, ...ceiling, name: 'bare', needs: 'head' })
        stops.push(bare.close)
        const tookMs: number[] = []
        const bareMs: number[] = []
        for (let n = 0; n < entries + warmUp; n++) {
          const file = async () => {
            await publish(publisher, { filing: story(n), item: null, expects: null, key: null })
          }
          const [own, least] = [await arrivals(mine, file), await arrivals(bare, () => ceiling.send(1))]
          if (n < warmUp) continue
          tookMs.push(...own)
          bareMs.push(...least)
        }
        const { own, peer } = figuresOf('latency')
        return (['median', 'p99', 'slowest'] as const).flatMap(name => {
          const part = { median: 0.5, p99: 0.99, slowest: 1 }[name]
          const [value, least] = [quantile(tookMs, part), quantile(bareMs, part)]
          const metric = `publish to first byte, ${name}`
          return [own(metric, value, 'ms'), peer(ceiling.name, metric, least, 'ms', least / value)]
        })
      } finally {
        for (const stop of stops.reverse()) await stop()
      }
    }),
}

/** How long after the call each reader had the first byte, in milliseconds. */
const arrivals = async (readers: Readers, send: () => Promise<void>): Promise<number[]> => {
  await sleep(pauseMs)
  const round = await readers.round(1, send, { arrivals: true })
  return round.arrivals.map(at => (at - round.beganUs) / 1000)
}
