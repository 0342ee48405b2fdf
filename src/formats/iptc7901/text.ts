import labels from '../labels.json' with { type: 'json' }
import { oneLine } from '../xml.ts'
import own from './own.json' with { type: 'json' }

/** The lines of a message's text, apart from what is for desks. */
export interface Parts {
  readonly text: readonly string[]
  /** Said not to be for publication; a paragraph each. */
  readonly notes: readonly string[]
  /** Who wrote and edited it, in initials, or the agency's mark at the end. */
  readonly signOff: string | null
  /** For readers, before the text. */
  readonly correction: string | null
}

const notebook = /^#{1,2} ?(?:\S+ )?notebook\b|\bnot (?:intended )?for publication\b/iu
const stars = /^\s*\*(?: ?\*){2,}\s*$/u
const initials = /^\p{Ll}{2,4}(?: \p{Ll}{2,4}){1,5}(?: ?=)?$/u
const agencyMark = /^={1,2} ?\p{L}{2,12}$|^[+=]+$/u
const corrections = Object.values(labels.signals.correction)

/** Parts text and notes of a message. @param isOwn written by Dateline: then only its own marks count */
export const partText = (lines: readonly string[], isOwn: boolean): Parts => {
  const { kept, signOff } = isOwn ? { kept: lines, signOff: null } : withoutSignOff(lines)
  const at = isOwn ? ownNotes(kept) : kept.findIndex(line => notebook.test(line.trim()))
  const text = at === -1 ? kept : kept.slice(0, at)
  const notes = at === -1 ? [] : paragraphs(kept.slice(at), isOwn)
  const correction = isOwn ? correctionFirst(text) : null
  return {
    text: correction?.rest ?? text.filter(line => !stars.test(line)),
    notes,
    signOff,
    correction: correction?.line ?? null,
  }
}

const withoutSignOff = (lines: readonly string[]): { kept: readonly string[]; signOff: string | null } => {
  const at = lines.findLastIndex(line => line.trim() !== '')
  const last = (lines[at] ?? '').trim()
  return initials.test(last) || agencyMark.test(last)
    ? { kept: lines.slice(0, at), signOff: last }
    : { kept: lines, signOff: null }
}

const ownNotes = (lines: readonly string[]): number =>
  lines.findIndex((line, i) => line === own.stars && lines[i + 1] === own.notForPublication)

const paragraphs = (lines: readonly string[], isOwn: boolean): string[] => {
  const skip = (line: string) => stars.test(line) || notebook.test(line) || /^#{1,2} /u.test(line)
  const kept = isOwn ? lines.slice(2) : lines.map(line => (skip(line.trim()) ? '' : line))
  return kept
    .join('\n')
    .split(/\n\s*\n/u)
    .map(isOwn ? oneLine : each => each.trim())
    .filter(each => each !== '')
}

/** The paragraph in brackets that our own writer puts before the text: `(CORRECTION: …)`. */
const correctionFirst = (lines: readonly string[]): { line: string; rest: readonly string[] } | null => {
  const from = lines.findIndex(line => line.trim() !== '')
  const to = lines.findIndex((line, i) => i > from && line.trim() === '')
  const first = oneLine(lines.slice(from, to === -1 ? undefined : to).join(' '))
  const label = corrections.find(each => first.startsWith(`(${each}: `) && first.endsWith(')'))
  if (from === -1 || label === undefined) return null
  return { line: first.slice(label.length + 3, -1), rest: to === -1 ? [] : lines.slice(to) }
}
