import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings, type Settings } from '../../src/config.ts'
import type { ItemId } from '../../src/domain/ids.ts'
import { type Dateline, startDateline } from '../../src/server.ts'
import type { Db } from '../../src/store/db.ts'
import { createLog } from '../../src/telemetry.ts'
import type { Sent } from '../../src/wire/broadcast.ts'
import { type FilingInput, parseFiling } from '../../src/wire/filing.ts'
import { publish } from '../../src/wire/publish.ts'
import { type KitAccounts, seedAccounts } from './accounts.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { content } from './examples.ts'

/** A whole Dateline on a free port over a database of its own, with the accounts of the kit. */
export interface Started {
  readonly dateline: Dateline
  readonly db: Db
  readonly url: string
  readonly accounts: KitAccounts
  readonly settings: Settings
  readonly database: TestDatabase
  /** Log lines from `warn` up. */
  readonly log: string[]
  /** Sets the time that everything but the database goes by; null: the real one. */
  setClock(at: Date | null): void
  file(filing?: Partial<FilingInput>, target?: { item: ItemId; expects?: number; key?: string }): Promise<Sent>
  /** A second process, as it were, over the same database; stopped with the first unless it was before. */
  another(): Promise<{ readonly dateline: Dateline; readonly url: string; stop(): Promise<void> }>
  stop(): Promise<void>
}

/** @param own a migrated database, instead of one in the server of this run */
export const startedDateline = async (
  environment: Record<string, string> = {},
  own: TestDatabase | null = null,
): Promise<Started> => {
  const database = own ?? (await freshDatabase())
  const accounts = await seedAccounts(database.db)
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-data-'))
  const settings = readSettings({ DATA_DIR: dataDir, PORT: '0', PUBLIC_DELAY_MINUTES: '0', DEMO: '0', ...environment })
  const log: string[] = []
  let fixed: Date | null = null
  const clock = () => fixed ?? new Date()
  const start = () =>
    startDateline(
      settings,
      { owner: database.address, site: database.siteAddress },
      { log: createLog('warn', { write: line => void log.push(line) }), clock },
    )
  const dateline = await start()
  const others = new Set<Dateline>()
  return {
    dateline,
    db: database.db,
    url: urlOf(dateline),
    accounts,
    settings,
    database,
    log,
    setClock: at => {
      fixed = at
    },
    file: (filing = {}, target) =>
      publish(dateline.publisher, {
        filing: parseFiling({
          signal: 'new',
          content:
            filing.signal === 'kill' || filing.signal === 'withhold' || filing.signal === 'advisory' ? null : content(),
          by: 'A editor',
          ...filing,
        }),
        item: target?.item ?? null,
        expects: target?.expects ?? null,
        key: target?.key ?? null,
      }),
    async another() {
      const other = await start()
      others.add(other)
      const stop = async () => {
        if (others.delete(other)) await other.stop()
      }
      return { dateline: other, url: urlOf(other), stop }
    },
    async stop() {
      await Promise.all([dateline, ...others].map(each => each.stop()))
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const urlOf = (dateline: Dateline): string => `http://127.0.0.1:${(dateline.server.address() as AddressInfo).port}`
