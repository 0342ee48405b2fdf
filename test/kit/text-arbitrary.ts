import fc from 'fast-check'
import type { Block, Body, Span } from '../../src/domain/body.ts'
import { formatItemId } from '../../src/domain/ids.ts'

// Words of the three languages, of scripts beyond the basic plane, and what escaping has to survive.
const odd = [
  'İstanbul’da',
  'ığüşöç',
  '&amp;',
  '<p>',
  ']]>',
  '<!--',
  '"so"',
  "it's",
  '𝒟ateline',
  '🙂',
  '👩‍🚒',
  'e\u0301',
  '٣٫٥',
  'قالت',
  'الميناء،',
  'שלום',
  '1.5%',
  'A&B',
  '\\n',
  '{x}',
  '中文',
]
const word = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z]{1,8}$/), weight: 3 },
  { arbitrary: fc.constantFrom(...odd), weight: 2 },
  fc.stringMatching(/^[ء-ي]{2,7}$/),
)
// No line begins with what a format of plain text takes for a mark of its own: a letter opens it.
const opening = fc.constantFrom('Water', 'Şehirde', 'قال', 'Ferries', 'Çınar', '𝒟awn')

/** A line of one to `most` words, single spaces between. */
export const line = (most: number): fc.Arbitrary<string> =>
  fc.tuple(opening, fc.array(word, { maxLength: most - 1 })).map(([first, rest]) => [first, ...rest].join(' '))

/** Names of people, offices and keywords: no comma, no semicolon, not two names in one. */
export const names = fc.constantFrom(
  'Ines Tallow',
  'Işıl Çınar',
  'ليان الساحلي',
  'Piet O’Marrow',
  'R&D Office',
  'Sarn "Gauge"',
  'İnci Ün',
)

/** At most so many, none twice. */
export const unique = (of: fc.Arbitrary<string>, most: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(of, { maxLength: most, selector: each => each.toLowerCase() })

const hrefs = fc.constantFrom('https://orsel.example/a?b=1&c="2"', 'http://x.example/ı', 'mailto:desk@meridian.example')
const mark = fc.constantFrom('', '', '', 'strong', 'em', 'both', 'link')
const marked = fc.record({ word, mark, href: hrefs })

const spansWith = (strongToo: boolean): fc.Arbitrary<Span[]> =>
  fc.tuple(opening, fc.array(marked, { maxLength: 8 })).map(([first, rest]) => {
    const spans: { text: string; strong?: true; em?: true; href?: string }[] = [{ text: first }]
    for (const each of rest) {
      const strong = strongToo && (each.mark === 'strong' || each.mark === 'both')
      const em = each.mark === 'em' || each.mark === 'both'
      const href = each.mark === 'link' ? each.href : undefined
      const last = spans.at(-1)
      if (last === undefined) continue
      const isSame = (last.strong ?? false) === strong && (last.em ?? false) === em && last.href === href
      if (isSame) last.text += ` ${each.word}`
      else {
        last.text += ' '
        spans.push({
          text: each.word,
          ...(strong ? { strong: true } : {}),
          ...(em ? { em: true } : {}),
          ...(href === undefined ? {} : { href }),
        })
      }
    }
    return spans
  })

const spans = spansWith(true)
const cells = fc.oneof({ arbitrary: spans, weight: 4 }, fc.constant<Span[]>([]))
const rows = (columns: number) =>
  fc.array(fc.tuple(spans, ...Array.from({ length: columns - 1 }, () => cells)), { minLength: 1, maxLength: 3 })
const tables = fc
  .integer({ min: 1, max: 3 })
  .chain(columns => fc.record({ kind: fc.constant('table' as const), header: fc.boolean(), rows: rows(columns) }))

const blocks: fc.Arbitrary<Block> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constantFrom('p' as const, 'blockquote' as const), spans }), weight: 4 },
  fc.record({ kind: fc.constant('h2' as const), spans: spansWith(false) }),
  fc.record({
    kind: fc.constantFrom('ul' as const, 'ol' as const),
    items: fc.array(spans, { minLength: 1, maxLength: 3 }),
  }),
  tables,
  fc.record({
    kind: fc.constant('figure' as const),
    item: fc.integer({ min: 1, max: 9999 }).map(n => formatItemId('dl', 'picture', '20261123', n)),
    caption: cells,
  }),
)

/** Bodies of one to six blocks of every kind; the first is a paragraph. */
export const bodies: fc.Arbitrary<Body> = fc
  .tuple(fc.record({ kind: fc.constant('p' as const), spans }), fc.array(blocks, { maxLength: 5 }))
  .map(([first, rest]) => [first, ...rest])

/** What stands beside a picture: one or two paragraphs of plain text. */
export const captions: fc.Arbitrary<Body> = fc
  .array(line(10), { minLength: 1, maxLength: 2 })
  .map(lines => lines.map(text => ({ kind: 'p', spans: [{ text }] })))
