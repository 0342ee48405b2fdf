import type { Signal } from '../../domain/signal.ts'
import { readNotes } from '../read/notes.ts'
import { bylinesIn, markOf } from '../read/wire-text.ts'
import { oneLine } from '../xml.ts'

/** A headline block, taken apart. */
export interface Head {
  readonly headline: string | null
  readonly deck: string | null
  readonly bylines: readonly string[]
  /** Lines to desks that stand before the headline, each with what it is in front. */
  readonly notes: readonly string[]
  /** `REFILE`, `1ST LEAD`, `EXTRA` and their like, as they stand, and what they say. */
  readonly marks: readonly { readonly text: string; readonly signal: Signal | null }[]
}

const mostLines = 10

/** The headline block that a message's lines begin with, up to ` =` (dpa, ats) or ` +` (Kyodo), and the lines after it; without such an end, the lines up to
 *  the first empty one, or one alone where text follows at once. */
export const splitHead = (lines: readonly string[]): { head: string[]; rest: readonly string[] } => {
  const from = Math.max(
    0,
    lines.findIndex(line => line.trim() !== ''),
  )
  const all = lines.slice(from)
  const end = all.slice(0, mostLines).findIndex(line => /(?:^|\s)[=+]{1,2}$/u.test(line.trimEnd()))
  const empty = all.findIndex(line => line.trim() === '')
  const count = end !== -1 ? end + 1 : empty > 0 && empty <= 4 ? empty : 1
  const head = all.slice(0, count).map(line => oneLine(line.trimEnd().replace(/[=+]{1,2}$/u, '')))
  return { head: head.filter(line => line !== ''), rest: all.slice(count) }
}

/** What the lines of a headline block are. @param own written by Dateline: deck and headline a line each, and no marks by hand */
export const readHead = (lines: readonly string[], own: boolean): Head => {
  const bylines = lines.flatMap((line, i) => (i === 0 ? [] : ((own ? ownByline(line) : bylinesIn(line)) ?? [])))
  const others = lines.filter((line, i) => i === 0 || bylinesIn(line) === null)
  const marks: { text: string; signal: Signal | null }[] = []
  const notes: string[] = []
  const left = [...others]
  for (let line = left[0]; line !== undefined && left.length > 1; line = left[0]) {
    const mark = own ? null : markOf(line)
    if (mark !== null) marks.push({ text: line, signal: mark.signal })
    else if (readNotes([line]).note !== line) notes.push(line)
    else break
    left.shift()
  }
  const [headline = null, ...below] = left
  const isBroken = !own && (headline ?? '').length > 50 && /^\p{Ll}/u.test(below[0] ?? '')
  if (isBroken) return { headline: [headline, ...below].join(' '), deck: null, bylines, notes, marks }
  return { headline, deck: below.length === 0 ? null : below.join(' '), bylines, notes, marks }
}

const ownByline = (line: string): string[] | null => (line.startsWith('By ') ? [line.slice(3)] : null)
