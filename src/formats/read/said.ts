import type { Embargo } from '../../domain/version.ts'
import type { Hold, Remark } from '../reading.ts'
import { namesZone, readMoment } from './moments.ts'
import type { Notes } from './notes.ts'
import { readEmbargo } from './standing.ts'

/** The embargo of a document by all that it says: the moment that it names, the status, the notes. The moment says it best, then our own words in the notes; words of
 *  anybody else's hold the item, and so does a moment without a zone from a source that has none.
 *  @param text the moment as written; null: there is none @param zone IANA zone of the source; null: not known */
export const embargoSaid = (
  text: string | null,
  { isEmbargoed, notes, zone }: { isEmbargoed: boolean; notes: Notes; zone: string | null },
): { embargo: Embargo | null; holds: Hold[] } => {
  const vague = (detail: string): Hold[] => [{ code: 'unreadable-embargo', detail }]
  const { embargo, hold } = readEmbargo(text, zone)
  if (embargo !== null) {
    const isVague = embargo.until !== null && zone === null && text !== null && !namesZone(text)
    const holds = isVague ? vague(`embargo "${text.trim()}" names no zone, and its source has none`) : []
    return { embargo, holds: hold === null ? holds : [...holds, hold] }
  }
  if (notes.embargoUntil !== null) return { embargo: { until: notes.embargoUntil }, holds: [] }
  if (notes.embargoWords !== null) {
    return {
      embargo: { until: null },
      holds: vague(`a note speaks of an embargo: "${notes.embargoWords.slice(0, 120)}"`),
    }
  }
  return { embargo: isEmbargoed || notes.openEmbargo ? { until: null } : null, holds: [] }
}

/** A moment of a document, with a remark where it is none or names no zone. @param remarks gets it @param zone IANA zone of the source; null: UTC */
export const momentSaid = (
  text: string | null,
  { field, zone, remarks }: { field: string; zone: string | null; remarks: Remark[] },
): Date | null => {
  if (text === null) return null
  const moment = readMoment(text, zone)
  if (moment === null) remarks.push({ kind: 'lost', field, detail: `"${text.slice(0, 80)}" is no moment` })
  else if (zone === null && !namesZone(text)) {
    remarks.push({ kind: 'guessed', field, detail: 'it names no zone; taken as UTC' })
  }
  return moment
}
