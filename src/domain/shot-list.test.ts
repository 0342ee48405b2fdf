import { describe, expect, it } from 'vitest'
import { type Body, paragraph } from './body.ts'
import { readShots } from './shot-list.ts'

const lines = (...texts: string[]): Body => texts.map(paragraph)

describe('a shot list', () => {
  it('is read from paragraphs, from lines of one paragraph, and from list items', () => {
    const shots = [
      { atSeconds: 0, text: 'WIDE OF HARBOUR' },
      { atSeconds: 5, text: 'CLOSE-UP OF CRANE' },
    ]
    const texts = ['00:00 WIDE OF HARBOUR', '00:05 CLOSE-UP OF CRANE']
    expect(readShots(lines(...texts))).toEqual(shots)
    expect(readShots(lines(texts.join('\n')))).toEqual(shots)
    expect(readShots([{ kind: 'ul', items: texts.map(text => [{ text }]) }])).toEqual(shots)
  })

  it.each([
    ['with hours', '0:00:00 – Harbour', '0:01:12 – Crane', 72],
    ['with frames', '00:00:00:00 Harbour', '00:00:12:24 Crane', 12],
    ['from and to', '00:00-00:07 Harbour', '00:07-00:12 Crane', 7],
    ['in brackets', '[00:00] Harbour', '[00:09] Crane', 9],
    ['numbered', '1. 00:00 Harbour', '2. 00:09 Crane', 9],
    ['numbered, the time behind', '1. Harbour (00:00)', '2. Crane (00:09)', 9],
    ['of a tape that begins at ten', '10:00:00:00 Harbour', '10:00:09:00 Crane', 9],
    ['with Arabic digits', '٠٠:٠٠ Harbour', '٠٠:٠٩ Crane', 9],
    ['with Persian digits', '۰۰:۰۰ Harbour', '۰۰:۰۹ Crane', 9],
    ['with marks of direction', '\u200f00:00 Harbour', '\u200e00:09 Crane', 9],
  ])('is read %s', (_, first, second, atSeconds) => {
    expect(readShots(lines(first, second))).toEqual([
      { atSeconds: 0, text: 'Harbour' },
      { atSeconds, text: 'Crane' },
    ])
  })

  it('keeps what is said in a shot out of it, and the digits of its words', () => {
    const body = lines(
      'The port was closed on Monday.',
      '00:00 الميناء في ١٢ يناير',
      '00:08 SOUNDBITE (Turkish), port office:',
      '"Nothing moves."',
      '00:21 Ships',
    )
    expect(readShots(body)).toEqual([
      { atSeconds: 0, text: 'الميناء في ١٢ يناير' },
      { atSeconds: 8, text: 'SOUNDBITE (Turkish), port office:' },
      { atSeconds: 21, text: 'Ships' },
    ])
  })

  it.each([
    ['a story', ['The port was closed at 09:00 on Monday.', 'It opened at 10:30.']],
    ['a programme of the day', ['09:00 Opening', '09:30 Speech of the port office', '10:00 Questions']],
    ['one time alone', ['00:05 Harbour']],
    ['times that do not rise', ['00:05 Harbour', '00:05 Crane', '00:02 Ships']],
    ['results', ['00:12', '00:15']],
    ['no time of a counter', ['00:75 Harbour', '00:99 Crane']],
    ['lengths of shots', ['1. Harbour (00:04)', '2. Crane (00:09)']],
    ['a score', ['1. Harbour 3:2 Mountain', '2. Lake 1:0 Plain']],
  ])('is not seen in %s', (_, texts) => {
    expect(readShots(lines(...texts))).toEqual([])
  })

  it('is found in time in hostile text', () => {
    expect(readShots(lines('1. '.repeat(50_000), `1. ${'('.repeat(50_000)}`, `00:00 ${' '.repeat(50_000)}`))).toEqual(
      [],
    )
  })
})
