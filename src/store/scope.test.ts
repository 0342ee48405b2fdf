import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { insertWire, views, wires } from '../../test/kit/wires.ts'
import { covers, seenFrom, type Verdict } from '../domain/licence.ts'
import { entriesAfter } from './entry.ts'
import { seenFrom as seenFromSql, verdict } from './scope.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const cases = wires
  .filter(wire => wire.length > 0)
  .chain(wire => fc.tuple(fc.constant(wire), fc.array(views(wire), { minLength: 12, maxLength: 12 })))

test('the database answers what a scope covers, and from when, as the domain does, for every entry of generated wires', async () => {
  const { db } = database
  const met = new Map<Verdict, number>()
  await fc.assert(
    fc.asyncProperty(cases, async ([wire, all]) => {
      await insertWire(db, wire)
      expect(await entriesAfter(db, { after: 0, limit: 100 })).toEqual(wire)
      for (const { scope, now } of all) {
        const rows = await db<{ seq: number; verdict: Verdict; from: Date }[]>`
          select e.seq, ${verdict(db, scope, now)} as verdict, ${seenFromSql(db, scope)} as from
            from entry e join item i on i.id = e.item_id order by e.seq`
        const expected = wire.map(entry => ({
          seq: entry.seq,
          verdict: covers(scope, entry, now),
          from: seenFrom(scope, entry),
        }))
        for (const each of expected) met.set(each.verdict, (met.get(each.verdict) ?? 0) + 1)
        expect([...rows]).toEqual(expected)
      }
    }),
    { numRuns: 60, seed: 2026 },
  )
  // The cases are worth something only where every answer occurs in numbers.
  for (const each of ['none', 'notice', 'headline', 'full'] as const) expect(met.get(each)).toBeGreaterThan(100)
}, 120_000)
