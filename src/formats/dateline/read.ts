import { isItemId } from '../../domain/ids.ts'
import { killReasons } from '../../domain/kill-reason.ts'
import { signals } from '../../domain/signal.ts'
import { categoryCodes, priorities } from '../../domain/taxonomy.ts'
import { readNinjs } from '../ninjs/read.ts'
import { readMoment } from '../read/moments.ts'
import { readEmbargo } from '../read/standing.ts'
import { type Hold, type ReadItem, type Reading, type Source, Unreadable } from '../reading.ts'
import type { Entry } from './entry.ts'

/**
 * Reads an entry of another Dateline, or a page of them (`/v1/entries`): the document by the reader of ninjs, and over it what the envelope says, for which ninjs
 * has no words (signal, embargo without end, the standing of the item now). docs/protocol.md §4. An entry of a page without a document is refused.
 * @throws Unreadable where a single entry carries no document (`format=thin`) or one in another format
 */
export const readEntry = (value: unknown, source: Source): Reading => {
  const { entries } = value as Entry
  if (!Array.isArray(entries)) return readOne(value as Entry, source)
  const readings = entries.map(each => (isObject(each) && isObject(each.document) ? readOne(each, source) : null))
  return {
    format: 'dateline',
    formatVersion: readings.find(each => each !== null)?.formatVersion ?? null,
    items: readings.flatMap(each => each?.items ?? []),
    refused: readings.flatMap(
      (each, n) => each?.refused ?? [{ what: `entry ${n + 1} of the page`, reason: withoutDocument }],
    ),
  }
}

const withoutDocument = 'an entry of a wire without a ninjs document'

const isObject = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readOne = (entry: Entry, source: Source): Reading => {
  if (!isObject(entry.document)) throw new Unreadable(withoutDocument)
  const reading = readNinjs(entry.document, source)
  // What stands inside the document of an item is an item of its own.
  const items = reading.items.map((item, n) => (n === 0 ? withEnvelope(item, entry) : item))
  return { ...reading, format: 'dateline', items }
}

const withEnvelope = (item: ReadItem, entry: Entry): ReadItem => {
  const { embargo, hold } = embargoOf(entry)
  const signal = signalOf(entry)
  const said = textOf(entry.signal) ?? ''
  return {
    ...item,
    signal: signal ?? item.signal,
    otherSignals: signal === null ? [...item.otherSignals, said] : item.otherSignals,
    id: textOf(entry.guid) ?? item.id,
    version: versionOf(entry) ?? item.version,
    language: textOf(entry.language) ?? item.language,
    category: categoryCodes.find(code => code === entry.category) ?? item.category,
    priority: priorities.find(each => each === entry.priority) ?? item.priority,
    group: textOf(entry.group) ?? item.group,
    note: 'note' in entry ? textOf(entry.note) : item.note,
    line: 'line' in entry ? textOf(entry.line) : item.line,
    reason: killReasons.find(reason => reason === entry.reason) ?? item.reason,
    replacedBy: textOf(entry.replacedBy) ?? item.replacedBy,
    itemId: typeof entry.item === 'string' && isItemId(entry.item) ? entry.item : item.itemId,
    embargo: embargo ?? item.embargo,
    versionCreated: readMoment(textOf(entry.at), null) ?? item.versionCreated,
    holds: [
      ...item.holds,
      ...(hold === null ? [] : [hold]),
      ...(signal === null
        ? [{ code: 'unknown-signal', detail: `signal "${said.slice(0, 80)}" is not known` } as const]
        : []),
      ...cutHolds(entry, signal),
    ],
  }
}

/** What the item is now stands above why the entry was sent: an old entry of a killed item is a kill. */
const signalOf = ({ signal, state }: Entry): ReadItem['signal'] | null => {
  if (state === 'killed') return 'kill'
  if (state === 'withheld') return 'withhold'
  return signals.find(each => each === signal) ?? null
}

/** A release sends a version again; it counts as one of its own, between that and the next: `3.1` after `3`. */
const versionOf = ({ version, signal }: Entry): string | null => {
  if (typeof version !== 'number') return null
  return signal === 'release' ? `${version}.1` : String(version)
}

const embargoOf = ({ embargoedUntil }: Entry) =>
  readEmbargo(embargoedUntil === 'unknown' ? '' : textOf(embargoedUntil), null)

/** A contract may give no more than the headline of a correction: that must not replace a text. */
const cutHolds = ({ face }: Entry, signal: ReadItem['signal'] | null): Hold[] =>
  face === 'full' || face === undefined || signal === 'kill' || signal === 'withhold'
    ? []
    : [
        {
          code: 'no-text',
          detail: `only the ${String(face).slice(0, 20)} was sent: the contract does not cover this version`,
        },
      ]

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)
