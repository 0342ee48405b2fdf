import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entry } from '../src/domain/entry.ts'
import { Refusal } from '../src/domain/refusal.ts'
import { connect } from '../src/store/db.ts'
import { wireHead } from '../src/store/wire.ts'
import { createTail } from '../src/wire/tail.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'
import { checkWire } from './proofs/wire-check.ts'

let started: Started
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api' })
})
afterAll(() => started.stop())

const refusalOf = (act: Promise<unknown>) =>
  act.then(
    () => 'fine',
    error => (error instanceof Refusal ? error.code : Promise.reject(error)),
  )

test('16 publishers at once, three tails: every seq once, in order, none missed', async () => {
  const from = await wireHead(started.db)
  const seen: number[][] = [[], [], []]
  const tails = await Promise.all(
    seen.map(async list => {
      const db = connect(started.database.address, { max: 3 })
      const onEntries = async (entries: readonly Entry[]) => void list.push(...entries.map(entry => entry.seq))
      const tail = await createTail({ db, from, onEntries, onError: error => expect.unreachable(String(error)) })
      return { tail, db }
    }),
  )
  const each = 60
  const publisher = async () => {
    for (let i = 0; i < each; i++) await started.file()
  }
  await Promise.all(Array.from({ length: 16 }, publisher))
  const wanted = Array.from({ length: 16 * each }, (_, i) => from + 1 + i)
  for (const list of seen) await expect.poll(() => list.length, { timeout: 10_000 }).toBe(wanted.length)
  for (const list of seen) expect(list).toEqual(wanted)
  for (const { tail, db } of tails) {
    await tail.stop()
    await db.end()
  }
})

test('a request that is retried with its key is broadcast once, also when both arrive together', async () => {
  const head = await wireHead(started.db)
  const retried = { key: 'retry-1', item: null }
  const { publish } = await import('../src/wire/publish.ts')
  const { parseFiling } = await import('../src/wire/filing.ts')
  const filing = parseFiling({ signal: 'new', content: content({ headline: 'Once' }), by: 'desk' })
  const send = () => publish(started.dateline.publisher, { filing, expects: null, ...retried })
  const answers = await Promise.all([send(), send(), send(), send()])
  expect(new Set(answers.map(answer => answer.seq)).size).toBe(1)
  expect(await send()).toEqual(answers[0])
  expect(await wireHead(started.db)).toBe(head + 1)
  const other = { ...filing, content: content({ headline: 'Another' }) }
  expect(await refusalOf(publish(started.dateline.publisher, { filing: other, expects: null, ...retried }))).toBe(
    'key-reused',
  )
})

test('of two editors who saw the same version one is told that the item moved, and there is no hole', async () => {
  const first = await started.file()
  const update = (headline: string) =>
    refusalOf(
      started.file({ signal: 'update', content: content({ headline }) }, { item: first.item, expects: first.seq }),
    )
  const outcomes = await Promise.all([update('One'), update('Two'), update('Three')])
  expect(outcomes.sort()).toEqual(['fine', 'item-moved', 'item-moved'])
  expect(await wireHead(started.db)).toBe(first.seq + 1)
})

test('a kill goes through by itself while others update', async () => {
  const first = await started.file()
  const rivals = Array.from({ length: 8 }, () =>
    refusalOf(started.file({ signal: 'update', content: content() }, { item: first.item })),
  )
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: first.item, expects: first.seq })
  const outcomes = await Promise.all(rivals)
  expect(outcomes.every(outcome => outcome === 'fine' || outcome === 'signal-not-allowed')).toBe(true)
  const [item] = await started.db`select state, last_seq from item where id = ${first.item}`
  expect(item).toMatchObject({ state: 'killed', last_seq: kill.seq })
})

test('an item keeps every product it ever had, also when versions meet', async () => {
  const { products } = started.accounts
  const first = await started.file({ content: content({ priority: 4 }) })
  await Promise.all(
    [1, 4, 2, 4].map(priority =>
      started.file({ signal: 'update', content: content({ priority: priority as 1 | 2 | 4 }) }, { item: first.item }),
    ),
  )
  const rows =
    await started.db`select products, item_products, priority from entry where item_id = ${first.item} order by seq`
  const last = rows.at(-1)
  expect(last?.item_products).toEqual([products.generalEn, products.flash])
  for (const row of rows)
    expect(row.products).toEqual(row.priority <= 2 ? [products.generalEn, products.flash] : [products.generalEn])
})

test('the digests chain from entry 1: anybody can compute them again, and sees what was changed', async () => {
  const head = await wireHead(started.db)
  expect(await checkWire(started.db)).toBe(head)
  const middle = Math.ceil(head / 2)
  const [before] = await started.db<{ document: string }[]>`select document from version where seq = ${middle}`
  const write = (document: string) => started.db`update version set document = ${document} where seq = ${middle}`
  await write(String(before?.document).replace('harbour', 'Harbour'))
  await expect(checkWire(started.db)).rejects.toThrow(`the digest of entry ${middle}`)
  await write(String(before?.document))
  await started.db`delete from entry where seq = ${middle}`
  await expect(checkWire(started.db)).rejects.toThrow(`after entry ${middle - 1} comes ${middle + 1}`)
})

test('what the database refuses leaves no hole and no half', async () => {
  const head = await wireHead(started.db)
  await started.db`create function test_full() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$`
  await started.db`create trigger test_full before insert on version for each row execute function test_full()`
  await expect(started.file()).rejects.toThrow('disk full')
  await started.db`drop trigger test_full on version`
  expect(await wireHead(started.db)).toBe(head)
  expect((await started.file()).seq).toBe(head + 1)
})

test('a clock that steps back does not take the wire with it: times never decrease, digests go on', async () => {
  const [ahead] = await started.db<{ at: Date }[]>`
    update wire_head set at = date_trunc('milliseconds', now() + interval '1 hour') returning at`
  const sent = [await started.file(), await started.file()]
  expect(sent.map(entry => entry.at)).toEqual([ahead?.at, ahead?.at])
  const [head] = await started.db`select at from wire_head`
  expect(head?.at).toEqual(ahead?.at)
})
