import { wireLines } from '../read/wire-text.ts'
import { Unreadable } from '../reading.ts'
import { oneLine } from '../xml.ts'

const mostMessages = 2000

/** A transmission as ANPA 1312 frames it. */
export interface Transmission {
  /** Service level and number: `w2870`. */
  readonly number: string | null
  /** Who asked for it: `asian`. */
  readonly selector: string | null
  /** The letter before the category: `f`, `b`, `u`, `r`, `d`. */
  readonly priority: string | null
  readonly category: string | null
  /** Cycle and slug: `BC-LT--Argentina-CancerB`. */
  readonly slug: string | null
  /** Month and day, `11-13`. */
  readonly day: string | null
  readonly lines: readonly string[]
  /** Below the end of the text: `AP-WF-11-13-13 1509GMT`. */
  readonly trailer: string | null
  readonly isCutOff: boolean
}

/** The transmissions of a file: each opens with SYN SYN SOH. @throws Unreadable for absurdly many */
export const transmissionsIn = (text: string): Transmission[] => {
  const parts = text.split('\u0001', mostMessages + 2)
  if (parts.length > mostMessages + 1) throw new Unreadable(`more than ${mostMessages} messages`)
  const found = parts.slice(parts.length > 1 ? 1 : 0)
  return found.flatMap(part => (wireLines(part).join('').trim() === '' ? [] : [transmissionOf(part)]))
}

const transmissionOf = (part: string): Transmission => {
  const [whole = ''] = part.split('\u0004', 1)
  const [head = '', ...inside] = whole.split('\u0002')
  const [text = '', ...end] = inside.join('\n').split('\u0003')
  const trailer = wireLines(end.join('\n')).map(line => line.replace(/<\s*$/u, '').trim())
  const [first = '', ...others] = head.replaceAll('\u0016', '').split(/\r?\n/u)
  const [level = '', selector] = first.split('\u001f')
  const opening = /^([a-z]?) ?(\d{1,5})/iu.exec(level.trim())
  const [, priority = null, category = null, below = ''] = /^\s*([a-z]) ([a-z])\b(.*)$/isu.exec(others.join('\n')) ?? []
  const fields = oneLine(wireLines(below).join(' '))
  const [, slug = fields, day = null] = /^(.*) (\d{1,2}-\d{1,2}) \d{1,5}$/u.exec(fields) ?? []
  const clean = (each: string | undefined): string | null =>
    wireLines(each ?? '')
      .join(' ')
      .trim() || null
  return {
    number: opening === null ? null : `${opening[1]}${opening[2]}`.toLowerCase(),
    selector: clean(selector),
    priority: priority?.toLowerCase() ?? null,
    category: category?.toLowerCase() ?? null,
    slug: clean(slug),
    day,
    // A backspace opens a row of a table, which is a line of its own.
    lines: wireLines(text.replaceAll('\n\b^', '\n\t').replaceAll('\n\b', '\n\t')),
    trailer: trailer.find(line => line !== '') ?? null,
    isCutOff: inside.length === 0 || end.length === 0,
  }
}
