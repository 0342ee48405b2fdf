import type { Entry } from '../domain/entry.ts'
import { covers } from '../domain/licence.ts'
import { type Notice, noticeOf } from '../domain/notice.ts'
import type { SentVersion } from '../domain/version.ts'
import type { Face } from '../formats/rendering.ts'
import type { VersionKey } from '../store/version.ts'
import type { Selection } from './selections.ts'
import type { Loaded } from './versions.ts'

/** An entry as one kind of reader gets it. */
export interface Delivery {
  readonly entry: Entry
  readonly face: Face
  /** What is shown: the entry's version, or the withheld or killed one that took its place. */
  readonly version: SentVersion
  readonly notice: Notice | null
}

/** The versions that must be loaded to deliver an entry at any face. */
export const versionKeysOf = (entry: Entry): VersionKey[] =>
  entry.state === 'usable' || entry.newestVersion === entry.version
    ? [{ item: entry.item, number: entry.version }]
    : [
        { item: entry.item, number: entry.version },
        { item: entry.item, number: entry.newestVersion },
      ]

/** The face at which a selection gets an entry; null: not at all. Body words count only where the body may be seen. */
export const faceFor = (selection: Selection, entry: Entry, loaded: Loaded, now: Date): Face | null => {
  const verdict = covers(selection.scope, entry, now)
  if (verdict === 'none') return null
  const words = () =>
    verdict === 'notice' ? [] : loaded.words(entry.item, entry.version, verdict === 'full' ? 'all' : 'headline')
  return selection.matches(entry, words) ? verdict : null
}

/** The face at which somebody who holds the item gets a recall that their filter or licence would not let through. */
export const widenedFace = (selection: Selection, entry: Entry, now: Date): Face => {
  const verdict = covers(selection.scope, entry, now)
  return verdict === 'none' ? 'notice' : verdict
}

/** An entry at a face: a killed item's entries, also those before the kill, carry the notice and never the old text. */
export const deliveryOf = (entry: Entry, face: Face, loaded: Loaded): Delivery => {
  const own = loaded.get(entry.item, entry.version)
  const shown = entry.state === 'usable' ? own : loaded.get(entry.item, entry.newestVersion)
  const notice = shown.state === 'usable' ? null : noticeOf(shown)
  return { entry, face: notice === null ? face : 'notice', version: entry.embargoed ? shown : opened(shown), notice }
}

/** A version without its embargo. What was put right under it is not told with the release: most readers never had it wrong. */
const opened = (version: SentVersion): SentVersion => {
  if (version.embargo === null) return version
  const isRepair = version.signal === 'correction'
  return { ...version, embargo: null, ...(isRepair ? { signal: 'release', note: null, line: null } : {}) }
}
