import { expect, test } from 'vitest'
import table from './place-zones.json' with { type: 'json' }
import { placeName, placeOfLine } from './place-zones.ts'

test.each([
  ['ANKARA', 'Europe/Istanbul'],
  ['İZMİR', 'Europe/Istanbul'],
  ['IZMIR', 'Europe/Istanbul'],
  ['القاهره', 'Africa/Cairo'],
  ['Yeni Delhi, 23 Kasım', 'Asia/Kolkata'],
  ['TOKYO/SEOUL', 'Asia/Tokyo'],
  ['BUENOS AIRES (DL)', 'America/Argentina/Buenos_Aires'],
  ['KRAKOZHIA', null],
  ['', null],
])('%s is in %s', (line, zone) => expect(placeOfLine(line)?.zone ?? null).toBe(zone))

test('every zone is one that clocks know', () => {
  for (const { zone } of table) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
})

test.each([
  ['İZMİR', 'tr', 'İzmir'],
  ['IĞDIR', 'tr', 'Iğdır'],
  ['IZMIR', 'en', 'Izmir'],
  ['ORSEL-ON-LAKE, Nov 3', 'en', 'Orsel-On-Lake'],
  ['CAIRO', 'ar', 'القاهرة'],
  ['', 'en', ''],
] as const)('the name of %s in %s is %s', (line, language, name) => expect(placeName(line, language)).toBe(name))
