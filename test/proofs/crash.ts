import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { seedAccounts } from '../kit/accounts.ts'
import { openStream, type StreamClient } from '../kit/stream-client.ts'
import { seeded } from './random.ts'
import { freePort, ready, withDatabase } from './server.ts'
import { killTree, start } from './tree.ts'
import { checkWire } from './wire-check.ts'

/**
 * Server, PostgreSQL and publisher are killed with SIGKILL at a random moment, again and again. Afterwards every broadcast that was
 * acknowledged is on the wire exactly once, the wire has no half and no hole, and one reader that resumed each time has had every entry once, in order.
 */
export const crash = async ({ times, seed }: { times: number; seed: number }): Promise<string[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'dateline-proof-'))
  // Else root's PostgreSQL, which is not root, would have to lie elsewhere.
  chmodSync(dataDir, 0o711)
  const environment = {
    DATA_DIR: dataDir,
    DEMO: '0',
    LOG_LEVEL: 'fatal',
    PORT: String(await freePort()),
    PUBLIC_DELAY_MINUTES: '0',
  }
  const url = `http://127.0.0.1:${environment.PORT}`
  const token = await withDatabase(environment, async db => {
    await migrate(db)
    return (await seedAccounts(db)).courier.key.token
  })
  const random = seeded(seed)
  const acknowledged = new Map<number, number>()
  let reader = { held: 0, seen: 0 }
  for (let time = 1; time <= times; time++) {
    reader = await oneLife({ environment, url, token, acknowledged, reader, lifeMs: 200 + random() * 1_800 })
    console.log(`${time}: ${acknowledged.size} acknowledged, the reader holds ${reader.held}`)
  }
  const server = start('src/main.ts', environment, () => {})
  await ready(url)
  const head = await withDatabase(environment, async db => {
    await checkAcknowledged(db, acknowledged)
    return checkWire(db)
  })
  reader = await read(await openStream(url, token, `?after=${reader.held}`), reader, head)
  await killTree(server)
  if (reader.seen !== head) throw new Error(`the reader has had ${reader.seen} entries of ${head}`)
  rmSync(dataDir, { recursive: true, force: true })
  return [
    `${times} kills, ${acknowledged.size} acknowledged broadcasts, each on the wire once; ${head} entries, all read once and in order`,
  ]
}

interface Reader {
  readonly held: number
  readonly seen: number
}

const oneLife = async (life: {
  environment: Record<string, string>
  url: string
  token: string
  acknowledged: Map<number, number>
  reader: Reader
  lifeMs: number
}): Promise<Reader> => {
  const { environment, url, token, acknowledged, reader, lifeMs } = life
  const server = start('src/main.ts', environment, () => {})
  await ready(url)
  const stream = await openStream(url, token, `?after=${reader.held}`)
  const publisher = start(
    'test/proofs/crash-publisher.ts',
    { ...environment, FROM: String(firstMissing(acknowledged)) },
    line => {
      const [n = 0, seq = 0] = line.split(' ').map(Number)
      const before = acknowledged.get(n)
      if (before !== undefined && before !== seq)
        throw new Error(`story ${n} was acknowledged as ${before} and as ${seq}`)
      acknowledged.set(n, seq)
    },
  )
  const began = acknowledged.size
  while (acknowledged.size === began && publisher.exitCode === null) await sleep(20)
  await sleep(lifeMs)
  await Promise.all([killTree(server), killTree(publisher)])
  await stream.ended
  return read(stream, reader, 0)
}

/** Goes over what a reader got: each entry's prev must be what it held. @param upTo wait for this one */
const read = async (stream: StreamClient, from: Reader, upTo: number): Promise<Reader> => {
  if (upTo > from.held) await stream.until(frame => frame.id !== null && frame.id >= upTo, 60_000)
  let { held, seen } = from
  for (const frame of stream.frames) {
    if (frame.event === 'entry') {
      if (frame.data.prev !== held)
        throw new Error(`the reader held ${held}, and entry ${frame.id} follows ${frame.data.prev}`)
      seen++
    }
    held = frame.id ?? held
  }
  stream.close()
  return { held, seen }
}

const checkAcknowledged = async (db: Db, acknowledged: ReadonlyMap<number, number>): Promise<void> => {
  const rows = await db<{ headline: string; seqs: number[] }[]>`
    select document::json -> 'content' ->> 'headline' as headline, array_agg(seq) as seqs from version group by 1`
  const wire = new Map(rows.map(({ headline, seqs }) => [Number(/\d+/.exec(headline)?.[0]), seqs]))
  for (const [n, seq] of acknowledged) {
    const seqs = wire.get(n)
    if (seqs?.length !== 1 || seqs[0] !== seq)
      throw new Error(`story ${n} was acknowledged as ${seq} and is on the wire as ${seqs}`)
  }
  for (const [n, seqs] of wire) if (seqs.length !== 1) throw new Error(`story ${n} is on the wire ${seqs.length} times`)
}

const firstMissing = (acknowledged: ReadonlyMap<number, number>): number => {
  let n = 1
  while (acknowledged.has(n)) n++
  return n
}
