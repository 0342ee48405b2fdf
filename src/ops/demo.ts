import { formatToken } from '../accounts/api-header.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Filing } from '../domain/item.ts'
import { Refusal } from '../domain/refusal.ts'
import { accountSnapshot } from '../store/account-snapshot.ts'
import type { Db } from '../store/db.ts'
import { wireHead } from '../store/wire.ts'
import { parseFiling } from '../wire/filing.ts'
import { type Publisher, publish } from '../wire/publish.ts'
import { addDemoAccounts, addDemoProducts } from './demo-accounts.ts'
import { addDemoIncoming } from './demo-incoming.ts'
import { demoGroups } from './demo-media.ts'
import { type DemoFiling, demoStories } from './demo-news.ts'
import { type DemoPeople, demoPeople } from './demo-people.ts'
import { type DemoRecord, newDemoRecord, readDemoRecord, secretName, writeDemoRecord } from './demo-record.ts'
import { addDemoWork } from './demo-work.ts'

/** What a start prints of the demo, in the order of people.json. */
export interface DemoSignIns {
  readonly staff: readonly { readonly email: string; readonly role: string; readonly password: string }[]
  readonly users: readonly {
    readonly email: string
    readonly role: 'master' | 'reader'
    readonly subscriber: string
    readonly password: string
  }[]
  readonly keys: readonly {
    /** User name for /abone. */
    readonly id: string
    readonly subscriber: string
    readonly name: string
    readonly secret: string
    /** Bearer token for /v1. */
    readonly token: string
  }[]
}

/** What seeding the demo needs around it. */
export interface DemoPlace {
  readonly db: Db
  readonly publisher: Publisher
  /** Where demo.json is kept. */
  readonly dataDir: string
  /** Makes the publisher see products that were just added. */
  readonly refresh: () => Promise<void>
}

/**
 * Fills an empty database with an invented agency and its news; one that was begun and killed is finished, one that is complete is left
 * alone, whatever has become of it. Safe at every start: passwords are made and written down before anything else, and every filing has
 * an idempotency key.
 * @returns the sign-ins, or null where the database was in use before there was a demo
 */
export const seedDemo = async (place: DemoPlace): Promise<DemoSignIns | null> => {
  const { db, publisher, dataDir, refresh } = place
  const people = demoPeople()
  const isEmpty = (await accountSnapshot(db)).n === 0 && (await wireHead(db)) === 0
  const record = isEmpty ? newDemoRecord(people, publisher.clock()) : readDemoRecord(dataDir)
  if (record === null) return null
  if (isEmpty) writeDemoRecord(dataDir, record)
  if (!record.isComplete) {
    const act = { db, by: 'demo', now: record.startedAt }
    await addDemoProducts(act, people)
    await refresh()
    await Promise.all([
      addDemoAccounts(act, people, record),
      sendDemoNews(publisher, people, record.startedAt),
      addDemoIncoming(db, dataDir, record.startedAt),
    ])
    await addDemoWork(db)
    await refresh()
    writeDemoRecord(dataDir, { ...record, isComplete: true })
  }
  return signInsOf(db, people, record)
}

const hourMs = 3_600_000

/** Sends all filings of all stories in the order in which the demo desk wrote them. */
const sendDemoNews = async (publisher: Publisher, { staff }: DemoPeople, startedAt: Date): Promise<void> => {
  const names = new Map(staff.map(each => [each.username, each.name]))
  const filed = demoStories().flatMap(({ key, filings }) => filings.map((filing, n) => ({ key, n, filing })))
  // Sorting keeps the order of equals, so that a story's filings stay in theirs.
  filed.sort((a, b) => b.filing.minutesAgo - a.filing.minutesAgo)
  const items = new Map<string, ItemId>()
  const groups = demoGroups()
  for (const { key, n, filing } of filed) {
    const { signal, content, note, line, embargoHours } = filing
    const input = {
      ...{ signal, content, note, line, by: names.get(filing.by) ?? filing.by },
      replacedBy: replacementOf(filing, items),
      group: groups.has(key) ? key : null,
      embargo: embargoHours === null ? null : { until: new Date(startedAt.getTime() + embargoHours * hourMs) },
    }
    const item = items.get(key) ?? null
    const send = (filing: Filing) => publish(publisher, { filing, item, expects: null, key: `demo:${key}:${n}` })
    const parsed = parseFiling(input)
    const sent = await send(parsed).catch(error => {
      // Begun and killed long ago: what was to be held back until then is held back no more.
      if (!(error instanceof Refusal && error.code === 'embargo-past')) throw error
      return send({ ...parsed, embargo: null })
    })
    items.set(key, sent.item)
  }
}

const replacementOf = ({ replacedBy }: DemoFiling, items: ReadonlyMap<string, ItemId>): ItemId | null => {
  if (replacedBy === null) return null
  const item = items.get(replacedBy)
  if (item === undefined) throw new RangeError(`demo story ${replacedBy} replaces another before it was sent`)
  return item
}

const signInsOf = async (db: Db, people: DemoPeople, { passwords, secrets }: DemoRecord): Promise<DemoSignIns> => {
  const { subscribers, credentials } = await accountSnapshot(db)
  const nameOf = new Map(subscribers.map(each => [each.id, each.name]))
  return {
    staff: people.staff.map(({ email, role }) => ({ email, role, password: passwords[email] ?? '' })),
    users: people.subscribers.flatMap(({ name: subscriber, users }) =>
      users.map(({ email, isMaster }) => ({
        ...{ email, subscriber, role: isMaster ? ('master' as const) : ('reader' as const) },
        password: passwords[email] ?? '',
      })),
    ),
    keys: credentials.flatMap(({ id, subscriber: holder, name, revokedAt }) => {
      const subscriber = nameOf.get(holder) ?? ''
      const secret = secrets[secretName(subscriber, name)]
      if (secret === undefined || revokedAt !== null) return []
      return [{ id, subscriber, name, secret, token: formatToken({ id, secret }) }]
    }),
  }
}
