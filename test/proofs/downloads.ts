import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { downloadsUsed } from '../../src/store/download.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type Asked, type Begun, begin, finish, type Manner } from './downloads-client.ts'
import { type Offer, offerVideos } from './downloads-news.ts'
import { type Size, sizeOf } from './process-size.ts'
import { seeded } from './random.ts'
import { freePort, ready, withDatabase } from './server.ts'
import { killTree, start } from './tree.ts'

const videoBytes = 20_000_000
/** How many open downloads one of `--times` is. */
const atATime = 100
/** What one open download may take of memory: what is read ahead, and what waits to be sent. */
const mostKibEach = 256
/** What the process may grow by beside that, as garbage. */
const mostMibMore = 200

/**
 * `times` × 100 downloads of a video of 20 MB are open at the same time, whole, in ranges and by readers who go away; twice. Memory and descriptors of the server
 * are watched. Then four times as many files as a licence allows are asked for at once.
 */
export const downloads = async ({ times, seed }: { times: number; seed: number }): Promise<string[]> => {
  const home = mkdtempSync(join(tmpdir(), 'dateline-proof-'))
  // Else root's PostgreSQL, which is not root, would have to lie elsewhere.
  chmodSync(home, 0o711)
  const dataDir = join(home, 'data')
  const environment = {
    ...{ DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'error', ROLES: 'api', PUBLIC_DELAY_MINUTES: '0' },
    PORT: String(await freePort()),
  }
  const url = `http://127.0.0.1:${environment.PORT}`
  const bytes = randomBytes(videoBytes)
  const limit = 10 * times
  const offer = await withDatabase(environment, async db => {
    await migrate(db)
    return offerVideos(db, { dataDir, bytes, crowd: 2 * times, limit, items: 4 * limit })
  })
  const complaints: string[] = []
  const server = start('src/main.ts', environment, line => {
    if (line.startsWith('{')) complaints.push(line.slice(0, 1_000))
  })
  try {
    await ready(url)
    const size = () => sizeOf(server.pid ?? 0, dataDir)
    const lines = await trial({ url, bytes, offer, times, size, random: seeded(seed) })
    const used = await withDatabase(environment, db => downloadsUsed(db, offer.limited.subscriber, new Date()))
    if (used !== limit) throw new Error(`${used} downloads are counted instead of ${limit}`)
    if (complaints.length > 0) throw new Error('the server logged errors')
    return lines
  } catch (error) {
    throw new Error(['the trial failed; the server said:', ...complaints.slice(0, 5)].join('\n'), { cause: error })
  } finally {
    await killTree(server)
    rmSync(home, { recursive: true, force: true })
  }
}

interface Trial {
  readonly url: string
  readonly bytes: Buffer
  readonly offer: Offer
  readonly times: number
  readonly size: () => Size
  readonly random: () => number
}

const trial = async (parts: Trial): Promise<string[]> => {
  const { times, size } = parts
  // Pools are filled and code is compiled before anything is measured.
  await crowd({ ...parts, times: 1 })
  const before = await quiet(size, null)
  const first = await crowd(parts)
  await quiet(size, before)
  const second = await crowd(parts)
  const after = await quiet(size, before)
  const rounds = [first, second].map(
    ({ open, peak, sentBytes, resumed, seconds }) =>
      `${open.files} files open at once: ${open.memoryMib} MiB; while ${(sentBytes / 1e9).toFixed(1)} GB went out in ${seconds.toFixed(0)} s: at most ${peak} MiB; ${resumed} resumed`,
  )
  const bound = before.memoryMib + mostMibMore + (times * atATime * mostKibEach) / 1024
  for (const { peak } of [first, second])
    if (peak > bound) throw new Error(`the server took ${peak} MiB, more than ${bound} (${rounds.join('; ')})`)
  const line = `before ${before.memoryMib} MiB and ${before.descriptors} descriptors, afterwards ${after.memoryMib} MiB and ${after.descriptors}`
  return [line, ...rounds, await quota(parts)]
}

/** Everybody begins, then, when all are open, everybody reads. */
const crowd = async ({ url, bytes, offer, times, size, random }: Trial) => {
  const count = times * atATime
  const started = performance.now()
  const asked = Array.from(
    { length: count },
    (_, n): Asked => ({
      url: `${url}/v1/media/${offer.video}/web.mp4`,
      token: offer.crowd[n % offer.crowd.length] ?? '',
      manner: mannerOf(random),
    }),
  )
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, size().memoryMib)
  }, 100)
  try {
    const begun = await Promise.all(asked.map(each => begin(each)))
    await sleep(500)
    const open = size()
    const sent = await Promise.all(begun.map(each => finish(each, bytes)))
    const sentBytes = sent.reduce((sum, each) => sum + each.bytes, 0)
    const resumed = sent.reduce((sum, each) => sum + each.resumed, 0)
    return { open, peak, sentBytes, resumed, seconds: (performance.now() - started) / 1000 }
  } finally {
    clearInterval(watch)
  }
}

/** Four in ten take the whole, three a part, three go away. Parts are large enough not to fit into the buffers of a connection. */
const mannerOf = (random: () => number): Manner => {
  const kind = random()
  if (kind < 0.4) return { kind: 'whole' }
  const half = videoBytes / 2
  if (kind < 0.7) {
    const first = Math.floor(random() * half)
    return { kind: 'part', first, last: first + half - 1 }
  }
  return { kind: 'abort', afterBytes: Math.floor(random() * half) }
}

/** Waits until nothing is sent any more. @throws Error where descriptors are left over */
const quiet = async (size: () => Size, before: Size | null): Promise<Size> => {
  for (let tries = 0; tries < 100; tries++) {
    await sleep(100)
    const now = size()
    if (now.files === 0 && (before === null ? tries > 20 : now.descriptors <= before.descriptors)) return now
  }
  const { files, descriptors } = size()
  throw new Error(`${descriptors} descriptors are open, ${files} of them files, ${before?.descriptors} before`)
}

/** Asks for four times as many files as may be fetched, each twice and all at once. */
const quota = async ({ url, bytes, offer, times }: Trial): Promise<string> => {
  const { keys, items } = offer.limited
  const limit = 10 * times
  const asked = [...items, ...items].map((item, n): Asked & { item: string } => ({
    ...{ item, url: `${url}/v1/media/${item}/web.mp4`, token: keys[n % keys.length] ?? '' },
    manner: n % 3 === 0 ? { kind: 'part', first: 500, last: 999 } : { kind: 'whole' },
  }))
  const small = bytes.subarray(0, 100_000)
  const given = new Set<string>()
  let refused = 0
  await Promise.all(
    asked.map(async each => {
      const begun: Begun = await begin(each)
      if (begun.answer.statusCode !== 403) {
        await finish(begun, small)
        given.add(each.item)
        return
      }
      const problem = Buffer.concat(await begun.answer.toArray()).toString()
      if (!problem.includes('download-limit')) throw new Error(`refused otherwise: ${problem}`)
      refused++
    }),
  )
  if (given.size !== limit) throw new Error(`${given.size} files were given of a limit of ${limit}`)
  return `${asked.length} requests at once for ${items.length} files, ${limit} allowed: ${given.size} given, ${refused} requests refused`
}
