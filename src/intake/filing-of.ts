import type { ItemId } from '../domain/ids.ts'
import { isTakenBack, type Signal } from '../domain/signal.ts'
import { languageCodes } from '../domain/taxonomy.ts'
import type { Embargo, ItemLink } from '../domain/version.ts'
import type { ReadItem } from '../formats/reading.ts'
import type { DraftContent } from '../store/draft-fields.ts'
import type { IncomingHold } from '../store/intake-item.ts'
import type { IntakeSource } from '../store/intake-source.ts'
import { type Credited, contentOf, providerOf } from './content-of.ts'
import { type ItemFiles, withOwnFiles } from './media-content.ts'

/** The item on the wire that something that came in is a version of. */
export interface Target {
  readonly item: ItemId
  /** Under which it still is. */
  readonly embargo: Embargo | null
}

/** What an item of a source would be on the wire, for `parseFiling`; or why it may not go there by itself. */
export const filingOf = (
  item: ReadItem,
  at: {
    readonly source: Credited & Pick<IntakeSource, 'name'>
    target: Target | null
    replacedBy: ItemId | null
    now: Date
    /** Left out: it has none of its own. */
    files?: ItemFiles
    /** Left out: none leads to an item of ours. */
    links?: readonly ItemLink[]
  },
): { readonly filing: object } | { readonly hold: IncomingHold } => {
  const { source, target, replacedBy, now, files, links } = at
  const signal = signalOf(item.signal, target)
  if (signal === null) {
    return { hold: { code: 'not-on-wire', detail: `it is a ${item.signal} of an item that is not on the wire` } }
  }
  const embargo = liveEmbargo(item, now)
  const note = noteOf(item, signal, providerOf(item, source))
  const line = item.line === null ? null : cut(item.line, mostLine)
  const by = source.name
  if (!hasText(signal)) {
    const reason = isTakenBack(signal) ? item.reason : null
    return {
      filing: {
        ...{ signal, content: null, note, line, reason, by },
        replacedBy: signal === 'kill' ? replacedBy : null,
      },
    }
  }
  if (item.expires !== null && item.expires <= now) {
    return { hold: { code: 'expired', detail: `it was not to be used after ${item.expires.toISOString()}` } }
  }
  const said = contentOf(item, source, links)
  const content = files === undefined ? said : withOwnFiles(said, item, files)
  const lack = lackOf(content)
  if (lack !== null) return { hold: lack }
  if (target !== null && embargo !== null && !isSame(embargo, target.embargo)) {
    return {
      hold: {
        code: 'embargo-fixed',
        detail: 'it is under an embargo that the item on the wire is not, and none can be set there any more',
      },
    }
  }
  return {
    filing: {
      ...{ signal, content, note, line, by },
      embargo: target === null ? embargo : null,
      group: item.group !== null && item.group.length <= 100 ? item.group : null,
    },
  }
}

/** What no item of ours can be without, and only somebody can supply; null: nothing. */
const lackOf = ({ language, category }: DraftContent): IncomingHold | null => {
  if (!languageCodes.some(code => code === language)) {
    const detail = `it is in the language "${language}", and the wire is written in ${languageCodes.join(', ')}`
    return { code: 'other-language', detail }
  }
  if (category !== null) return null
  return { code: 'no-category', detail: 'nothing tells its category: give the source a default, or map its words' }
}

const mostLine = 1_000
const mostNote = 4_000

const hasText = (signal: Signal): boolean => signal === 'new' || signal === 'update' || signal === 'correction'

/** What it is here, where the first version that is seen is new, whatever it is at its source; null: nothing to be a signal of. */
const signalOf = (signal: Signal, target: Target | null): Signal | null => {
  // A release sends the whole text, and may be the first that we were allowed to see.
  if (target === null) return hasText(signal) || signal === 'release' ? 'new' : null
  return signal === 'new' ? 'update' : signal
}

const words: Partial<Record<Signal, string>> = { correction: 'corrected', withhold: 'withheld', kill: 'killed' }

/** Recalls need a note, and not every source writes one. */
const noteOf = ({ note }: ReadItem, signal: Signal, provider: string): string | null => {
  if (note !== null) return cut(note, mostNote)
  const word = words[signal]
  return word === undefined ? null : `${word} by ${provider}`
}

/** An embargo that has ended is none. */
const liveEmbargo = ({ embargo }: ReadItem, now: Date): Embargo | null =>
  embargo?.until != null && embargo.until <= now ? null : embargo

const isSame = (a: Embargo, b: Embargo | null): boolean => b !== null && a.until?.getTime() === b.until?.getTime()

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 2).trimEnd()} …`
