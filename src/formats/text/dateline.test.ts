import { expect, test } from 'vitest'
import { datelineAlone, datelineBefore } from './dateline.ts'

test('a place line alone is read with what stands around the place', () => {
  const table: [string, string, string | null][] = [
    ['WASHINGTON', 'WASHINGTON', null],
    ['İSTANBUL', 'İSTANBUL', null],
    ['NEW YORK/GENEVA', 'NEW YORK/GENEVA', null],
    ['WASHINGTON, D.C.', 'WASHINGTON, D.C.', null],
    ['ANKARA (XX) -', 'ANKARA', '(XX) -'],
    ['ANKARA, 23 Kasım –', 'ANKARA', '23 Kasım –'],
    ['أنقرة (ميريديان) -', 'أنقرة', '(ميريديان) -'],
    ['أنقرة / ميريديان', 'أنقرة', 'ميريديان'],
    ['إسطنبول /', 'إسطنبول', null],
  ]
  for (const [line, place, around] of table) expect(datelineAlone(line), line).toEqual({ place, around, rest: '' })
})

test('a place before the first words is taken off them', () => {
  const table: [string, string, string | null][] = [
    ['ANKARA (XX) - ', 'ANKARA', '(XX) -'],
    ['Ankara (XX) - ', 'Ankara', '(XX) -'],
    ['ANKARA — ', 'ANKARA', null],
    ['İSTANBUL, Nov 23 – ', 'İSTANBUL', 'Nov 23 –'],
    ['KUALA LUMPUR, Nov. 23 (XX) - ', 'KUALA LUMPUR', 'Nov. 23 (XX) -'],
    ['أنقرة (ميريديان) - ', 'أنقرة', '(ميريديان) -'],
    ['أنقرة — ', 'أنقرة', null],
  ]
  for (const [lead, place, around] of table) {
    expect(datelineBefore(`${lead}text goes on`), lead).toEqual({ place, around, rest: 'text goes on' })
  }
})

test('ordinary sentences have no place line', () => {
  const sentences = [
    'The river rose on Monday.',
    'NATO said on Monday that it would meet.',
    'A well-known place - the mill - was flooded.',
    'Veyra (the town) was flooded - again.',
    'قالت الوزارة يوم الاثنين إن النهر ارتفع.',
    '2026 - a year of floods',
    '',
  ]
  for (const sentence of sentences) {
    expect(datelineAlone(sentence), sentence).toBeNull()
    expect(datelineBefore(sentence), sentence).toBeNull()
  }
})
