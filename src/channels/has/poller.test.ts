import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../../test/kit/examples.ts'
import { noon, type StartedHas, startedHas } from '../../../test/kit/has.ts'
import type { ItemId } from '../../domain/ids.ts'
import { type Scope, seenFrom } from '../../domain/licence.ts'
import { readable } from '../../domain/readable.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Signal, signals } from '../../domain/signal.ts'
import { entriesOfItems } from '../../store/entry.ts'
import { askedOf } from './asked.ts'
import { createListings } from './listings.ts'
import { search } from './search.ts'
import { usualTables } from './tables.ts'

const minute = 60_000
const second = (moment: Date) => `${moment.toISOString().slice(0, 19)}Z`

/** A client as they are written: asks every four minutes for what is dated in the last five. */
interface Poller {
  readonly scope: Scope
  readonly as: string
  /** `id date` of every line it ever got. */
  readonly got: Set<string>
}

let has: StartedHas
let pollers: Poller[]
beforeAll(async () => {
  has = await startedHas()
  const { generalEn, generalTr, flash } = has.accounts.products
  const terms = [
    { products: [generalEn, generalTr, flash] },
    { products: [generalEn, generalTr, flash], embargoTrust: true },
    { products: [generalEn], delayMinutes: 10 },
    { products: [generalEn, generalTr], delayMinutes: 10, embargoTrust: true },
    { products: [flash], delayMinutes: 1 },
    { products: [generalEn, flash], delayMinutes: 30, archiveDays: 1 },
  ]
  pollers = await Promise.all(
    terms.map(async (each, n) => {
      const { id, as } = await has.join(`Poller ${n}`, each)
      const scope = has.catalogue.scopeOf(id, new Date(noon))
      if (scope === null) throw new Error('a poller has no contract')
      return { scope, as, got: new Set<string>() }
    }),
  )
})
afterAll(() => has.stop())

const steps = fc.array(
  fc.record({
    item: fc.nat({ max: 4 }),
    gapMs: fc.constantFrom(0, 1, 400, minute - 1, minute, 3 * minute, 7 * minute, 10 * minute, 10 * minute + 1),
    /** Kills end an item, so they come seldom. */
    signal: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...signals.filter(each => each !== 'kill')) },
      fc.constant('kill' as const),
    ),
    embargoed: fc.boolean(),
    language: fc.constantFrom('en' as const, 'tr' as const),
    priority: fc.constantFrom(2 as const, 4 as const),
  }),
  { minLength: 10, maxLength: 30 },
)
type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never

const poll = async ({ as, got }: Poller) => {
  const from = new Date(has.now() - 5 * minute).toISOString()
  const body = new URLSearchParams({ start_date: from, end_date: 'NOW', limit: '100' }).toString()
  const answer = await has.ask('/abone/search', { method: 'POST', body, as })
  expect(answer.status).toBe(200)
  for (const { id, date } of answer.json().data.result) got.add(`${id} ${date}`)
}

/** What each poller must have been told by now: of every item the version that it may read at this moment. */
const check = async (items: readonly ItemId[]) => {
  const now = new Date(has.now())
  const entries = await entriesOfItems(has.db, items)
  let due = 0
  for (const { scope, got } of pollers) {
    for (const item of items) {
      const own = entries.filter(entry => entry.item === item)
      const seen = readable(scope, own, now)
      if (seen === null) continue
      due++
      expect(got).toContain(`${item} ${second(seenFrom(scope, seen))}`)
    }
  }
  return due
}

/** Sends what a step asks for, where the item allows it. */
const send = async (items: (ItemId | undefined)[], { item, signal, embargoed, language, priority }: Step) => {
  const fresh = content({ language, priority })
  const known = items[item]
  if (known === undefined) {
    const embargo = embargoed ? { until: null } : null
    items[item] = (await has.file({ content: fresh, embargo })).item
    return
  }
  const isFresh = (['update', 'correction'] as Signal[]).includes(signal)
  // What may not follow is refused, and nothing happens in that step.
  await has.file({ signal, content: isFresh ? fresh : null, note: 'Because' }, known).catch(error => {
    if (!(error instanceof Refusal)) throw error
  })
}

test('a poller with a moving start_date misses no version, under delay, embargo and release, for generated news', {
  timeout: 120_000,
}, async () => {
  let due = 0
  await fc.assert(
    fc.asyncProperty(steps, async list => {
      await has.moveTo(has.now() + 600 * minute)
      const items: (ItemId | undefined)[] = []
      const filed = () => items.filter(item => item !== undefined)
      let pollAt = has.now()
      const pollUntil = async (moment: number) => {
        for (; pollAt <= moment; pollAt += 4 * minute) {
          await has.moveTo(pollAt)
          await Promise.all(pollers.map(poll))
          due += await check(filed())
        }
      }
      for (const step of list) {
        const at = has.now() + step.gapMs
        await pollUntil(at)
        await has.moveTo(Math.max(at, has.now()))
        await send(items, step)
      }
      await pollUntil(has.now() + 45 * minute)
    }),
    { numRuns: 8 },
  )
  // Without anything to miss the property would prove nothing.
  expect(due).toBeGreaterThan(1_000)
})

test('adjoining windows of whole seconds hold every item once, whatever its milliseconds', async () => {
  const [{ scope } = { scope: null }] = pollers
  if (scope === null) throw new Error('there is no poller')
  const start = has.now() + 600 * minute
  for (let n = 0; n < 12; n++) {
    await has.moveTo(start + n * 333)
    await has.file()
  }
  await has.moveTo(start + minute)
  const found: string[] = []
  for (let n = 0; n < 4; n++) {
    const window = [second(new Date(start + n * 1_000))]
    const bounds = new Map([['start_date', window] as const, ['end_date', window] as const])
    const asked = askedOf(bounds, { tables: usualTables, products: [], now: new Date(has.now()) })
    const { result } = JSON.parse(
      await search(
        { wire: has.wire, listings: createListings(has.db) },
        { user: { credential: '3001001', subscriber: scope.subscriber, name: 'poller' }, scope, format: null },
        asked,
      ),
    )
    found.push(...result.map((line: { id: string }) => line.id))
  }
  expect(found).toHaveLength(12)
  expect(new Set(found).size).toBe(12)
})
