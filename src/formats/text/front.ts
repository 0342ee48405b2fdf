import { readNotes } from '../read/notes.ts'
import { oneLine } from '../xml.ts'
import { linesOf } from './clean.ts'
import { datelineBefore } from './dateline.ts'
import { endsSentence } from './paragraphs.ts'

/** What stands before the headline of a text, and the names under it. */
export interface Front {
  /** Lines to desks that say by themselves what they are: `CORRECTION: …`, `EMBARGOED until …`. */
  readonly notes: readonly string[]
  /** The sentence for readers below the note of a correction. */
  readonly line: string | null
  readonly bylines: readonly string[]
  readonly rest: string
}

/** Takes off a text what our own writer, and many desks by hand, put around the headline. Only what tells itself is taken: lines with a label of ours, a whole
 *  sentence below a correction's note that a headline follows, a line of names right above the paragraph that begins with the place. */
export const takeFront = (text: string): Front => {
  const lines = linesOf(text)
  const notes: string[] = []
  let at = 0
  for (let next = following(lines, at); next !== -1 && isNote(lines[at] ?? '', notes); next = following(lines, at)) {
    notes.push(lines[at] ?? '')
    at = next
  }
  const next = following(lines, at)
  const first = lines[at] ?? ''
  const hasLine =
    readNotes(notes).signal === 'correction' && next > at + 1 && endsSentence(first) && !endsSentence(lines[next] ?? '')
  if (hasLine) at = next
  const { bylines, rest } = withoutNames(lines.slice(at))
  return { notes, line: hasLine ? oneLine(first) : null, bylines, rest: rest.join('\n') }
}

/** The next line with something on it; -1: there is none. */
const following = (lines: readonly string[], at: number): number => lines.findIndex((line, i) => i > at && line !== '')

/** Whether a line says by a label what it is. The headline of our notices begins with the label of the note above it. */
const isNote = (line: string, above: readonly string[]): boolean => {
  if (line === '') return false
  const { note, signal } = readNotes([line])
  return note !== line && (signal === null || signal !== readNotes(above).signal)
}

const mostLinesAbove = 6

const withoutNames = (lines: readonly string[]): { bylines: string[]; rest: readonly string[] } => {
  const place = lines.slice(0, mostLinesAbove + 2).findIndex((line, i) => i > 1 && datelineBefore(line)?.around != null)
  const at = lines.slice(0, Math.max(0, place)).findLastIndex(line => line !== '')
  const names = (lines[at] ?? '').split(', ')
  if (at < 1 || !names.every(isName) || lines[at - 1] !== '' || lines[at + 1] !== '')
    return { bylines: [], rest: lines }
  return { bylines: names, rest: [...lines.slice(0, at), ...lines.slice(at + 1)] }
}

const isName = (text: string): boolean =>
  /^\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|de|da|van|von|bin|al|el|el-\p{L}+)){1,4}$/u.test(text) &&
  text.length <= 50
