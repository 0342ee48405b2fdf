import { type Block, countWords, plain } from '../../domain/body.ts'
import type { Writable } from '../document.ts'
import { signalNote } from '../labels.ts'
import { readNotes } from '../read/notes.ts'
import { writtenCategory } from '../read/wire-text.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { oneLine } from '../xml.ts'
import own from './own.json' with { type: 'json' }

const [soh, stx, etx, eot] = ['\u0001', '\u0002', '\u0003', '\u0004']
const crlf = '\r\n'
/** Characters of a line, as teleprinters have them (IPTC 7901 §4). */
const lineLength = 69

/** IPTC 7901: header, keyword line, headline block, text in short lines, time of sending; UTF-8, since the format names no charset.
 *  What it has no field for is said in words that `readIptc7901` understands back: signals and embargoes as lines before the headline, a correction line
 *  in brackets before the text, other notes at the end as not for publication. The optional field of the header names item, version, language and GUID. */
export const writeIptc7901 = (version: Writable, rendering: Rendering): string => {
  const view = shown(version, rendering)
  const notes = view.edNotes.map(oneLine).filter(note => note !== '')
  const head = [
    ...notes.filter(isLabelled),
    oneLine(view.headline),
    oneLine(view.deck ?? ''),
    ...view.bylines.map(oneLine).flatMap(name => (name === '' ? [] : [`By ${name}`])),
  ].filter(line => line !== '')
  const paragraphs = [
    ...correctionLine(view),
    ...textOf(view, rendering.agency),
    ...desks(notes.filter(each => !isLabelled(each))),
  ]
  const text = paragraphs.flatMap(lines => [...lines, '']).join(crlf)
  return [
    `${soh}${header(view, rendering.agency, countWords(text))}${crlf}`,
    `${crlf}${keywordLine(view)}${crlf}`,
    `${stx}${head.join(crlf)} =${crlf}${crlf}`,
    `${text}${crlf}`,
    `${etx}${timeOf(view.versionCreated)}${crlf}${eot}`,
  ].join('')
}

/** Whether a note says by itself what it is; the others would be taken for headlines. */
const isLabelled = (note: string): boolean => readNotes([note]).note !== note

const header = (view: Shown, { code }: Agency, words: number): string => {
  const service = code.slice(0, 3).padEnd(3, 'x')
  const number = (/(\d{1,4})$/u.exec(view.item)?.[1] ?? '0').padStart(4, '0')
  const priority = view.status === 'canceled' ? 1 : view.priority
  const optional = `${view.item} ${view.number} ${view.language} ${oneLine(view.guid)}`
  return `${service}${number} ${priority} ${writtenCategory(view.category)} ${words} ${optional}`
}

const keywordLine = ({ keywords }: Shown): string =>
  `${keywords.map(word => oneLine(word.replaceAll('/', '-'))).join('/')}/`

const correctionLine = ({ line, language }: Shown): string[][] => {
  const text = oneLine(line ?? '')
  return text === '' ? [] : [wrapped(`(${signalNote('correction', text, language)})`)]
}

const textOf = (view: Shown, agency: Agency): string[][] => {
  const lead = view.dateline === null ? '' : `${oneLine(view.dateline)} (${agency.code.toUpperCase()}) - `
  const [first, ...rest] = view.body
  if (first?.kind !== 'p') return [...(lead === '' ? [] : [[lead.trimEnd()]]), ...view.body.flatMap(linesOf)]
  return [wrapped(lead + oneLine(plain(first.spans))), ...rest.flatMap(linesOf)]
}

/** A block as paragraphs of lines. */
const linesOf = (block: Block): string[][] => {
  switch (block.kind) {
    case 'h2':
      return [[`## ${oneLine(plain(block.spans))}`]]
    case 'ul':
      return [block.items.flatMap(item => wrapped(`- ${oneLine(plain(item))}`))]
    case 'ol':
      return block.items.map((item, i) => wrapped(`${i + 1}. ${oneLine(plain(item))}`))
    case 'p':
    case 'blockquote':
      return [wrapped(oneLine(plain(block.spans)))]
    case 'table':
      return block.rows.map(row => wrapped(row.map(cell => oneLine(plain(cell))).join(' | ')))
    case 'figure':
      return [wrapped(oneLine(plain(block.caption)))]
    default:
      return block satisfies never
  }
}

// At the start of a line these would be read as a bullet or a heading.
const clinging = new Set(['-', '##'])

const wrapped = (text: string): string[] => {
  const [first = '', ...words] = text.split(' ')
  const lines = [first]
  for (const word of words) {
    const line = lines.at(-1) ?? ''
    const fits = [...line].length + 1 + [...word].length <= lineLength
    if (fits || clinging.has(word) || clinging.has(line)) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

const desks = (notes: readonly string[]): string[][] =>
  notes.length === 0 ? [] : [[own.stars, own.notForPublication], ...notes.map(wrapped)]

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `230900 GMT Nov 26` */
const timeOf = (moment: Date): string => {
  const [year, month, day, hour, minute] = moment.toISOString().split(/\D/u)
  return `${day}${hour}${minute} GMT ${months[Number(month) - 1]} ${year?.slice(-2)}`
}
