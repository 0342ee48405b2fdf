import { describe, expect, test } from 'vitest'
import type { Licence } from '../store/licence.ts'
import { nextBoundary, pickContract, toScope } from './contract.ts'

const day = (text: string) => new Date(`2026-${text}T00:00:00Z`)

const contract = (id: string, from: string, until: string | null): Licence => ({
  id,
  subscriber: 'sub_a',
  products: [1],
  types: ['text'],
  languages: null,
  startsAt: day(from),
  endsAt: until === null ? null : day(until),
  archiveDays: null,
  delayMinutes: 0,
  embargoTrust: false,
  sizes: {},
  downloadLimit: null,
})

const one = [contract('only', '02-01', '03-01')]
const open = [contract('open', '02-01', null)]
const renewal = [contract('old', '01-01', '02-01'), contract('new', '02-01', '03-01')]
const gap = [contract('old', '01-01', '02-01'), contract('new', '03-01', '04-01')]
const overlap = [contract('long', '01-01', '06-01'), contract('short', '02-01', '03-01')]
const twins = [contract('first', '01-01', null), contract('second', '01-01', null)]
const cancelled = [contract('old', '01-01', '02-01'), contract('cancelled', '03-01', '03-01')]

describe('the contract that counts', () => {
  test.each([
    ['none without contracts', [], '02-15', null],
    ['the next to come, before it begins', one, '01-15', 'only'],
    ['the one in force, from its first moment', one, '02-01', 'only'],
    ['the one that ended, from its last moment', one, '03-01', 'only'],
    ['an open one, years later', open, '12-31', 'open'],
    ['the old one up to a renewal', renewal, '01-31', 'old'],
    ['the new one from the moment of a renewal', renewal, '02-01', 'new'],
    ['the last of them after both', renewal, '05-01', 'new'],
    ['the lapsed one in a gap, not the one to come', gap, '02-15', 'old'],
    ['the new one after a gap', gap, '03-01', 'new'],
    ['of two in force the one that began last', overlap, '02-15', 'short'],
    ['the longer one again when the shorter has ended', overlap, '03-15', 'long'],
    ['after an overlap the one that ended last', overlap, '07-01', 'long'],
    ['of two that began together the one made last', twins, '02-15', 'second'],
    ['never one that was cancelled before it began', cancelled, '03-15', 'old'],
    ['the nearer of two to come', gap, '01-01', 'old'],
  ])('is %s', (_, licences, at, id) => expect(pickContract(licences, day(at))?.id ?? null).toBe(id))

  test('of several to come is the one that begins first', () =>
    expect(pickContract([contract('near', '05-01', null), contract('far', '06-01', null)], day('02-01'))?.id).toBe(
      'near',
    ))
})

test('the next boundary is the next start or end, and none after the last', () => {
  expect(nextBoundary(gap, day('01-15'))).toEqual(day('02-01'))
  expect(nextBoundary(gap, day('02-01'))).toEqual(day('03-01'))
  expect(nextBoundary(gap, day('04-01'))).toBeNull()
  expect(nextBoundary(cancelled, day('02-15'))).toBeNull()
  expect(nextBoundary(open, day('02-15'))).toBeNull()
})

test('a scope carries the bounds of its contract', () => {
  const scope = toScope({
    ...contract('only', '02-01', '03-01'),
    archiveDays: 15,
    delayMinutes: 10,
    embargoTrust: true,
  })
  expect(scope).toEqual({
    subscriber: 'sub_a',
    products: [1],
    types: ['text'],
    languages: null,
    from: day('02-01'),
    until: day('03-01'),
    archiveDays: 15,
    delayMinutes: 10,
    embargoTrust: true,
    sizes: {},
  })
})
