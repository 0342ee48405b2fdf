import { expect, test } from 'vitest'
import { fromLocal, toLocal } from './zoned-time.ts'

test.each([
  ['a zone without summer time', '2026-11-23T18:00', 'Europe/Istanbul', '2026-11-23T15:00:00.000Z'],
  ['summer', '2026-07-01T00:30', 'Europe/Berlin', '2026-06-30T22:30:00.000Z'],
  ['winter', '2026-01-01T00:00', 'Europe/Berlin', '2025-12-31T23:00:00.000Z'],
  ['an hour that comes twice means its first', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['the last minute before the clock is put on', '2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
  ['the far side of the date line', '2026-05-01T10:00', 'Pacific/Kiritimati', '2026-04-30T20:00:00.000Z'],
  ['quarters of an hour', '2026-05-01T10:00', 'Asia/Kathmandu', '2026-05-01T04:15:00.000Z'],
])('%s', (_, local, zone, utc) => {
  const moment = fromLocal(local, zone)
  expect(moment?.toISOString()).toBe(utc)
  expect(toLocal(new Date(utc), zone)).toBe(local)
})

test.each([
  ['2026-03-29T02:30', 'Europe/Berlin'],
  ['2026-02-30T10:00', 'UTC'],
  ['2026-11-23', 'UTC'],
  ['soon', 'UTC'],
  ['', 'UTC'],
])('%s in %s is no time', (text, zone) => {
  expect(fromLocal(text, zone)).toBeNull()
})
