import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { agency } from '../../test/kit/examples.ts'
import { addSubscriber } from '../accounts/admin.ts'
import { createAuthenticator } from '../accounts/api-user.ts'
import { createCatalogue } from '../accounts/catalogue.ts'
import { createPeople } from '../accounts/people.ts'
import { priorities } from '../domain/taxonomy.ts'
import { accountSnapshot } from '../store/account-snapshot.ts'
import { connect } from '../store/db.ts'
import { entriesAfter } from '../store/entry.ts'
import { createItemNumbers } from '../wire/publish.ts'
import { seedDemo } from './demo.ts'
import { demoStories } from './demo-news.ts'

let base: TestDatabase
let dataDir: string
let time: Date

beforeEach(async () => {
  base = await freshDatabase()
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-demo-'))
  time = new Date()
})
afterEach(async () => {
  await base.drop()
  rmSync(dataDir, { recursive: true })
})

const filings = demoStories().flatMap(story => story.filings)

/** Starts as the server does, over a pool of its own. @param dies the number of the filing at which the process ends */
const start = async (dies = Number.POSITIVE_INFINITY) => {
  const db = connect(base.address)
  const clock = () => time
  const catalogue = await createCatalogue(db, { onError: () => {}, clock })
  let sent = 0
  const publisher = {
    ...{ db, agency, clock, numbers: createItemNumbers() },
    rules: () => {
      if (sent++ >= dies) throw new Error('killed')
      return { products: catalogue.products(), publicity: { priorities, delayMinutes: 0 } }
    },
  }
  try {
    return await seedDemo({ db, publisher, dataDir, refresh: () => catalogue.refresh() })
  } finally {
    await catalogue.stop()
    await db.end({ timeout: 5 })
  }
}

const counts = async () => {
  const { products, subscribers, licences, credentials } = await accountSnapshot(base.db)
  const people = await base.db`select from person`
  const entries = await entriesAfter(base.db, { after: 0, limit: 1000 })
  return {
    products: products.length,
    subscribers: subscribers.length,
    licences: licences.length,
    keys: credentials.length,
    people: people.length,
    entries: entries.length,
  }
}
const whole = { products: 6, subscribers: 4, licences: 4, keys: 4, people: 9, entries: filings.length }

test('an empty database is filled with everything, in the order of the news', async () => {
  const signIns = await start()
  expect(await counts()).toEqual(whole)
  expect([signIns?.staff.length, signIns?.users.length, signIns?.keys.length]).toEqual([4, 5, 4])
  const entries = await entriesAfter(base.db, { after: 0, limit: 1000 })
  const expected = [...filings].sort((a, b) => b.minutesAgo - a.minutesAgo).map(filing => filing.signal)
  expect(entries.map(entry => entry.signal)).toEqual(expected)
  expect(entries.filter(entry => entry.embargoed)).toHaveLength(1)
  expect(entries.every(entry => entry.products.length > 0)).toBe(true)
})

test('the sign-ins that it tells open every door', async () => {
  const signIns = await start()
  const people = createPeople(base.db, () => time)
  const from = { address: '', agent: '', previous: null }
  for (const { email, password, role } of signIns?.staff ?? []) {
    expect((await people.signIn({ realm: 'desk', email, password, ...from })).person.role).toBe(role)
  }
  for (const { email, password, role } of signIns?.users ?? []) {
    expect((await people.signIn({ realm: 'portal', email, password, ...from })).person.role).toBe(role)
  }
  const catalogue = await createCatalogue(base.db, { onError: () => {} })
  const doors = createAuthenticator(base.db, catalogue, () => time)
  for (const { id, token, subscriber } of signIns?.keys ?? []) {
    const user = doors.bearer(`Bearer ${token}`, '')
    expect([user.credential, catalogue.subscriber(user.subscriber)?.name]).toEqual([id, subscriber])
  }
  await doors.stop()
  await catalogue.stop()
})

test('the passwords are in a file that nobody else can read', async () => {
  const signIns = await start()
  const file = join(dataDir, 'demo.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain(signIns?.staff[0]?.password)
})

test('a second start tells the same and changes nothing', async () => {
  const first = await start()
  const before = await accountSnapshot(base.db)
  expect(await start()).toEqual(first)
  expect(await accountSnapshot(base.db)).toEqual(before)
  expect(await counts()).toEqual(whole)
})

test.each([0, 1, 17, filings.length - 1])(
  'killed before filing %i and started again it is whole, and nothing twice',
  async at => {
    await expect(start(at)).rejects.toThrow('killed')
    const signIns = await start()
    expect(await counts()).toEqual(whole)
    const entries = await entriesAfter(base.db, { after: 0, limit: 1000 })
    expect(entries.map(entry => entry.seq)).toEqual(filings.map((_, i) => i + 1))
    const { email = '', password = '' } = signIns?.staff[0] ?? {}
    const attempt = { realm: 'desk', email, password, address: '', agent: '', previous: null } as const
    expect((await createPeople(base.db, () => time).signIn(attempt)).person.email).toBe(email)
  },
)

test('finished a week later, what was under embargo then is sent without one', async () => {
  await expect(start(3)).rejects.toThrow('killed')
  time = new Date(time.getTime() + 7 * 86_400_000)
  await start()
  expect(await counts()).toEqual(whole)
})

test('a database that was in use before is left alone', async () => {
  await addSubscriber({ db: base.db, by: 'test', now: time }, { name: 'Real', email: 'a@real.example' })
  expect(await start()).toBeNull()
  expect((await counts()).entries).toBe(0)
})
