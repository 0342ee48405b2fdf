import { expect, test } from 'vitest'
import { endOf, startOf } from './dates.ts'

const now = new Date('2026-11-23T12:00:00.500Z')

test.each<[string, string | null, string | null]>([
  ['2026-06-05T12:00:41Z', '2026-06-05T12:00:41.000Z', '2026-06-05T12:00:41.999Z'],
  ['2025-07-31T08:04:14.000Z', '2025-07-31T08:04:14.000Z', '2025-07-31T08:04:14.000Z'],
  ['2025-07-31T08:04:14.123456Z', '2025-07-31T08:04:14.123Z', '2025-07-31T08:04:14.123Z'],
  ['2025-07-31T08:04:14', '2025-07-31T08:04:14.000Z', '2025-07-31T08:04:14.999Z'],
  ['2025-07-31 08:04', '2025-07-31T08:04:00.000Z', '2025-07-31T08:04:59.999Z'],
  ['2025-07-31T08:04:14+03:00', '2025-07-31T05:04:14.000Z', '2025-07-31T05:04:14.999Z'],
  ['2025-07-31T08:04:14 03:00', '2025-07-31T05:04:14.000Z', '2025-07-31T05:04:14.999Z'],
  ['2025-07-31T08:04:14-0230', '2025-07-31T10:34:14.000Z', '2025-07-31T10:34:14.999Z'],
  ['2025-07-29', '2025-07-29T00:00:00.000Z', '2025-07-29T23:59:59.999Z'],
  ['01/09/2016', '2016-09-01T00:00:00.000Z', '2016-09-01T23:59:59.999Z'],
  ['1.9.2016 10:20', '2016-09-01T10:20:00.000Z', '2016-09-01T10:20:59.999Z'],
  ['NOW', now.toISOString(), null],
  ['now', now.toISOString(), null],
  ['*', null, null],
  ['31/02/2026', null, null],
  ['2026-13-01', null, null],
  ['2026-11-23T24:00:00Z', null, null],
  ['2026-11-23T10:00:00+99:00', null, null],
  ['0050-01-01', null, null],
  ['1700000000', null, null],
  ['yesterday', null, null],
  ['', null, null],
])('%s begins at %s and ends at %s', (text, start, end) => {
  expect(startOf(text, now)?.toISOString() ?? null).toBe(start)
  expect(endOf(text)?.toISOString() ?? null).toBe(end)
})

test('no date is no bound', () => {
  expect([startOf(undefined, now), endOf(undefined)]).toEqual([null, null])
})
