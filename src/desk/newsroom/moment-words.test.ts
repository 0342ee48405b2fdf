import { describe, expect, test } from 'vitest'
import { momentsOf } from '../../domain/zoned-time.ts'
import { clockChangeOn, momentWords, spanWords } from './moment-words.ts'

const moments = (text: string, zone: string) => momentsOf(text, zone).map(each => each.toISOString())

describe('a time of the clock', () => {
  test.each([
    ['Europe/Istanbul', '2026-03-29T03:30', ['2026-03-29T00:30:00.000Z']],
    ['Europe/Berlin', '2026-03-29T01:59', ['2026-03-29T00:59:00.000Z']],
    ['Europe/Berlin', '2026-03-29T02:30', []],
    ['Europe/Berlin', '2026-03-29T03:00', ['2026-03-29T01:00:00.000Z']],
    ['Europe/Berlin', '2026-10-25T02:30', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
    ['Europe/Berlin', '2026-10-25T03:00', ['2026-10-25T02:00:00.000Z']],
    ['America/New_York', '2026-03-08T02:00', []],
    ['America/New_York', '2026-11-01T01:30', ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']],
    ['America/New_York', '2026-02-30T10:00', []],
  ])('in %s, %s', (zone, text, expected) => expect(moments(text, zone)).toEqual(expected))
})

test.each([
  ['Europe/Istanbul', '2026-03-29', 0],
  ['Europe/Berlin', '2026-03-29', 60],
  ['Europe/Berlin', '2026-10-25', -60],
  ['Europe/Berlin', '2026-10-26', 0],
  ['America/New_York', '2026-03-08', 60],
  ['America/New_York', '2026-11-01', -60],
  ['Australia/Lord_Howe', '2026-04-05', -30],
])('the clock of %s on %s is set by %i minutes', (zone, day, minutes) => expect(clockChangeOn(day, zone)).toBe(minutes))

test('the two of an hour that comes twice are told apart', () => {
  const berlin = { language: 'en', timeZone: 'Europe/Berlin' } as const
  const words = momentsOf('2026-10-25T02:30', 'Europe/Berlin').map(each => momentWords(berlin, each))
  expect(words).toEqual(['Sunday, 25 October 2026, 02:30 (UTC+02:00)', 'Sunday, 25 October 2026, 02:30 (UTC+01:00)'])
})

test.each([
  ['en', 12_000_000, '3 h 20 min'],
  ['en', 3_600_000, '1 h'],
  ['en', 20_000, '0 min'],
  ['tr', 90_000_000, '1 gün 1 sa'],
  ['ar', 90_000_000 * 2, 'يومان 2 س'],
] as const)('in %s, %i ms', (language, ms, words) => expect(spanWords(language, ms)).toBe(words))
