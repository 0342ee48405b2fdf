import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../../test/kit/examples.ts'
import { type StartedHas, startedHas } from '../../../test/kit/has.ts'
import { createListings } from './listings.ts'

let has: StartedHas
beforeAll(async () => {
  has = await startedHas()
})
afterAll(() => has.stop())

const day = 86_400_000
const wanted = (subscriber: string, from: Date | null = null) => {
  const now = new Date(has.now())
  const scope = has.catalogue.scopeOf(subscriber, now)
  if (scope === null) throw new Error('there is no licence')
  return { scope, now, filter: {}, text: null, from, to: null }
}
const first20 = { offset: 0, limit: 20 }

test('what was sent, corrected or killed is in the very next answer', async () => {
  const titles = async () =>
    (await has.ask('/abone/search', { method: 'POST' })).json().data.result.map((line: { title: string }) => line.title)
  const { item } = await has.file({ content: content({ headline: 'First' }) })
  expect(await titles()).toEqual(['First'])
  await has.file({ content: content({ headline: 'Second' }) })
  expect(await titles()).toEqual(['Second', 'First'])
  await has.file({ signal: 'correction', content: content({ headline: 'Right' }), note: 'Wrong' }, item)
  expect(await titles()).toEqual(['Right', 'Second'])
  await has.file({ signal: 'kill', note: 'Wrong' }, item)
  expect(await titles()).toEqual([expect.stringMatching(/^KILLED/u), 'Second'])
})

test('contracts of the same terms share a look, others never do', async () => {
  const { generalEn, generalTr } = has.accounts.products
  const listings = createListings(has.db)
  const terms = { products: [generalEn], archiveDays: 15 }
  const [one, same, other, late] = await Promise.all([
    has.join('One', terms),
    has.join('The same', terms),
    has.join('Another', { products: [generalTr], archiveDays: 15 }),
    has.join('Late', { ...terms, delayMinutes: 600 }),
  ])
  const page = (subscriber: string) => listings.page(wanted(subscriber), first20)
  const found = await page(one.id)
  expect(found.total).toBe(2)
  expect(await page(same.id)).toBe(found)
  expect(await page(other.id)).toEqual({ rows: [], total: 0 })
  expect((await page(late.id)).rows.length).toBeLessThan(2)
  expect(await listings.page(wanted(one.id), { offset: 1, limit: 20 })).not.toBe(found)
  await has.moveTo(has.now() + 16 * day)
  expect(await page(one.id)).toEqual({ rows: [], total: 0 })
})

test('dates are held against the beginning of each contract', async () => {
  const { generalEn } = has.accounts.products
  const listings = createListings(has.db)
  await has.file({ content: content({ headline: 'New' }) })
  const at = new Date(has.now())
  const old = await has.join('Old', { products: [generalEn] })
  const begins = new Date(has.now() + day)
  const young = await has.join('Young', { products: [generalEn], from: begins })
  await has.moveTo(has.now() + 2 * day)
  const after = new Date(at.getTime() + day)
  expect((await listings.page(wanted(old.id, after), first20)).rows).toHaveLength(0)
  // To whom nothing could be seen before, all of it became visible when the contract began.
  expect((await listings.page(wanted(young.id, after), first20)).rows.length).toBeGreaterThan(0)
})
