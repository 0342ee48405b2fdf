import fc from 'fast-check'
import { expect, test } from 'vitest'
import { content, version } from '../../test/kit/examples.ts'
import { type Filing, firstVersion, nextVersion } from './item.ts'
import { Refusal, type RefusalCode } from './refusal.ts'
import { type Signal, type Standing, signals, signalTable } from './signal.ts'
import type { ItemHead, SentVersion, Version } from './version.ts'

const now = new Date('2026-11-23T12:00:00Z')
const later = new Date('2026-11-23T18:00:00Z')

const filing = (parts: Partial<Filing> & { signal: Signal }): Filing => ({
  content: signalTable[parts.signal].content === 'fresh' ? content() : null,
  note: 'why',
  line: null,
  replacedBy: null,
  embargo: null,
  group: null,
  by: 'A editor',
  ...parts,
})
const headOf = (newest: SentVersion): ItemHead => ({
  id: newest.item,
  lastSeq: newest.seq,
  state: newest.state,
  embargoed: newest.embargo !== null,
  newest,
})
const codeOf = (act: () => unknown): RefusalCode | 'fine' => {
  try {
    act()
    return 'fine'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const { item, guid, type } = version()

test.each<[string, RefusalCode | 'fine', () => unknown]>([
  ['a new item is fine', 'fine', () => firstVersion({ item, guid, type }, filing({ signal: 'new', note: null }), now)],
  [
    'an update of nothing',
    'signal-not-allowed',
    () => firstVersion({ item, guid, type }, filing({ signal: 'update' }), now),
  ],
  [
    'an item without content',
    'bad-input',
    () => firstVersion({ item, guid, type }, filing({ signal: 'new', content: null }), now),
  ],
  [
    'an embargo in the past',
    'embargo-past',
    () => firstVersion({ item, guid, type }, filing({ signal: 'new', embargo: { until: now } }), now),
  ],
  [
    'an embargo without a known end',
    'fine',
    () => firstVersion({ item, guid, type }, filing({ signal: 'new', embargo: { until: null } }), now),
  ],
  ['a second new', 'signal-not-allowed', () => nextVersion(headOf(version()), filing({ signal: 'new' }))],
  [
    'a correction that does not say why',
    'note-required',
    () => nextVersion(headOf(version()), filing({ signal: 'correction', note: ' ' })),
  ],
  [
    'a kill that does not say why',
    'note-required',
    () => nextVersion(headOf(version()), filing({ signal: 'kill', note: null })),
  ],
  [
    'an update of a withheld item',
    'signal-not-allowed',
    () => nextVersion(headOf(version({ state: 'withheld' })), filing({ signal: 'update' })),
  ],
  [
    'a withheld item comes back by a correction',
    'fine',
    () => nextVersion(headOf(version({ state: 'withheld' })), filing({ signal: 'correction' })),
  ],
  [
    'an embargo set later',
    'embargo-fixed',
    () => nextVersion(headOf(version()), filing({ signal: 'update', embargo: { until: later } })),
  ],
  [
    'a release of what has no embargo',
    'nothing-embargoed',
    () => nextVersion(headOf(version()), filing({ signal: 'release' })),
  ],
])('%s: %s', (_, code, act) => {
  expect(codeOf(act)).toBe(code)
})

test('nothing follows a kill', () => {
  for (const signal of signals) {
    expect(codeOf(() => nextVersion(headOf(version({ state: 'killed' })), filing({ signal })))).toBe(
      'signal-not-allowed',
    )
  }
})

test('a withheld or killed version has no text, and a kill names its replacement', () => {
  const before = headOf(version({ content: { deck: 'A deck', summary: 'A summary', bylines: ['Somebody'] } }))
  for (const signal of ['withhold', 'kill'] as const) {
    const after = nextVersion(before, filing({ signal, line: 'We took it back.', replacedBy: item }))
    expect(after).toMatchObject({
      number: 2,
      state: signal === 'kill' ? 'killed' : 'withheld',
      line: 'We took it back.',
    })
    expect(after.content).toMatchObject({ body: [], deck: null, summary: null, bylines: [] })
    expect(after.replacedBy).toBe(signal === 'kill' ? item : null)
  }
})

test('a note to desks leaves the sentence for readers of a withheld story as it is', () => {
  const withheld = version({ number: 2, signal: 'withhold', state: 'withheld', line: 'We are checking it.' })
  expect(nextVersion(headOf(withheld), filing({ signal: 'advisory' }))).toMatchObject({
    state: 'withheld',
    line: 'We are checking it.',
  })
  const corrected = version({ number: 2, signal: 'correction', line: 'It was Tuesday.' })
  expect(nextVersion(headOf(corrected), filing({ signal: 'advisory' })).line).toBeNull()
})

test('the class of reasons stays with what was taken back until the story is usable again, and goes with nothing else', () => {
  const withheld = nextVersion(headOf(version()), filing({ signal: 'withhold', reason: 'unconfirmed' }))
  expect(withheld.reason).toBe('unconfirmed')
  const head = headOf({ ...version(), ...withheld })
  expect(nextVersion(head, filing({ signal: 'advisory' })).reason).toBe('unconfirmed')
  expect(nextVersion(head, filing({ signal: 'kill', reason: 'legal' })).reason).toBe('legal')
  expect(nextVersion(head, filing({ signal: 'correction' })).reason).toBeUndefined()
  expect(codeOf(() => nextVersion(head, filing({ signal: 'correction', reason: 'legal' })))).toBe('bad-input')
  expect(codeOf(() => firstVersion({ item, guid, type }, filing({ signal: 'new', reason: 'legal' }), now))).toBe(
    'bad-input',
  )
})

test('what was taken back names nobody any more', () => {
  const names = [{ name: 'Ada Veyra', uri: null }]
  const before = headOf(version({ content: { people: names, organisations: names, places: names } }))
  const { content: left } = nextVersion(before, filing({ signal: 'kill' }))
  expect([left.people, left.organisations, left.places, left.links]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('a version under embargo keeps it until the release, which is the same version without it', () => {
  const first = version({ embargo: { until: later } })
  const second = nextVersion(headOf(first), filing({ signal: 'update' }))
  expect(second.embargo).toEqual({ until: later })
  const released = nextVersion(headOf({ ...first, ...second }), filing({ signal: 'release' }))
  expect(released).toEqual({ ...second, embargo: null })
})

test('any run of signals keeps to the table: accepted exactly where it says so, versions counting up, nothing after a kill', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...signals), { maxLength: 12 }), fc.boolean(), (run, isEmbargoed) => {
      let newest: SentVersion | null = null
      for (const signal of run) {
        const standing: Standing = newest === null ? 'absent' : newest.state
        const embargo = signal === 'new' && isEmbargoed ? { until: later } : null
        const wanted = filing({ signal, embargo })
        const head: ItemHead | null = newest === null ? null : headOf(newest)
        const act = (): Version =>
          head === null ? firstVersion({ item, guid, type }, wanted, now) : nextVersion(head, wanted)
        const isAllowed =
          signalTable[signal].after.includes(standing) && (signal !== 'release' || newest?.embargo != null)
        expect(codeOf(act) === 'fine').toBe(isAllowed)
        if (!isAllowed) continue
        const next = act()
        expect(next.number).toBe((newest?.number ?? 0) + (signal === 'release' ? 0 : 1))
        expect(newest?.state).not.toBe('killed')
        newest = { ...version(), ...next }
      }
    }),
  )
})
