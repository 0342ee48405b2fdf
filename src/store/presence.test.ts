import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedAccounts } from '../../test/kit/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { makeDraftId } from './draft.ts'
import { claimPresence, leavePresence, presentAt, takePresence } from './presence.ts'

let database: TestDatabase
let people: string[]
beforeAll(async () => {
  database = await freshDatabase()
  await seedAccounts(database.db)
  people = (
    await database.db<{ id: string }[]>`select id from person where role in ('writer', 'editor') order by role`
  ).map(each => each.id)
})
afterAll(() => database.drop())

const of = (draft: string, n: number, tab = `tab${n}`) => ({ draft, tab, person: people[n] ?? '' })

test('who comes first writes, the others read; of many who come together exactly one writes', async () => {
  const { db } = database
  const draft = makeDraftId()
  await Promise.all(Array.from({ length: 12 }, (_, i) => claimPresence(db, of(draft, i % 2, `tab${i}`))))
  const all = await presentAt(db, draft)
  expect(all).toHaveLength(12)
  expect(all.filter(each => each.writes)).toHaveLength(1)
})

test('the lease goes on while the tab is heard, and to the next when it leaves', async () => {
  const { db } = database
  const draft = makeDraftId()
  await claimPresence(db, of(draft, 0))
  await claimPresence(db, of(draft, 1))
  const again = await claimPresence(db, of(draft, 0))
  expect(again.map(each => each.writes)).toEqual([true, false])
  await leavePresence(db, of(draft, 0))
  expect((await claimPresence(db, of(draft, 1))).map(each => [each.tab, each.writes])).toEqual([['tab1', true]])
})

test('after fifteen seconds of silence the lease is free', async () => {
  const { db } = database
  const draft = makeDraftId()
  await claimPresence(db, of(draft, 0))
  await db`update presence set seen_at = clock_timestamp() - interval '16 seconds' where draft_id = ${draft}`
  expect(await presentAt(db, draft)).toEqual([])
  expect((await claimPresence(db, of(draft, 1)))[0]).toMatchObject({ tab: 'tab1', writes: true })
})

test('a page that is loaded again takes the place of the one before, its own and nobody else’s', async () => {
  const { db } = database
  const draft = makeDraftId()
  await claimPresence(db, of(draft, 0))
  expect(await claimPresence(db, { ...of(draft, 1), was: 'tab0' })).toMatchObject([{ writes: true }, { writes: false }])
  const [only, other] = await claimPresence(db, { ...of(draft, 0, 'again'), was: 'tab0' })
  expect([only, other].find(each => each?.tab === 'again')).toMatchObject({ writes: true })
})

test('whoever takes over writes, and is told who wrote before; who may not write never does', async () => {
  const { db } = database
  const draft = makeDraftId()
  await claimPresence(db, of(draft, 0))
  await claimPresence(db, of(draft, 1))
  expect(await takePresence(db, of(draft, 1))).toMatchObject({ id: people[0] })
  expect((await claimPresence(db, of(draft, 0))).find(each => each.writes)?.tab).toBe('tab1')
  expect(await takePresence(db, of(draft, 1))).toBeNull()
  const closed = makeDraftId()
  expect((await claimPresence(db, { ...of(closed, 0), mayWrite: false }))[0]?.writes).toBe(false)
})
