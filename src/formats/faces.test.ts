import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agency, floodKilled, version } from '../../test/kit/examples.ts'
import { newsmlG2Errors, ninjsValidator } from '../../test/kit/schemas.ts'
import { paragraph } from '../domain/body.ts'
import { noticeOf } from '../domain/notice.ts'
import { categoryCodes, languageCodes, priorities } from '../domain/taxonomy.ts'
import type { Content, SentVersion } from '../domain/version.ts'
import { formatNames, render } from './render.ts'
import type { Face, Rendering } from './rendering.ts'

const faces: Face[] = ['full', 'headline', 'notice']

/** Words that say which field they come from, so that a leak shows wherever it is. */
const words = (field: string) =>
  fc
    .array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 8 })
    .map(list => list.map(word => `q${field}${word}`).join(' '))

const other = version({ n: 1077 })

const marked = fc
  .record({
    headline: words('headline'),
    deck: words('deck'),
    dateline: words('dateline'),
    byline: words('byline'),
    body: fc.array(words('body'), { minLength: 1, maxLength: 5 }),
    keyword: words('keyword'),
    person: words('person'),
    organisation: words('organisation'),
    region: words('region'),
    related: words('related'),
    summary: words('summary'),
    note: words('note'),
    line: words('line'),
  })
  .map(({ body, byline, keyword, note, line, person, organisation, region, related, ...rest }) =>
    version({
      signal: 'correction',
      note,
      line,
      content: {
        ...rest,
        bylines: [byline],
        keywords: [keyword],
        people: [{ name: person, uri: 'https://register.example/qperson' }],
        organisations: [{ name: organisation, uri: null }],
        places: [{ name: region, uri: null }],
        links: [{ rel: 'see-also', item: other.item, guid: other.guid, version: 2, headline: related }],
        body: body.map(paragraph),
      },
    }),
  )

/** The marks found in any of the formats. */
const marksIn = (sent: SentVersion, rendering: Rendering): Set<string> => {
  const all = formatNames.map(format => render(format, sent, rendering).bytes.toString()).join('\n')
  const fields = ['headline', 'deck', 'dateline', 'byline', 'body', 'keyword', 'summary', 'note', 'line']
  fields.push('person', 'organisation', 'region', 'related')
  return new Set(fields.filter(field => all.includes(`q${field}`)))
}

test('the face headline shows headline, note and correction line, and no word of the text', () => {
  fc.assert(
    fc.property(marked, sent => {
      expect(marksIn(sent, { face: 'headline', notice: null, agency })).toEqual(new Set(['headline', 'note', 'line']))
    }),
  )
})

test('the face notice of a correction shows its note and line alone', () => {
  fc.assert(
    fc.property(marked, sent => {
      expect(marksIn(sent, { face: 'notice', notice: null, agency })).toEqual(new Set(['note', 'line']))
    }),
  )
})

test('an entry of an item killed since shows nothing of itself', () => {
  fc.assert(
    fc.property(marked, sent => {
      expect(marksIn(sent, { face: 'notice', notice: noticeOf(floodKilled), agency })).toEqual(new Set())
    }),
  )
})

test('a withheld or killed version shows its notice alone, whatever face is asked for', () => {
  fc.assert(
    fc.property(marked, fc.constantFrom('withheld' as const, 'killed' as const), (sent, state) => {
      for (const face of faces) {
        const seen = marksIn({ ...sent, state }, { face, notice: null, agency })
        expect(seen).toEqual(new Set(['note', 'line']))
      }
    }),
  )
})

test('the face full carries every word of the body, in order, in every format', () => {
  fc.assert(
    fc.property(marked, sent => {
      const written = sent.content.body.flatMap(block => ('spans' in block ? block.spans.map(span => span.text) : []))
      for (const format of formatNames) {
        // IPTC 7901 breaks its lines.
        const document = render(format, sent, { face: 'full', notice: null, agency })
          .bytes.toString()
          .replace(/\s+/g, ' ')
        let from = 0
        for (const text of written) {
          const at = document.indexOf(text, from)
          expect(at, format).toBeGreaterThanOrEqual(from)
          from = at + text.length
        }
      }
    }),
  )
})

const oddParts = [
  ']]>',
  '<!--',
  '&amp;',
  '<p>',
  '"',
  "'",
  '\0',
  '\v',
  '\u0085',
  '\ud800',
  '\udfff',
  '\ufffe',
  '\u202e',
  '🙂',
  'İ',
  'ق',
  '\n',
]
const odd = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom(...oddParts)), { maxLength: 8 })
  .map(parts => parts.join(''))
const spans = fc.array(fc.record({ text: odd, href: odd }, { requiredKeys: ['text'] }), { maxLength: 3 })
const rows = fc.array(fc.array(spans, { maxLength: 3 }), { maxLength: 3 })

const oddContent: fc.Arbitrary<Content> = fc.record({
  language: fc.constantFrom(...languageCodes),
  headline: odd,
  deck: fc.option(odd),
  dateline: fc.option(odd),
  bylines: fc.array(odd, { maxLength: 2 }),
  body: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constantFrom('p' as const, 'h2' as const, 'blockquote' as const), spans }),
      fc.record({ kind: fc.constantFrom('ul' as const, 'ol' as const), items: fc.array(spans, { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('table' as const), header: fc.boolean(), rows }),
    ),
    { maxLength: 5 },
  ),
  category: fc.constantFrom(...categoryCodes),
  priority: fc.constantFrom(...priorities),
  subjects: fc.array(fc.record({ qcode: fc.oneof(odd, fc.constant('medtop:20000002')), name: odd }), { maxLength: 2 }),
  keywords: fc.array(odd, { maxLength: 2 }),
  summary: fc.constant(null),
})

const oddVersion = fc
  .record({ content: oddContent, note: fc.option(odd), line: fc.option(odd), face: fc.constantFrom(...faces) })
  .map(({ face, ...parts }) => ({ face, sent: version({ signal: 'correction', ...parts }) }))

test('any text at all, whatever characters it is made of, gives valid documents', async () => {
  const ninjsErrors = ninjsValidator()
  await fc.assert(
    fc.asyncProperty(fc.array(oddVersion, { minLength: 30, maxLength: 30 }), async batch => {
      const xml: Record<string, string> = {}
      batch.forEach(({ sent, face }, i) => {
        const written = (format: 'ninjs' | 'newsml-g2' | 'newsml29') =>
          render(format, sent, { face, notice: null, agency }).bytes.toString()
        xml[`g2-${i}`] = written('newsml-g2')
        xml[`has-${i}`] = written('newsml29')
        expect(ninjsErrors(written('ninjs'))).toEqual([])
      })
      expect(await newsmlG2Errors(xml)).toEqual([])
    }),
    { numRuns: 5 },
  )
})
