import { publish } from '../src/wire/publish.ts'
import { type Agency, serveAgency } from './agency.ts'
import { type Peer, startCeiling } from './ceiling.ts'
import { type Bench, type Figure, figuresOf } from './figures.ts'
import { startNchan } from './nchan.ts'
import { compile, inTemporaryFolder, requireFiles } from './programs.ts'
import { openReaders, type Reader, type Readers, type Round } from './readers.ts'
import { median } from './statistics.ts'
import { story } from './stories.ts'

/** A server with its readers, and how it is made to send; rounds of one entry, and of several in a row. */
interface Lane {
  readonly name: string
  readonly readers: Readers
  send(entries: number): Promise<void>
  readonly singles: Round[]
  readonly bursts: Round[]
}

/** Of the 200 streams that one key may have open. */
const readersPerKey = 166

export const fanout: Bench = {
  sentence: 'A story to all readers of one process: deliveries a second, and how long until the last one has it.',
  options: { readers: 10_000, entries: 20, rounds: 9 },
  run: ({ readers: count = 0, entries = 0, rounds = 0 }) =>
    inTemporaryFolder(async folder => {
      requireFiles(count + 500)
      const programs = compile(folder)
      if ('missing' in programs) {
        console.error(`fanout: skipped: ${programs.missing}`)
        return []
      }
      const stops: (() => Promise<void>)[] = []
      try {
        const agency = await serveAgency(folder, Math.ceil(count / readersPerKey))
        stops.push(agency.stop)
        const document = await documentOf(agency)
        const lanes = [await datelineLane(agency, { program: programs.reader, folder, count })]
        stops.push(lanes[0]?.readers.close ?? (async () => {}))
        for (const peer of await startPeers(programs.ceiling, folder, document)) {
          stops.push(peer.stop)
          const lane = await peerLane(peer, { program: programs.reader, folder, count })
          stops.push(lane.readers.close)
          lanes.push(lane)
        }
        for (const lane of lanes) {
          for (const size of [1, 1, entries]) await lane.readers.round(size, () => lane.send(size))
        }
        for (let round = 0; round < rounds; round++) {
          for (const lane of lanes) lane.singles.push(await lane.readers.round(1, () => lane.send(1)))
          for (const lane of lanes) lane.bursts.push(await lane.readers.round(entries, () => lane.send(entries)))
        }
        return figuresFrom(lanes, { entries, frameBytes: Buffer.byteLength(document) })
      } finally {
        for (const stop of stops.reverse()) await stop()
      }
    }),
}

const startPeers = async (ceiling: string, folder: string, document: string): Promise<Peer[]> => {
  const nchan = await startNchan(folder, document)
  const least = await startCeiling(ceiling, folder, document)
  if (!('missing' in nchan)) return [nchan, least]
  console.error(`fanout: without nchan: ${nchan.missing}`)
  return [least]
}

/** The JSON of one entry after its `prev`, as a reader gets it: what the peers send too. */
const documentOf = async ({ server, keys, publisher }: Agency): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${server.port}/v1/stream`, {
    headers: { Authorization: keys.all[0] ?? '' },
  })
  await publish(publisher, { filing: story(0), item: null, expects: null, key: null })
  let text = ''
  for await (const bytes of answer.body ?? []) {
    text += Buffer.from(bytes).toString('utf8')
    const document = /^data: \{"seq":\d+,"prev":\d+,(.*)\n\n/m.exec(text)?.[1]
    // Leaving the loop closes the connection.
    if (document !== undefined) return document
  }
  throw new Error(`the stream ended without an entry: ${text}`)
}

type Load = { readonly program: string; readonly folder: string; readonly count: number }

/** Every hundredth reader more is one whose licence has no story of the bench: it must get none. */
const datelineLane = async ({ server, keys, publisher }: Agency, { program, count, ...load }: Load): Promise<Lane> => {
  const readers: Reader[] = Array.from({ length: count }, (_, n) => ({
    path: `/v1/stream?consumer=reader-${n}`,
    authorization: keys.all[n % keys.all.length] ?? '',
    gets: 'all',
  }))
  for (let n = 0; n < count / 100; n++) {
    readers.push({ path: `/v1/stream?consumer=reader-${n}`, authorization: keys.none, gets: 'none' })
  }
  let published = 0
  return {
    name: 'Dateline',
    readers: await openReaders(program, { ...load, ...server, name: 'dateline', readers, needs: 'scope' }),
    async send(entries) {
      for (let n = 0; n < entries; n++) {
        await publish(publisher, { filing: story(published++), item: null, expects: null, key: null })
      }
    },
    singles: [],
    bursts: [],
  }
}

const peerLane = async (peer: Peer, { program, count, ...load }: Load): Promise<Lane> => {
  const reader: Reader = { path: peer.path, authorization: 'none', gets: 'all' }
  const readers = Array.from({ length: count }, () => reader)
  return {
    name: peer.name,
    readers: await openReaders(program, {
      ...load,
      name: 'peer',
      port: peer.port,
      pid: peer.pid,
      readers,
      needs: 'head',
    }),
    send: peer.send,
    singles: [],
    bursts: [],
  }
}

const figuresFrom = (
  lanes: readonly Lane[],
  { entries, frameBytes }: { entries: number; frameBytes: number },
): Figure[] => {
  const { own, peer } = figuresOf('fanout')
  const found = lanes.map(({ name, singles, bursts }) => ({
    name,
    single: median(singles.map(perSecond)),
    lastMs: median(singles.map(tookMs)),
    burst: median(bursts.map(perSecond)),
    singleCpu: perCpuSecond(singles),
    burstCpu: perCpuSecond(bursts),
    client: median(bursts.map(round => (100 * round.clientCpuMs) / tookMs(round))),
    server: median(bursts.map(round => (100 * round.serverCpuMs) / tookMs(round))),
  }))
  const dateline = found[0]
  if (dateline === undefined) return []
  const metrics = [
    ['deliveries, one entry', 'single', '/s'],
    ['publish to last reader, one entry', 'lastMs', 'ms'],
    [`deliveries, ${entries} entries in a row`, 'burst', '/s'],
    ['deliveries a CPU second of the server, one entry', 'singleCpu', '/s'],
    [`deliveries a CPU second of the server, ${entries} in a row`, 'burstCpu', '/s'],
    ['CPU of the server', 'server', '% of a core'],
    ['CPU of the load client', 'client', '% of a core'],
  ] as const
  const compared = metrics.flatMap(([metric, key, unit]) =>
    found.map(lane => {
      if (lane === dateline) return own(metric, lane[key], unit)
      if (unit === '% of a core') return peer(lane.name, metric, lane[key], unit)
      const ratio = unit === '/s' ? dateline[key] / lane[key] : lane[key] / dateline[key]
      return peer(lane.name, metric, lane[key], unit, ratio)
    }),
  )
  return [own('size of a frame', frameBytes, 'bytes'), ...compared]
}

const tookMs = ({ beganUs, last }: Round): number => (Math.max(...last) - beganUs) / 1000

const perSecond = (round: Round): number => (1000 * round.deliveries) / tookMs(round)

/** What one core of the server's process could do if it had it to itself: says most where other work shares the machine. */
const perCpuSecond = (rounds: readonly Round[]): number => {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, round) => total + of(round), 0)
  return (
    (1000 * sum(round => round.deliveries)) /
    Math.max(
      10,
      sum(round => round.serverCpuMs),
    )
  )
}
