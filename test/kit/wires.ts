import fc from 'fast-check'
import type { Entry } from '../../src/domain/entry.ts'
import type { Filter } from '../../src/domain/filter.ts'
import { formatItemId } from '../../src/domain/ids.ts'
import type { Scope } from '../../src/domain/licence.ts'
import { isRecall, type Signal, signals, signalTable } from '../../src/domain/signal.ts'
import { categoryCodes, languageCodes, priorities } from '../../src/domain/taxonomy.ts'
import type { Db } from '../../src/store/db.ts'

const start = Date.parse('2026-11-20T06:00:00Z')
const minute = 60_000
const day = 86_400_000
/** Steps in time that make moments meet: nothing, a millisecond either side of the delays and of a day, and some of no meaning. */
const gaps = [
  0,
  1,
  minute - 1,
  minute,
  minute + 1,
  9 * minute,
  10 * minute,
  10 * minute + 1,
  30 * minute,
  7_321,
  day - 1,
  day,
  day + 1,
]

interface Step {
  readonly item: number
  readonly gap: number
  /** Picks among the signals that may follow. */
  readonly pick: number
  readonly embargoed: boolean
  readonly parts: Pick<Entry, 'language' | 'category' | 'priority' | 'products'>
}

const steps: fc.Arbitrary<Step> = fc.record({
  item: fc.nat({ max: 7 }),
  gap: fc.constantFrom(...gaps),
  pick: fc.nat({ max: 41 }),
  embargoed: fc.nat({ max: 3 }).map(n => n === 0),
  parts: fc.record({
    language: fc.constantFrom(...languageCodes),
    category: fc.constantFrom(...categoryCodes),
    priority: fc.constantFrom(...priorities),
    products: fc.subarray([1, 2, 3, 4], { minLength: 1, maxLength: 2 }),
  }),
})

/** Wires of up to 30 entries over eight items (every eighth a picture) in which every signal follows what it may follow. */
export const wires: fc.Arbitrary<Entry[]> = fc.array(steps, { minLength: 12, maxLength: 30 }).map(list => wireOf(list))

const wireOf = (list: readonly Step[]): Entry[] => {
  const entries: Entry[] = []
  let at = start
  for (const step of list) {
    at += step.gap
    const entry = following(entries, step, new Date(at))
    if (entry !== null) entries.push(entry)
  }
  return entries.map(entry => ({
    ...entry,
    ...standingOf(
      entries.filter(each => each.item === entry.item),
      entry,
    ),
  }))
}

const following = (entries: readonly Entry[], { item, pick, embargoed, parts }: Step, at: Date): Entry | null => {
  const type = item === 7 ? 'picture' : 'text'
  const id = formatItemId('dl', type, '20261120', 1001 + item)
  const own = entries.filter(entry => entry.item === id)
  const last = own.at(-1)
  const allowed = signals.filter(
    signal =>
      signalTable[signal].after.includes(last?.state ?? 'absent') && (signal !== 'release' || last?.embargoed === true),
  )
  // Kills end an item, so they come seldom.
  const living = pick % 4 === 0 ? allowed : allowed.filter(signal => signal !== 'kill')
  const signal = living[pick % Math.max(living.length, 1)]
  if (signal === undefined) return null
  const kept = signalTable[signal].content !== 'fresh' && last !== undefined ? last : parts
  const { language, category, priority, products } = kept
  return {
    ...{ seq: entries.length + 1, at, item: id, signal, type, language, category, priority, products },
    version: (last?.version ?? 0) + (signal === 'release' ? 0 : 1),
    itemProducts: [...new Set([...(last?.itemProducts ?? []), ...products])].sort(),
    embargoed: last === undefined ? embargoed : last.embargoed && signal !== 'release',
    state: leaves(signal, last?.state ?? 'usable'),
    ...{ firstAt: own[0]?.at ?? at, releasedAt: null, newestVersion: 0, recalledAt: null },
  }
}

const leaves = (signal: Signal, before: Entry['state']): Entry['state'] => {
  const { leaves: after } = signalTable[signal]
  return after === 'same' ? before : after
}

/** What an entry says of its item as it is now. */
const standingOf = (own: readonly Entry[], entry: Entry) => ({
  releasedAt: own.find(each => each.signal === 'release')?.at ?? null,
  newestVersion: own.at(-1)?.version ?? 0,
  state: own.at(-1)?.state ?? 'usable',
  recalledAt: own.find(each => each.seq > entry.seq && isRecall(each.signal))?.at ?? null,
})

/** Scopes and moments whose bounds fall on the entries of a wire, a millisecond before or after them, by their delay or archive too. */
export const views = (wire: readonly Entry[]): fc.Arbitrary<{ scope: Scope; now: Date }> => {
  const near = fc
    .tuple(
      fc.constantFrom(...wire.map(entry => entry.at.getTime()), start),
      fc.constantFrom(-day, -1, 0, 1, minute, 10 * minute - 1, 10 * minute, day, 2 * day, 2 * day + 1),
    )
    .map(([at, by]) => new Date(at + by))
  const scope = fc.record({
    subscriber: fc.constant('sub_a'),
    products: fc.oneof({ weight: 4, arbitrary: fc.subarray([1, 2, 3, 4, 5], { minLength: 2 }) }, fc.subarray([1, 2])),
    types: fc.oneof(
      { weight: 6, arbitrary: fc.constant(['text', 'picture'] as const) },
      fc.subarray(['text', 'picture'] as const),
    ),
    languages: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.subarray([...languageCodes])),
    sizes: fc.constant({}),
    from: fc.oneof({ weight: 5, arbitrary: fc.constant(new Date(start - day)) }, near),
    until: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, near),
    archiveDays: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.constantFrom(1, 2)),
    delayMinutes: fc.constantFrom(0, 0, 1, 10, 30),
    embargoTrust: fc.boolean(),
  })
  return fc.record({
    scope,
    now: fc.oneof(near, fc.constant(new Date((wire.at(-1)?.at.getTime() ?? start) + 20 * minute))),
  })
}

export const filters: fc.Arbitrary<Omit<Filter, 'q'>> = fc.record(
  {
    products: fc.subarray([1, 2, 3, 4], { minLength: 1, maxLength: 2 }),
    languages: fc.subarray([...languageCodes], { minLength: 1 }),
    categories: fc.subarray([...categoryCodes], { minLength: 2 }),
    priorities: fc.subarray([...priorities], { minLength: 2 }),
  },
  { requiredKeys: [] },
)

/** Puts entries on the wire of an empty database as they stand, past the publisher: for moments and numbers that it would not give. */
export const insertWire = async (sql: Db, wire: readonly Entry[]): Promise<void> => {
  const lastOf = new Map(wire.map(entry => [entry.item, entry]))
  const items = [...lastOf.values()].map(last => {
    const recalls = wire.filter(entry => entry.item === last.item && isRecall(entry.signal))
    return {
      ...{
        id: last.item,
        guid: last.item,
        slug: last.item,
        type: last.type,
        version: last.newestVersion,
        last_seq: last.seq,
      },
      ...{
        state: last.state,
        products: last.itemProducts,
        embargoed: last.embargoed,
        first_at: last.firstAt,
        released_at: last.releasedAt,
      },
      ...{ recalls: recalls.map(each => each.at), recall_seqs: recalls.map(each => each.seq) },
    }
  })
  await sql`truncate item, entry, version, teaser, public_notice, search_version, reader cascade`
  await sql`
    insert into item (id, guid, slug, type, version, last_seq, state, products, embargoed, first_at, released_at, recalls, recall_seqs)
    select * from jsonb_to_recordset(${sql.json(JSON.parse(JSON.stringify(items)))})
      as r(id text, guid text, slug text, type text, version int, last_seq bigint, state text, products int[], embargoed boolean,
           first_at timestamptz, released_at timestamptz, recalls timestamptz[], recall_seqs bigint[])`
  await sql`
    insert into entry (seq, at, item_id, version, signal, type, language, category, priority, products, product_versions, item_products, embargoed, digest)
    select seq, at, item, version, signal, type, language, category, priority, products, products, "itemProducts", embargoed, sha256('')
      from jsonb_to_recordset(${sql.json(JSON.parse(JSON.stringify(wire)))})
        as r(seq bigint, at timestamptz, item text, version int, signal text, type text, language text, category text, priority int,
             products int[], "itemProducts" int[], embargoed boolean)`
  await sql`update wire_head set seq = ${wire.at(-1)?.seq ?? 0}`
}
