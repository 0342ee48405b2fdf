import { expect, test } from 'vitest'
import { namesZone, readMoment } from './moments.ts'

test('moments are read as agencies write them', () => {
  const table: [string, string | null, string][] = [
    ['2026-11-24T10:15:30Z', null, '2026-11-24T10:15:30.000Z'],
    ['2026-11-24T10:15:30.123456Z', null, '2026-11-24T10:15:30.123Z'],
    ['2026-11-24T10:15:30+03:00', null, '2026-11-24T07:15:30.000Z'],
    ['2026-11-24T10:15:30+0300', null, '2026-11-24T07:15:30.000Z'],
    ['2026-11-24T10:15:30+03', null, '2026-11-24T07:15:30.000Z'],
    ['20261124T101530Z', null, '2026-11-24T10:15:30.000Z'],
    ['20261124T101530+0200', null, '2026-11-24T08:15:30.000Z'],
    ['20261124T1015', 'Europe/Istanbul', '2026-11-24T07:15:00.000Z'],
    ['2026-11-24 10:15:30', 'Asia/Kathmandu', '2026-11-24T04:30:30.000Z'],
    ['  2026-11-24T10:15:30 Z\n', null, '2026-11-24T10:15:30.000Z'],
    ['2026-11-24', 'America/New_York', '2026-11-24T05:00:00.000Z'],
    // Summer and winter on one zone, by its own clocks.
    ['2026-07-01T12:00:00', 'Europe/Brussels', '2026-07-01T10:00:00.000Z'],
    ['2026-12-01T12:00:00', 'Europe/Brussels', '2026-12-01T11:00:00.000Z'],
    ['Tue, 24 Nov 2026 10:15:30 GMT', null, '2026-11-24T10:15:30.000Z'],
    ['Sun, 24 Nov 2026 10:15:30 UT', null, '2026-11-24T10:15:30.000Z'],
    ['24 Nov 26 10:15 EST', null, '2026-11-24T15:15:00.000Z'],
    ['Tue, 24 November 2026 10:15:30 -0500 (EST)', null, '2026-11-24T15:15:30.000Z'],
    ['24 Nov 99 01:02:03 GMT', null, '1999-11-24T01:02:03.000Z'],
    ['15 Okt 18 13:41 GMT', null, '2018-10-15T13:41:00.000Z'],
  ]
  for (const [text, zone, iso] of table) expect(readMoment(text, zone)?.toISOString(), text).toBe(iso)
})

test('what is no moment is none, never a wrong one', () => {
  for (const text of [
    '',
    ' ',
    'tomorrow',
    '2026-13-01',
    '2026-02-30',
    '2026-11-24T25:00:00Z',
    '24',
    '2026',
    '2026-11-24T10:15:30 nowhere',
    '2026-11-24T10:15:30 XYZ',
  ]) {
    expect(readMoment(text, null), text).toBeNull()
  }
  expect(readMoment(null, 'UTC')).toBeNull()
  expect(readMoment('Tue, 24 Nov 2026 10:15:30 QQQ', null)).toBeNull()
})

test('a moment tells whether it names its zone', () => {
  expect(['2026-11-24T10:15:30Z', '2026-11-24T10:15:30', '24 Nov 2026 10:15 GMT', 'soon'].map(namesZone)).toEqual([
    true,
    false,
    true,
    false,
  ])
})
