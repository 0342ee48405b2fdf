import { describe, expect, test } from 'vitest'
import { paragraph } from '../domain/body.ts'
import type { ItemId } from '../domain/ids.ts'
import { complete, type Found } from '../formats/read/complete.ts'
import { bareRendition } from '../formats/read/rendition.ts'
import { noDefaults } from '../formats/reading.ts'
import { parseFiling } from '../wire/filing.ts'
import { filingOf, type Target } from './filing-of.ts'
import { noSourceDefaults } from './settings.ts'

const now = new Date('2026-11-24T08:00:00Z')
const later = new Date('2026-11-24T18:00:00Z')
const onWire: Target = { item: 'dl:text:20261124:1001' as ItemId, embargo: null }
const source = { name: 'Lakeside feed', defaults: { ...noSourceDefaults, provider: 'Lakeside Press' } }
const item = (found: Found = {}) =>
  complete(
    {
      language: 'en-GB',
      headline: 'Bridge opens',
      body: [paragraph('The bridge is open.')],
      category: 'general',
      ...found,
    },
    noDefaults,
  )
const filed = (found: Found, target: Target | null = null) => {
  const made = filingOf(item(found), { source, target, replacedBy: null, now })
  return 'hold' in made ? made.hold.code : parseFiling(made.filing)
}

test.each([
  ['new', null, 'new'],
  ['update', null, 'new'],
  ['correction', null, 'new'],
  ['release', null, 'new'],
  ['new', onWire, 'update'],
  ['correction', onWire, 'correction'],
  ['withhold', onWire, 'withhold'],
  ['kill', onWire, 'kill'],
] as const)('a %s where the wire has %o is filed as %s', (signal, target, expected) => {
  expect(filed({ signal }, target)).toMatchObject({ signal: expected, by: 'Lakeside feed' })
})

test.each(['kill', 'withhold', 'advisory'] as const)('a %s of nothing on the wire is held', signal => {
  expect(filed({ signal })).toBe('not-on-wire')
})

test('a recall without a note gets one that names the provider, and keeps its own where it has one', () => {
  expect(filed({ signal: 'kill' }, onWire)).toMatchObject({ note: 'killed by Lakeside Press', content: null })
  expect(filed({ signal: 'correction', note: 'Wrong day' }, onWire)).toMatchObject({ note: 'Wrong day' })
})

describe('embargoes', () => {
  test('one that has ended is none, one that has not goes along', () => {
    expect(filed({ embargo: { until: now } })).toMatchObject({ embargo: null })
    expect(filed({ embargo: { until: later } })).toMatchObject({ embargo: { until: later } })
    expect(filed({ embargo: { until: null } })).toMatchObject({ embargo: { until: null } })
  })

  test('an item on the wire keeps its own; another holds what came in', () => {
    const embargoed = { ...onWire, embargo: { until: later } }
    expect(filed({ embargo: { until: later } }, embargoed)).toMatchObject({ embargo: null })
    expect(filed({}, embargoed)).toMatchObject({ embargo: null })
    expect(filed({ embargo: { until: later } }, onWire)).toBe('embargo-fixed')
    expect(filed({ embargo: { until: null } }, embargoed)).toBe('embargo-fixed')
    expect(filed({ signal: 'kill', embargo: { until: later } }, onWire)).toMatchObject({ signal: 'kill' })
  })
})

test('the provider is credited first, with the address of the item, and what is no Media Topic is left out', () => {
  const filing = filed({
    url: 'https://lakeside.example/bridge',
    sources: [
      { name: 'lakeside press', uri: null },
      { name: 'Harbour office', uri: 'ftp://x' },
    ],
    subjects: [
      { qcode: 'medtop:20000002', name: 'culture' },
      { qcode: 'lake:7', name: 'bridges' },
    ],
    body: [paragraph('The bridge is open.'), { kind: 'figure', item: onWire.item, caption: [{ text: 'Bridge' }] }],
    group: 'g'.repeat(101),
  })
  expect(filing).toMatchObject({
    content: {
      language: 'en',
      priority: 4,
      sources: [
        { name: 'Lakeside Press', uri: 'https://lakeside.example/bridge' },
        { name: 'Harbour office', uri: null },
      ],
      rights: { holder: 'Lakeside Press', notice: null, terms: null },
      subjects: [{ qcode: 'medtop:20000002', name: 'culture' }],
      body: [paragraph('The bridge is open.')],
    },
    group: null,
  })
})

test('what only somebody can supply holds an item, and the hold says what', () => {
  expect(filed({ language: 'fr' })).toBe('other-language')
  expect(filed({ category: null })).toBe('no-category')
  // A recall has no text, and needs neither.
  expect(filed({ language: 'fr', category: null, signal: 'kill' }, onWire)).toMatchObject({ signal: 'kill' })
})

test('whom and where it is about goes along, codes of other vocabularies do not, and for a picture they are the persons shown', () => {
  const names = {
    people: [{ name: 'Ada Veyra', uri: 'lake:17' }],
    organisations: [{ name: 'Harbour Office', uri: 'https://register.example/7' }],
    places: [{ name: 'Orsel', uri: null }],
  }
  expect(filed(names)).toMatchObject({
    content: { ...names, people: [{ name: 'Ada Veyra', uri: null }] },
  })
  const picture = filed({ ...names, type: 'picture', renditions: [bareRendition('web', 'https://lake.example/1.jpg')] })
  expect(picture).toMatchObject({ content: { media: { persons: ['Ada Veyra'] } } })
  expect(picture).not.toHaveProperty('content.people', expect.anything())
})

test('what is not to be used any more is held, and an end that is to come goes along', () => {
  expect(filed({ expires: now })).toBe('expired')
  expect(filed({ expires: later })).toMatchObject({ content: { expiresAt: later.toISOString() } })
})

test('the class of reasons goes with what takes an item back, and with nothing else', () => {
  expect(filed({ signal: 'kill', reason: 'rights' }, onWire)).toMatchObject({ reason: 'rights' })
  expect(filed({ signal: 'advisory', note: 'Wait', reason: 'rights' }, onWire)).toMatchObject({ reason: undefined })
})
