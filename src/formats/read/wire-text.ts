import { type Block, plain, type Span } from '../../domain/body.ts'
import type { Signal } from '../../domain/signal.ts'
import { type Category, categoryCodes } from '../../domain/taxonomy.ts'
import { datelineBefore } from '../text/dateline.ts'
import { blocksOf } from '../text/paragraphs.ts'
import { legal, oneLine } from '../xml.ts'
import tables from './wire-categories.json' with { type: 'json' }

/** Lines of a text, whatever ends them and whatever control characters the wire had. */
export const wireLines = (text: string): string[] =>
  legal(text.replace(/\r+\n?/gu, endOfLines).replaceAll('\u007f', '')).split('\n')

/** Several carriage returns before a line feed end one line; without it each ends its own. */
const endOfLines = (run: string): string => (run.endsWith('\n') ? '\n' : '\n'.repeat(run.length))

/** Blocks of a text that was broken into short lines for printers: a paragraph goes on to an empty line, or to one that is indented. */
export const wireBlocks = (lines: readonly string[]): Block[] => {
  const apart: string[] = []
  for (const line of lines) {
    if (/^(?: {2}|\t)/u.test(line) && line.trim() !== '') apart.push('')
    apart.push(oneLine(line))
  }
  return blocksOf(apart, true)
}

// BERLIN (dpa) -; BUENOS AIRES, Argentina (AP) _; Washington, June 3 (dpa) --
const withAgency = /^(?<place>\p{L}[^()]{0,98}?) (?<around>\([\p{L}\p{N} ./&-]{1,30}\) (?:-{1,2}|[_–—])) +(?=\S)/u

/** The place that a text begins with, taken off its first paragraph. @param said the place as the document says it elsewhere: then it is that and nothing else
 *  @returns `around`: what stood between the place and the first words */
export const takeDateline = (
  blocks: readonly Block[],
  said: string | null = null,
): { dateline: string | null; around: string | null; body: readonly Block[] } => {
  const [first, ...others] = blocks
  if (first?.kind !== 'p') return { dateline: null, around: null, body: blocks }
  const text = plain(first.spans)
  if (said !== null) {
    const lead = text.startsWith(`${said} (`)
      ? /^[\p{L}\p{N}]{1,30}\) -(?: |$)/u.exec(text.slice(said.length + 2))
      : null
    const end = lead === null ? 0 : said.length + 2 + lead[0].length
    return { dateline: said, around: text.slice(said.length, end), body: [...from(first.spans, end), ...others] }
  }
  const found = withAgency.exec(`${text} .`)
  const [place, around] = [found?.groups?.place, found?.groups?.around]
  if (found !== null && place !== undefined && around !== undefined) {
    return { dateline: place, around, body: [...from(first.spans, found[0].length), ...others] }
  }
  const before = datelineBefore(text)
  if (before === null) return { dateline: null, around: null, body: blocks }
  return {
    dateline: before.place,
    around: before.around,
    body: [...from(first.spans, text.length - before.rest.length), ...others],
  }
}

/** A paragraph without its first characters; none where nothing is left. */
const from = (spans: readonly Span[], start: number): Block[] => {
  let skip = start
  const kept = spans.flatMap(span => {
    const text = span.text.slice(skip)
    skip = Math.max(0, skip - span.text.length)
    return text === '' ? [] : [{ ...span, text }]
  })
  return kept.length === 0 ? [] : [{ kind: 'p', spans: kept }]
}

const marks: readonly (readonly [RegExp, Signal | null])[] = [
  [/^(?:refile|correct(?:ed|ion|s)?(?: repetition)?|korrektur|berichtigung)\b/iu, 'correction'],
  [/^(?:kill(?:ed)?|mandatory kill|eliminat(?:e|ed|ion)|withdrawn?)\b/iu, 'kill'],
  [/^(?:withh[eo]ld)\b/iu, 'withhold'],
  [/^(?:\d+(?:st|nd|rd|th) )?(?:ld|lead|writethru|update|sub|subs)\b/iu, 'update'],
  [/^(?:advisory|editors'? note)\b/iu, 'advisory'],
  [/^(?:extra|urgent|flash|bulletin|roundup|snap|newsalert|alert|background|feature|preview)\b/iu, null],
]
const longestMark = 60

/** What a line of the headline block that is no headline says of the message: `REFILE`, `1ST LEAD`, `EXTRA`. Such lines are in capitals, or short ones of the
 *  known words alone. @returns null for any other line; `signal: null` for a mark that has no signal here */
export const markOf = (line: string): { readonly signal: Signal | null } | null => {
  if (line.length > longestMark) return null
  const text = line.replace(/^[\s*=-]+|[\s*=:-]+$/gu, '')
  if (text === '' || text !== text.toUpperCase()) return null
  const found = marks.find(([pattern]) => pattern.test(text))
  return found === undefined ? null : { signal: found[1] }
}

const longestByline = 300

/** The names in `By PAUL BYRNE and ALMUDENA CALATRAVA`; null for a line that is no byline. Names are parted only where each has two words. */
export const bylinesIn = (line: string): string[] | null => {
  const names = line.length > longestByline ? undefined : /^by:? (?=\p{L})(.+?)[\s=<+]*$/iu.exec(line)?.[1]
  if (names === undefined) return null
  const apart = names.split(/,? and |, | & /u)
  return apart.every(name => /\S \S/u.test(name)) ? apart : [names]
}

/** The category of a letter in the header of IPTC 7901 that dpa and its neighbours use otherwise than AP does; null: it is the same, or none. */
export const categoryOfLetter = (code: string): Category | null => {
  const letters: Readonly<Record<string, string>> = tables.letters
  const name = Object.hasOwn(letters, code.toLowerCase()) ? letters[code.toLowerCase()] : undefined
  return categoryCodes.find(each => each === name) ?? null
}

/** The IPTC abbreviation of a category (IIM 2:20). */
export const writtenCategory = (category: Category): string => tables.written[category]
