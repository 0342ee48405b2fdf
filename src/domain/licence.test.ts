import { expect, test } from 'vitest'
import type { Entry } from './entry.ts'
import { parseItemId } from './ids.ts'
import { covers, coversRendition, type Scope, seenFrom, type Verdict } from './licence.ts'

const at = new Date('2026-11-23T12:00:00Z')
const plus = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

const scope = (parts: Partial<Scope> = {}): Scope => ({
  subscriber: 'sub_a',
  products: [1],
  types: ['text'],
  languages: ['en'],
  sizes: {},
  from: plus(-100_000),
  until: null,
  archiveDays: null,
  delayMinutes: 0,
  embargoTrust: false,
  ...parts,
})
const entry = (parts: Partial<Entry> = {}): Entry => ({
  seq: 7,
  at,
  item: parseItemId('dl:text:20261123:1001'),
  version: 1,
  newestVersion: 1,
  signal: 'new',
  type: 'text',
  language: 'en',
  category: 'general',
  priority: 4,
  products: [1],
  itemProducts: [1],
  embargoed: false,
  firstAt: at,
  releasedAt: null,
  state: 'usable',
  recalledAt: null,
  ...parts,
})

test.each<[string, Verdict, Partial<Scope>, Partial<Entry>, number]>([
  ['what the contract names', 'full', {}, {}, 0],
  ['another product', 'none', { products: [2] }, {}, 0],
  ['a version that left the product', 'headline', {}, { products: [2], itemProducts: [1, 2] }, 0],
  ['another type', 'none', { types: ['picture'] }, {}, 0],
  ['another language', 'none', { languages: ['tr'] }, {}, 0],
  ['every language', 'full', { languages: null }, { language: 'ar' }, 0],
  ['before the contract starts', 'none', { from: plus(10) }, {}, 5],
  ['an entry older than the contract, once it has started', 'full', { from: plus(10) }, {}, 10],
  ['after it has ended', 'none', { until: plus(10) }, {}, 10],
  [
    'a kill after it has ended, of what was sent before',
    'notice',
    { until: plus(-5) },
    { signal: 'kill', state: 'killed', firstAt: plus(-60) },
    1,
  ],
  [
    'a correction after it has ended: the line alone',
    'notice',
    { until: plus(-5) },
    { signal: 'correction', firstAt: plus(-60) },
    1,
  ],
  [
    'a kill of what was first sent after it had ended',
    'none',
    { until: plus(-5) },
    { signal: 'kill', state: 'killed', firstAt: plus(-1) },
    1,
  ],
  ['inside the archive window', 'full', { archiveDays: 1 }, {}, 24 * 60],
  ['outside the archive window', 'none', { archiveDays: 1 }, {}, 24 * 60 + 1],
  ['embargoed copy, untrusted, also years later', 'none', {}, { embargoed: true, releasedAt: plus(60) }, 999_999],
  ['embargoed copy, trusted', 'full', { embargoTrust: true }, { embargoed: true }, 0],
  ['a kill before release, untrusted', 'none', {}, { embargoed: true, signal: 'kill', state: 'killed' }, 0],
  ['a killed item whatever the entry', 'notice', {}, { state: 'killed', recalledAt: plus(3) }, 5],
  ['a withheld item', 'notice', {}, { state: 'withheld', recalledAt: plus(3) }, 5],
  ['a withhold of an item that is usable again', 'notice', {}, { signal: 'withhold' }, 5],
  ['a delayed contract, before its time', 'none', { delayMinutes: 15 }, {}, 14],
  ['a delayed contract, at its time', 'full', { delayMinutes: 15 }, {}, 15],
  ['a kill does not wait', 'notice', { delayMinutes: 15 }, { signal: 'kill', state: 'killed' }, 0],
  [
    'a correction of what was open does not wait',
    'full',
    { delayMinutes: 15 },
    { signal: 'correction', firstAt: plus(-20) },
    0,
  ],
  [
    'a correction of what was not open yet waits',
    'none',
    { delayMinutes: 15 },
    { signal: 'correction', firstAt: plus(-5) },
    0,
  ],
  ['a version corrected before it was due is passed over', 'none', { delayMinutes: 15 }, { recalledAt: plus(5) }, 60],
  ['a version corrected after it was due is not', 'full', { delayMinutes: 15 }, { recalledAt: plus(20) }, 60],
  [
    'a correction after a late release waits for the untrusted',
    'none',
    { delayMinutes: 15 },
    { signal: 'correction', firstAt: plus(-90), releasedAt: plus(-5) },
    0,
  ],
  [
    'but not for the trusted',
    'full',
    { delayMinutes: 15, embargoTrust: true },
    { signal: 'correction', firstAt: plus(-90), releasedAt: plus(-5) },
    0,
  ],
])('%s: %s', (_, verdict, scopeParts, entryParts, minutes) => {
  expect(covers(scope(scopeParts), entry(entryParts), plus(minutes))).toBe(verdict)
})

test('a HAS date is when the scope could first see the entry', () => {
  expect(seenFrom(scope(), entry())).toEqual(at)
  expect(seenFrom(scope({ delayMinutes: 15 }), entry())).toEqual(plus(15))
  expect(seenFrom(scope({ delayMinutes: 15 }), entry({ signal: 'kill' }))).toEqual(at)
  expect(seenFrom(scope({ from: plus(30) }), entry())).toEqual(plus(30))
})

test.each([
  ['picture', {}, false],
  ['file', {}, true],
  ['file', { file: [] }, false],
  ['video', {}, true],
  ['video', { video: ['sd'] }, true],
  ['video', { video: [] }, false],
  ['graphic', { graphic: ['raster'] }, false],
  ['graphic', { graphic: ['pdf', 'raster'] }, true],
] as const)('the original of a %s goes under %o: %s', (type, sizes, isCovered) =>
  expect(coversRendition({ sizes }, type, 'original')).toBe(isCovered),
)
