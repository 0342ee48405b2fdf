import { join } from 'node:path'
import { setProduct } from '../src/accounts/admin.ts'
import { createCatalogue } from '../src/accounts/catalogue.ts'
import { readSettings } from '../src/config.ts'
import { ensureAgency } from '../src/store/agency.ts'
import { connect, type Db } from '../src/store/db.ts'
import { migrate } from '../src/store/migrate.ts'
import { openDatabase } from '../src/store/open.ts'
import { createLog } from '../src/telemetry.ts'
import { createItemNumbers, type Publisher, publish } from '../src/wire/publish.ts'
import { type Bench, type Figure, figuresOf } from './figures.ts'
import { inTemporaryFolder } from './programs.ts'
import { median, quantile } from './statistics.ts'
import { story } from './stories.ts'

const rounds = 5

export const publishing: Bench = {
  sentence:
    'Durable publishes a second (fsync on) with one writer and with many, beside one-row inserts on the same server.',
  options: { writers: 16, count: 4_000 },
  run: ({ writers = 0, count = 0 }) =>
    inTemporaryFolder(async folder => {
      const settings = readSettings({ DATA_DIR: join(folder, 'data'), DEMO: '0' })
      const log = createLog('warn')
      const database = await openDatabase(settings, log, 'the bench')
      const db = connect(database.owner, { max: 20, name: 'dateline bench' })
      try {
        await migrate(db)
        await db`create table plain (id bigint generated always as identity primary key, document text not null)`
        const { agencyCode: code, agencyName: name, agencyDomain: domain, agencyContact: contact } = settings
        const agency = await ensureAgency(db, { code, name, domain, contact })
        const act = { db, by: 'bench', now: new Date() }
        await setProduct(act, { code: 'general-en', names: { en: 'a', tr: 'a', ar: 'a' }, rule: { languages: ['en'] } })
        const catalogue = await createCatalogue(db, { onError: error => log.error({ error }, 'the catalogue') })
        const publicity = { priorities: settings.publicPriorities, delayMinutes: settings.publicDelayMinutes }
        const rules = () => ({ products: catalogue.products(), publicity })
        const publisher: Publisher = { db, agency, rules, clock: () => new Date(), numbers: createItemNumbers() }
        const figures = [...(await compare(publisher, 1, count)), ...(await compare(publisher, writers, count))]
        await catalogue.stop()
        await checkGapFree(db)
        return figures
      } finally {
        await db.end({ timeout: 5 })
        await database.stop()
      }
    }),
}

/** Rounds of either kind in turn, so that a machine that is busy with other things is busy for both. */
const compare = async (publisher: Publisher, writers: number, count: number): Promise<Figure[]> => {
  const { db } = publisher
  const each = Math.ceil(count / rounds)
  const document = JSON.stringify(story(0))
  const file = (n: number) => publish(publisher, { filing: story(n), item: null, expects: null, key: null })
  const insert = () => db`insert into plain (document) values (${document})`
  const mine: Run[] = []
  const plain: Run[] = []
  await timed(Math.min(200, each), writers, file)
  await timed(Math.min(200, each), writers, insert)
  for (let round = 0; round < rounds; round++) {
    mine.push(await timed(each, writers, file))
    plain.push(await timed(each, writers, insert))
  }
  const { own, peer } = figuresOf('publish')
  const rate = (runs: Run[]) => median(runs.map(run => run.perSecond))
  const took = (runs: Run[], part: number) =>
    quantile(
      runs.flatMap(run => run.tookMs),
      part,
    )
  const by = writers === 1 ? '1 writer' : `${writers} writers`
  return [
    own(`publishes, ${by}`, rate(mine), '/s'),
    peer('plain insert', `publishes, ${by}`, rate(plain), '/s', rate(mine) / rate(plain)),
    own(`median, ${by}`, took(mine, 0.5), 'ms'),
    peer('plain insert', `median, ${by}`, took(plain, 0.5), 'ms', took(plain, 0.5) / took(mine, 0.5)),
    own(`p99, ${by}`, took(mine, 0.99), 'ms'),
    peer('plain insert', `p99, ${by}`, took(plain, 0.99), 'ms', took(plain, 0.99) / took(mine, 0.99)),
  ]
}

interface Run {
  readonly perSecond: number
  readonly tookMs: readonly number[]
}

const timed = async (count: number, writers: number, act: (n: number) => PromiseLike<unknown>): Promise<Run> => {
  const tookMs: number[] = []
  let next = 0
  const write = async () => {
    while (next < count) {
      const began = performance.now()
      await act(next++)
      tookMs.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: writers }, write))
  return { perSecond: (1000 * count) / (performance.now() - began), tookMs }
}

/** @throws Error where the wire has a hole */
const checkGapFree = async (db: Db): Promise<void> => {
  const rows = await db<{ rows: number; head: number }[]>`
    select (select count(*) from entry) as rows, (select seq from wire_head) as head`
  if (rows[0] === undefined || rows[0].rows !== rows[0].head)
    throw new Error(`the wire has holes: ${JSON.stringify(rows)}`)
}
