import type { Signal } from '../../domain/signal.ts'
import type { Priority } from '../../domain/taxonomy.ts'
import type { Embargo } from '../../domain/version.ts'
import type { Hold } from '../reading.ts'
import { readMoment } from './moments.ts'

/** What a status says of an item. */
export interface Standing {
  /** `withhold` or `kill` where the status takes the item back; null: it is usable. */
  readonly signal: Extract<Signal, 'withhold' | 'kill'> | null
  readonly isEmbargoed: boolean
  readonly hold: Hold | null
}

const usable: Standing = { signal: null, isEmbargoed: false, hold: null }

/** An IPTC status in any spelling: `stat:usable`, `Usable`, `CANCELLED`, `Embargoed`; absent is usable. What is none of them holds the item. */
export const readStatus = (text: string | null): Standing => {
  const word = (text ?? '')
    .trim()
    .toLowerCase()
    .replace(/^.*[:/]/u, '')
  switch (word) {
    case '':
    case 'usable':
    case 'published':
    case 'corrected':
    case 'active':
      return usable
    case 'embargoed':
      return { ...usable, isEmbargoed: true }
    case 'withheld':
      return { ...usable, signal: 'withhold' }
    case 'canceled':
    case 'cancelled':
    case 'killed':
    case 'kill':
    case 'withdrawn':
    case 'deleted':
    case 'delete':
    case 'retracted':
      return { ...usable, signal: 'kill' }
    default:
      return { ...usable, hold: { code: 'unknown-status', detail: `status "${text?.slice(0, 80)}" is not known` } }
  }
}

/** The end of an embargo. @param text null: there is none; blank: its end is not known @param zone of moments that name none
 *  @returns a hold and an embargo without end where the text is no moment */
export const readEmbargo = (
  text: string | null,
  zone: string | null,
): { embargo: Embargo | null; hold: Hold | null } => {
  if (text === null) return { embargo: null, hold: null }
  if (text.trim() === '') return { embargo: { until: null }, hold: null }
  const until = readMoment(text, zone)
  if (until !== null) return { embargo: { until }, hold: null }
  const detail = `embargo "${text.slice(0, 80)}" is no moment`
  return { embargo: { until: null }, hold: { code: 'unreadable-embargo', detail } }
}

const priorities: readonly Priority[] = [1, 2, 3, 4, 5, 5, 6, 6, 6]

/** IPTC urgency 1 (most urgent) to 9 as a priority; null where it is none (0 and blank occur). */
export const priorityOfUrgency = (text: string | null): Priority | null => {
  const urgency = text === null ? Number.NaN : Number(text.trim())
  return Number.isInteger(urgency) ? (priorities[urgency - 1] ?? null) : null
}
