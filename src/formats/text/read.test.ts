import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agency, content, tramInIrmakli, version } from '../../../test/kit/examples.ts'
import { type Body, paragraph, textOfBlock, textOfBody } from '../../domain/body.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type ReadText, readText } from './read.ts'
import { writeText } from './write.ts'

const paragraphs = (body: Body): string[] => body.map(textOfBlock)

test('headline, deck, place line and a paragraph a line are told apart', () => {
  const read = readText('River floods Veyra\nSchools stay closed, says town office\nVEYRA\nThe river rose.\nIt fell.\n')
  expect(read).toEqual({
    headline: 'River floods Veyra',
    deck: 'Schools stay closed, says town office',
    dateline: 'VEYRA',
    body: [paragraph('The river rose.'), paragraph('It fell.')],
    dropped: [],
  })
})

test('a line under the headline is a deck only where it is none of the text', () => {
  expect(readText('Headline\nThe river rose on Monday.\nIt fell.').deck).toBeNull()
  expect(readText('Headline\nThe river rose on Monday.\nVEYRA\nIt fell.').deck).toBe('The river rose on Monday.')
  expect(readText('Headline\n\n"We are safe," the office says\n\nThe river rose.').deck).toBe(
    '"We are safe," the office says',
  )
  expect(readText('Headline\n\nThe river rose on Monday and\nflooded the town.').deck).toBeNull()
  expect(readText('Headline\n- one\n- two\nText.').deck).toBeNull()
  expect(readText('Flash: river floods Veyra').body).toEqual([])
  expect(readText('Flash\nRiver floods Veyra')).toMatchObject({ deck: null, body: [paragraph('River floods Veyra')] })
})

test('a line in capitals is a place only where text follows it', () => {
  expect(readText('Headline\nDETAILS FOLLOW')).toMatchObject({ dateline: null, body: [paragraph('DETAILS FOLLOW')] })
})

test('in a text with empty lines, lines that stop in the middle of sentences are joined', () => {
  const read = readText(
    'Headline\n\nThe river left its banks on Monday and\nflooded the lower town,\nthe office said.\n\nIt is\nfalling.',
  )
  expect(paragraphs(read.body)).toEqual([
    'The river left its banks on Monday and flooded the lower town, the office said.',
    'It is falling.',
  ])
})

test('in a text with empty lines, lines that end as sentences do stay paragraphs', () => {
  const read = readText('Headline\n\nThe river rose.\n"It will fall."\nNobody knows when.\n\nSchools are closed.')
  expect(read.body).toHaveLength(4)
})

test('subheadings and lists are read, soft line ends inside a list item joined', () => {
  const read = readText('Headline\n\nThe river\nrose.\n\n## What next\n\n- stay at\nhome\n- wait\n\nThat is\nall.')
  expect(read.body).toEqual([
    paragraph('The river rose.'),
    { kind: 'h2', spans: [{ text: 'What next' }] },
    { kind: 'ul', items: [[{ text: 'stay at home' }], [{ text: 'wait' }]] },
    paragraph('That is all.'),
  ])
})

test('byte order marks, line ends, odd spaces and invisible characters of a paste are put in order', () => {
  const read = readText(
    '\uFEFF\r\n Head\u00A0line \r\n\u200E\r\nThe\u202Friver\u200B rose.\fIt\t fell.\u2028\u200FEnd.\u200F\r',
  )
  expect(read.headline).toBe('Head line')
  expect(paragraphs(read.body)).toEqual(['The river rose.', 'It fell.', 'End.'])
})

test('joiners that Arabic script and emoji need stay', () => {
  const text = 'می‌رود 👩‍🚒'
  expect(readText(text).headline).toBe(text)
})

test('a text with nothing in it is refused by the name of its field', () => {
  for (const text of ['', ' \n\t\r\n', '\uFEFF\u200B\u0000']) {
    expect(() => readText(text)).toThrow(Refusal)
    expect(() => readText(text)).toThrow(expect.objectContaining({ code: 'bad-input', field: 'text' }))
  }
})

test('what plain text is written is read back as it was', () => {
  const { summary, ...story } = {
    ...tramInIrmakli.content,
    bylines: [],
    body: [
      ...tramInIrmakli.content.body,
      { kind: 'h2' as const, spans: [{ text: 'Duraklar' }] },
      { kind: 'ul' as const, items: [[{ text: 'Çarşı' }], [{ text: 'Liman' }]] },
    ],
  }
  const text = writeText(version({ content: content(story) }), { face: 'full', notice: null, agency })
  const { dropped, ...read } = readText(text)
  expect(read).toEqual({ headline: story.headline, deck: story.deck, dateline: story.dateline, body: story.body })
  expect(dropped).toEqual(['(DL) -'])
})

const letters = (text: string): string => (text.match(/[\p{L}\p{N}]/gu) ?? []).sort().join('')
const words = (text: string): string[] => (text.match(/[\p{L}\p{N}]+/gu) ?? []).sort()
const everythingOf = (read: ReadText): string =>
  [read.headline, read.deck, read.dateline, textOfBody(read.body), ...read.dropped].join('\n')

const piece = fc.constantFrom(
  ...[
    'river',
    'VEYRA',
    'İRMAKLI',
    'website',
    'contains',
    'only',
    'summarized',
    'news',
    'subscribers',
    'contact',
    'us',
    'Please',
    'أنقرة',
    '(XX)',
  ],
  ...['-', '–', '—', '/', ',', '.', '!', '"', '##', '-', 'Nov', '23', 'said', 'the', 'it'],
)
const line = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(' '))
const pasted = fc.array(
  fc.oneof(line, fc.constantFrom('', '## river', '- it', 'VEYRA', '\uFEFF', 'VEYRA (XX) - the river')),
  { maxLength: 14 },
)

test('no word of a text is lost or invented: each is in the headline, the deck, the place, the body or among the dropped', () => {
  fc.assert(
    fc.property(pasted, fc.constantFrom('\n', '\r\n', '\r', '\f'), (lines, end) => {
      const text = lines.join(end)
      if (words(text).length === 0) return
      expect(words(everythingOf(readText(text)))).toEqual(words(text))
    }),
    { numRuns: 2000 },
  )
})

test('no letter or digit of any string at all is lost or invented', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      if (letters(text) === '') return
      expect(letters(everythingOf(readText(text)))).toBe(letters(text))
    }),
  )
})

test('a real agency story goes in and out word for word, without what its site adds', () => {
  const path = fileURLToPath(new URL('../../../../shared/seed/anadolu-kazakhstan.txt', import.meta.url))
  if (!existsSync(path)) {
    console.warn('NOT TESTED: the real story is not beside this checkout, so that reading it was not tried')
    return
  }
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const read = readText(lines.join('\n'))
  expect([read.headline, read.deck, read.dateline]).toEqual(lines.slice(0, 3))
  expect(paragraphs(read.body)).toEqual(lines.slice(3, -1))
  expect(read.dropped).toEqual(lines.slice(-1))
  const { dropped, ...story } = read
  const out = writeText(version({ content: content(story) }), { face: 'full', notice: null, agency })
  const { dropped: around, ...again } = readText(out)
  expect(again).toEqual(story)
})
