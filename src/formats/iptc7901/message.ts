import { isItemId } from '../../domain/ids.ts'
import { readMoment } from '../read/moments.ts'
import { wireLines } from '../read/wire-text.ts'
import { Unreadable } from '../reading.ts'

const mostMessages = 2000

/** A message as the wire cuts it: header fields, keyword line, and the lines of headline block and text. */
export interface Message {
  readonly service: string
  readonly number: string
  readonly priority: string
  readonly category: string
  /** As its header says; null: it does not. */
  readonly words: number | null
  readonly optional: string
  readonly own: Own | null
  readonly keywords: readonly string[]
  readonly lines: readonly string[]
  /** When it was sent; null: not said, or no moment. */
  readonly sent: Date | null
  /** It opens as a message does, and its end never came. */
  readonly isCutOff: boolean
}

/** What our own writer says in the optional field. */
export interface Own {
  readonly item: string
  readonly version: string
  readonly language: string
  readonly guid: string
}

const header = /^\s*([a-z]{2,4})\s?(\d{2,5}) +(\d) +([a-z]{1,3})(?: +(\d{1,6})\b)?[^\S\n]*(.*)$/iu

/** Whether a text opens with the header of an IPTC 7901 message, control characters or not. */
export const opensMessage = (text: string): boolean =>
  /^\s*[a-z]{3}\s?\d{3,4} \d [a-z]{1,3} +\d+\b/iu.test(text.slice(0, 120))

/** The messages of a file. Several may stand behind one another; some providers strip the control characters.
 *  @param timeZone of times that name none; null: UTC @returns null for a part without a header @throws Unreadable for absurdly many */
export const messagesIn = (text: string, timeZone: string | null): (Message | null)[] => {
  const parts = text.includes('\u0001') ? text.split('\u0001', mostMessages + 2).slice(1) : bare(text)
  if (parts.length > mostMessages) throw new Unreadable(`more than ${mostMessages} messages`)
  return parts.map(part => messageOf(part, timeZone))
}

/** Parts of a text without control characters: each begins with a header that stands after an empty line. */
const bare = (text: string): string[] => {
  const parts: string[][] = [[]]
  const lines = text.split(/\r{0,3}\n/u)
  lines.forEach((line, i) => {
    if (i > 0 && opensMessage(line) && (lines[i - 1] ?? '').trim() === '') parts.push([])
    parts.at(-1)?.push(line)
  })
  return parts.map(each => each.join('\n')).filter(each => each.trim() !== '')
}

const messageOf = (part: string, timeZone: string | null): Message | null => {
  const [start = ''] = part.split('\u0004', 1)
  const [before = '', ...inside] = start.split('\u0002')
  const hasStart = inside.length > 0
  const [text = '', ...end] = (hasStart ? inside.join('\n') : start).split('\u0003')
  const lines = wireLines(hasStart ? before : text)
  const at = lines.findIndex(line => line.trim() !== '')
  const found = header.exec(lines[at] ?? '')
  if (found === null) return null
  const [, service = '', number = '', priority = '', category = '', words, optional = ''] = found
  const below = lines.slice(at + 1)
  const [keywords, rest] = hasStart ? [below, wireLines(text)] : keywordsFirst(below)
  const trailer = hasStart || end.length > 0 ? { lines: rest, time: end.join(' ') } : timeLast(rest)
  return {
    service: service.toLowerCase(),
    number,
    priority,
    category,
    words: words === undefined ? null : Number(words),
    optional: optional.trim(),
    own: ownIn(optional.trim()),
    keywords: keywords.flatMap(line => line.split('/')).flatMap(word => (word.trim() === '' ? [] : [word.trim()])),
    lines: trailer.lines,
    sent: sentAt(trailer.time, timeZone),
    isCutOff: end.length === 0 && (hasStart || part.length < start.length),
  }
}

const keywordsFirst = (lines: readonly string[]): [readonly string[], readonly string[]] => {
  const at = lines.findIndex(line => line.trim() !== '')
  return (lines[at] ?? '').trim().endsWith('/') ? [[lines[at] ?? ''], lines.slice(at + 1)] : [[], lines]
}

// ATS and dpa leave the zone out at times.
const time = /^\s*(\d\d)(\d\d)(\d\d) (?:([A-Z]{1,5}) )?(\p{L}{3,9})\.? (\d{2}|\d{4})\s*$/u

const timeLast = (lines: readonly string[]): { lines: readonly string[]; time: string } => {
  const at = lines.findLastIndex(line => line.trim() !== '')
  const last = lines[at] ?? ''
  return time.test(last) ? { lines: lines.slice(0, at), time: last } : { lines, time: '' }
}

const sentAt = (text: string, timeZone: string | null): Date | null => {
  const line = wireLines(text).find(each => each.trim() !== '') ?? ''
  const [, day, hour, minute, zone = '', month, year] = time.exec(line) ?? []
  return day === undefined ? null : readMoment(`${day} ${month} ${year} ${hour}:${minute} ${zone}`.trim(), timeZone)
}

const ownIn = (optional: string): Own | null => {
  const [, item = '', version = '', language = '', guid = ''] = /^(\S+) (\d+) (\S+) (\S.*)$/u.exec(optional) ?? []
  return isItemId(item) ? { item, version, language, guid } : null
}
