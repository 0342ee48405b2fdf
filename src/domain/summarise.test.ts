import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, paragraph, textOfBody } from './body.ts'
import { isBalanced, sentencesOf } from './sentences.ts'
import { summarise } from './summarise.ts'
import { type Language, languageCodes } from './taxonomy.ts'
import type { Content } from './version.ts'

const story = (language: Language, body: readonly (string | Block)[], more: Partial<Content> = {}): Content => ({
  language,
  headline: 'A headline',
  deck: null,
  dateline: 'HALVORT',
  bylines: [],
  body: body.map(each => (typeof each === 'string' ? paragraph(each) : each)),
  category: 'general',
  priority: 4,
  subjects: [],
  keywords: [],
  summary: null,
  ...more,
})

const lead = 'Halvort opened its flood barrier on Monday after the Aldra rose to 4.2 metres at the city gauge.'
const second = 'The barrier holds back water for 60,000 people in Halvort and the lower Aldra villages.'
const filler = 'officials at the basin office expect the river to stay high for days and have asked people to wait '
const rest = [`In the meantime ${filler.repeat(3).trim()}.`, `At the ports ${filler.repeat(3).trim()}.`]
const summaryOf = (content: Content): string => summarise(content).summary

describe('an extract', () => {
  test('begins with the lead and goes on in the order of the body', () => {
    expect(summarise(story('en', [lead, second, ...rest]))).toEqual({ summary: `${lead} ${second}`, kind: 'extract' })
  })

  test.each(['HALVORT (DL) - ', 'HALVORT, Nov. 23 (DL) — ', 'HALVORT – ', 'هالفورت (د ل) - '])(
    'leaves the dateline %j out',
    dateline => expect(summaryOf(story('en', [dateline + lead, ...rest]))).toBe(lead),
  )

  test('takes no heading, list, table, pull quote or bulleted line', () => {
    const blocks: Block[] = [
      { kind: 'h2', spans: [{ text: 'The barrier opened.' }] },
      { kind: 'ul', items: [[{ text: 'The barrier is 4 metres high.' }]] },
      { kind: 'table', header: false, rows: [[[{ text: 'The Aldra at Halvort stood at 4.2 metres.' }]]] },
      { kind: 'blockquote', spans: [{ text: 'The barrier in Halvort held.' }] },
    ]
    expect(summaryOf(story('en', [...blocks, '- The Aldra is high in Halvort.', lead, ...rest]))).toBe(lead)
  })

  test.each<[Language, string, string]>([
    ['en', 'It was the third opening this year.', 'This year the barrier in Halvort has opened three times.'],
    ['en', 'However, Halvort kept its ferries running.', 'The city of Halvort kept its ferries running.'],
    ['en', '“The barrier held,” he added in Halvort.', '“The barrier held,” the Halvort water office said.'],
    ['tr', 'Bu durum Halvort için bir ilk oldu.', 'Bu yıl Halvort barajı üç kez açıldı.'],
    ['tr', '“Halvort barajı suyu tuttu.” dedi.', '“Halvort barajı suyu tuttu.” diyen Su İdaresi uyardı.'],
    ['ar', 'وأضاف المكتب أن الحاجز صمد في هالفورت.', 'هذا العام فُتح حاجز هالفورت ثلاث مرات متتالية.'],
    ['ar', 'وأشار إلى أن حاجز هالفورت صمد أمام المياه.', 'وأشار مكتب الأنهار إلى أن حاجز هالفورت صمد.'],
  ])('%s: takes %j only with the sentence before it, %j alone', (language, leaning, standing) => {
    const tail = 'x '.repeat(500)
    const between = `${'y '.repeat(400)}z.`
    expect(summaryOf(story(language, [lead, between, leaning, tail]))).toBe(lead)
    expect(summaryOf(story(language, [lead, between, standing, tail]))).toBe(`${lead} ${standing}`)
    expect(summaryOf(story(language, [lead, leaning, tail]))).toBe(`${lead} ${leaning}`)
  })

  test('takes a later sentence of a paragraph only with those before it', () => {
    const late = 'The Halvort barrier opened today.'
    const first = `Officials ${filler.repeat(4).trim()}.`
    expect(summaryOf(story('en', [lead, `${first} ${late}`, ...rest]))).toBe(lead)
    expect(summaryOf(story('en', [lead, `${second} ${late}`, ...rest]))).toBe(`${lead} ${second} ${late}`)
  })

  test('takes from the lower half of a story only what makes it two sentences', () => {
    const [low = '', lower = ''] = ['The Halvort ferries are running today.', 'The Halvort schools are open today.']
    expect(summaryOf(story('en', [lead, ...rest, low, lower]))).toBe(`${lead} ${low}`)
    expect(summaryOf(story('en', [lead, second, ...rest, low, lower]))).toBe(`${lead} ${second}`)
  })

  test('never cuts a quotation, nor takes one that is not closed', () => {
    const quote = '“Stay away from the banks. The water is fast,” the Halvort basin office said.'
    const open = 'Then “the barrier in Halvort held.'
    const summary = summaryOf(story('en', [lead, open, quote, ...rest]))
    expect(summary).toBe(`${lead} ${quote}`)
  })

  test('is the headline as a sentence where the lead alone would give away more than a third', () => {
    const flash = story('en', [lead], { headline: 'Halvort opens flood barrier' })
    expect(summarise(flash)).toEqual({ summary: 'Halvort opens flood barrier.', kind: 'extract' })
    expect(summaryOf(story('en', [], { headline: 'Is the barrier open?' }))).toBe('Is the barrier open?')
  })
})

describe("the editor's own summary", () => {
  const own = (summary: string, body = [lead, second, ...rest]) => summarise(story('en', body, { summary }))

  test('wins, trimmed', () =>
    expect(own('  The gates are shut. ')).toEqual({ summary: 'The gates are shut.', kind: 'editor' }))

  test('keeps whole sentences within 600 characters', () => {
    const sentence = `Rain ${'falls and '.repeat(24)}falls.`
    expect(own(`${sentence} ${sentence} ${sentence}`).summary).toBe(`${sentence} ${sentence}`)
  })

  test('gives away no more than a third of the body where it is copied from it', () => {
    expect(own([lead, second, ...rest].join(' ')).summary).toBe(`${lead} ${second}`)
    expect(own(lead, [lead]).summary).toBe('A headline.')
  })

  test('that is blank counts as none', () => expect(own(' ').kind).toBe('extract'))
})

const pieces = [
  'The barrier opened',
  'Dr. Orlan',
  '3.5',
  '"',
  '“',
  '”',
  '«',
  '»',
  '. ',
  '? ',
  '… ',
  'It',
  'و',
  'İlk 5. gün',
  '(',
  ')',
  ', ',
]
const anyText = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.lorem({ maxCount: 9 })), { maxLength: 20 })
const anyBody = fc.array(
  anyText.map(parts => parts.join(' ')),
  { maxLength: 12 },
)

test('of whatever text, an extract is whole, balanced, word for word and at most a third of the body', () => {
  fc.assert(
    fc.property(anyBody, fc.constantFrom(...languageCodes), (body, language) => {
      const content = story(language, body)
      const { summary } = summarise(content)
      expect(summarise(content).summary).toBe(summary)
      if (summary === 'A headline.') return
      const text = textOfBody(content.body)
      expect(summary.length * 3).toBeLessThanOrEqual(text.length)
      expect(isBalanced(summary)).toBe(true)
      const all = body.flatMap(each => sentencesOf(each.trim(), language))
      const spells = (left: string, from: number): boolean =>
        all.some(
          (each, i) =>
            i >= from && (left === each || (left.startsWith(`${each} `) && spells(left.slice(each.length + 1), i + 1))),
        )
      expect(spells(summary, 0), summary).toBe(true)
    }),
    { numRuns: 500 },
  )
})

const seed = fileURLToPath(new URL('../../../shared/seed/anadolu-kazakhstan.txt', import.meta.url))

test.skipIf(!existsSync(seed))(
  'a real agency story is summarised by its lead, in three whole sentences at most (needs the seed text beside the checkout)',
  () => {
    const [headline = '', deck = '', dateline = '', ...body] = readFileSync(seed, 'utf8').trim().split('\n')
    const summary = summaryOf(story('en', body, { headline, deck, dateline }))
    expect(summary.startsWith(body[0] ?? '-')).toBe(true)
    const sentences = sentencesOf(summary, 'en')
    expect(sentences.length).toBeGreaterThanOrEqual(2)
    expect(sentences.length).toBeLessThanOrEqual(3)
    for (const sentence of sentences) expect(body.some(text => text.includes(sentence))).toBe(true)
  },
)
