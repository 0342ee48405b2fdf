import { expect, test } from 'vitest'
import type { Known } from '../store/intake-known.ts'
import { type Candidate, type Succession, successionOf } from './succession.ts'

const item = (version: string | null, text = 'a', created: string | null = null): Candidate => ({
  sourceVersion: version,
  versionCreated: created === null ? null : new Date(created),
  digest: Buffer.from(text),
})
const known = (id: number, version: string | null, parts: Partial<Known> = {}, text = 'b'): Known => ({
  ...{ id, isLater: false, sourceVersion: version, versionCreated: null, signal: 'new', status: 'sent', item: null },
  ...{ digest: Buffer.from(text), openDraft: null },
  ...parts,
})

test.each<[string, Candidate, Known[], Succession]>([
  ['the first under an id', item('1'), [], { kind: 'first' }],
  ['a version that counts further', item('2'), [known(1, '1')], { kind: 'follows', earlier: 1 }],
  ['counts as numbers, not as words', item('10'), [known(1, '9')], { kind: 'follows', earlier: 1 }],
  ['an older one that comes late', item('1'), [known(1, '2')], { kind: 'superseded', earlier: 1 }],
  [
    'late by time where nothing is counted',
    item(null, 'a', '2026-11-24T08:00Z'),
    [known(1, null, { versionCreated: new Date('2026-11-24T09:00Z') })],
    { kind: 'superseded', earlier: 1 },
  ],
  ['without count and time, the order of arrival', item(null), [known(1, null)], { kind: 'follows', earlier: 1 }],
  ['the same count with another text', item('1'), [known(1, '1')], { kind: 'follows', earlier: 1 }],
  ['the same text again', item('2', 'b'), [known(1, '1')], { kind: 'unchanged', earlier: 1 }],
  [
    'the text of an earlier one that was changed since',
    item('3', 'b'),
    [known(2, '2', {}, 'c'), known(1, '1')],
    { kind: 'follows', earlier: 2 },
  ],
  ['what was outdone is not looked at', item('2'), [known(1, '3', { status: 'superseded' })], { kind: 'first' }],
  [
    'one read again, with a newer one that was decided on since',
    item('1'),
    [known(2, '2', { isLater: true })],
    { kind: 'superseded', earlier: 2 },
  ],
  [
    'one read again, before a newer one that is to be read again too',
    item('1'),
    [known(2, '2', { isLater: true, status: 'arrived' })],
    { kind: 'first' },
  ],
])('%s', (_, candidate, others, expected) => {
  expect(successionOf(candidate, others)).toEqual(expected)
})
