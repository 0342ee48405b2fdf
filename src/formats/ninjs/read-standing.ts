import { isRecall, type Signal, signals } from '../../domain/signal.ts'
import type { Embargo } from '../../domain/version.ts'
import { type Fields, objectsOf, textOf, textsOf, wordOf } from '../read/json.ts'
import { type Notes, readNotes } from '../read/notes.ts'
import { readEmbargo, readStatus } from '../read/standing.ts'
import { strongest } from '../read/strongest.ts'
import type { Hold } from '../reading.ts'

/** What an item says of itself: why it was sent, and whether it may be used. */
export interface ItemStanding {
  readonly signal: Signal
  readonly otherSignals: readonly string[]
  readonly embargo: Embargo | null
  readonly holds: readonly Hold[]
  readonly notes: Notes
  /** The item is taken back. */
  readonly isTakenBack: boolean
}

/** Reads status, signals, embargo and notes to desks. What cannot be read as a status or an embargo holds the item. @param zone of times without one */
export const readItemStanding = (fields: Fields, zone: string | null): ItemStanding => {
  const status = readStatus(wordOf(fields, 'pubstatus', 'status'))
  const notes = readNotes(textsOf(fields, 'ednote'))
  const [known, others] = signalsOf(fields)
  const signal = strongest([status.signal, ...known, notes.signal]) ?? 'new'
  const said = wordOf(fields, 'embargoeduntil', 'embargoed', 'embargo')
  const { embargo, hold } = embargoOf(said, notes, status.isEmbargoed, zone)
  return {
    signal,
    otherSignals: others,
    embargo,
    holds: [status.hold, hold].filter(each => each !== null),
    notes,
    isTakenBack: isRecall(signal) && signal !== 'correction',
  }
}

/** Signals by code, those of ours and what is none of them: objects in Superdesk's dialect, texts in AP's. */
const signalsOf = (fields: Fields): [Signal[], string[]] => {
  const said = [
    ...objectsOfSignals(fields),
    ...textsOf(fields, 'signals'),
    // The BBC's local reporters send advisories as a type.
    ...(textOf(fields, 'type')?.toLowerCase() === 'advisory' ? ['advisory'] : []),
  ].filter(word => word.trim() !== '')
  const bare = (word: string) => word.toLowerCase().replace(/^.*[:/]/u, '')
  return [
    said.flatMap(word => signals.find(signal => signal === bare(word)) ?? []),
    said.filter(word => !signals.some(signal => signal === bare(word))),
  ]
}

const objectsOfSignals = (fields: Fields): string[] =>
  objectsOf(fields, 'signal').flatMap(each => textOf(each, 'code', 'qcode', 'name') ?? [])

/** The embargo by its own field, by the notes, by the status, the first that says one; words of a note that nobody but an editor can read hold the item. */
export const embargoOf = (
  field: string | null,
  notes: Notes,
  isEmbargoed: boolean,
  zone: string | null,
): { embargo: Embargo | null; hold: Hold | null } => {
  const said = readEmbargo(field, zone)
  if (said.embargo !== null) return said
  if (notes.embargoUntil !== null) return { embargo: { until: notes.embargoUntil }, hold: null }
  if (notes.openEmbargo || isEmbargoed) return { embargo: { until: null }, hold: null }
  if (notes.embargoWords === null) return { embargo: null, hold: null }
  const detail = `a note speaks of an embargo: "${notes.embargoWords.slice(0, 80)}"`
  return { embargo: { until: null }, hold: { code: 'unreadable-embargo', detail } }
}
