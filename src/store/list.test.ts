import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { filters, insertWire, views, wires } from '../../test/kit/wires.ts'
import type { Entry } from '../domain/entry.ts'
import { compileFilter } from '../domain/filter.ts'
import { seenFrom } from '../domain/licence.ts'
import { type Listed, readable } from '../domain/readable.ts'
import { countItems, listItems, type Wanted } from './list.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const expectedOf = (wire: readonly Entry[], { scope, now, filter, from, to }: Wanted): Listed[] =>
  [...new Set(wire.map(entry => entry.item))]
    .flatMap(
      item =>
        readable(
          scope,
          wire.filter(entry => entry.item === item),
          now,
        ) ?? [],
    )
    .filter(entry => compileFilter(filter)(entry, () => []))
    .filter(entry => (from === null || seenFrom(scope, entry) >= from) && (to === null || seenFrom(scope, entry) <= to))
    .sort((a, b) => b.seq - a.seq)

const boundsOn = (wire: readonly Entry[]) =>
  fc
    .tuple(views(wire), views(wire))
    .map(([{ now: a }, { now: b }]) => (a < b ? { from: a, to: b } : { from: b, to: a }))

const cases = wires
  .filter(wire => wire.length > 0)
  .chain(wire =>
    fc.tuple(
      fc.constant(wire),
      fc.array(
        fc.record({
          view: views(wire),
          filter: fc.oneof(fc.constant({}), filters),
          bounds: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, boundsOn(wire)),
        }),
        { minLength: 8, maxLength: 8 },
      ),
    ),
  )

test('a list holds exactly what the domain says is readable of each item, newest first, for generated wires', async () => {
  const { db } = database
  let listed = 0
  await fc.assert(
    fc.asyncProperty(cases, async ([wire, all]) => {
      await insertWire(db, wire)
      for (const { view, filter, bounds } of all) {
        const wanted = { ...view, filter, text: null, from: bounds?.from ?? null, to: bounds?.to ?? null }
        const expected = expectedOf(wire, wanted)
        listed += expected.length
        const found = await listItems(db, { ...wanted, before: null, offset: 0, limit: 100 })
        expect([...found]).toEqual(expected)
        const [, second] = expected
        const page = await listItems(db, { ...wanted, before: expected[0]?.seq ?? null, offset: 0, limit: 1 })
        expect([...page]).toEqual(second === undefined ? [] : [second])
        expect(await listItems(db, { ...wanted, before: null, offset: 1, limit: 1 })).toEqual([...page])
        const total = await countItems(db, { ...wanted, before: null, offset: 0, bound: 3 })
        expect(total).toEqual({ count: Math.min(expected.length, 3), isApproximate: expected.length > 3 })
      }
    }),
    { numRuns: 30, seed: 2026 },
  )
  expect(listed).toBeGreaterThan(300)
}, 180_000)

test('a list goes on below its first windows until it is full or the wire ends', async () => {
  const { db } = database
  const one = fc.sample(wires, { numRuns: 50, seed: 7 }).flat()[0]
  if (one === undefined) throw new Error('no entry was generated')
  const at = (n: number) => new Date(one.at.getTime() + n * 1_000)
  const wire = Array.from(
    { length: 3_000 },
    (_, n): Entry => ({
      ...one,
      ...{
        seq: n + 1,
        at: at(n),
        firstAt: at(n),
        item: `dl:text:20261120:${n + 1}` as Entry['item'],
        version: 1,
        newestVersion: 1,
      },
      ...{ signal: 'new', type: 'text', state: 'usable', embargoed: false, releasedAt: null, recalledAt: null },
      ...{ products: [n % 1_000 === 3 ? 2 : 1], itemProducts: [n % 1_000 === 3 ? 2 : 1] },
    }),
  )
  await insertWire(db, wire)
  const scope = {
    ...{
      subscriber: 'sub_a',
      products: [2],
      types: ['text'] as const,
      languages: null,
      sizes: {},
      from: at(-1),
      until: null,
    },
    ...{ archiveDays: null, delayMinutes: 0, embargoTrust: false },
  }
  const wanted = { scope, now: at(4_000), filter: {}, text: null, from: null, to: null, before: null, offset: 0 }
  expect((await listItems(db, { ...wanted, limit: 10 })).map(entry => entry.seq)).toEqual([2004, 1004, 4])
  expect((await listItems(db, { ...wanted, limit: 1, offset: 1 })).map(entry => entry.seq)).toEqual([1004])
  expect(await countItems(db, { ...wanted, bound: 10 })).toEqual({ count: 3, isApproximate: false })
}, 60_000)
