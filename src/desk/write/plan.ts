import { dayOf, formatItemId, guidOf, type ItemType } from '../../domain/ids.ts'
import { type Filing, firstVersion, nextVersion } from '../../domain/item.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ItemHead, SentVersion } from '../../domain/version.ts'
import { assetsOf } from '../../store/asset.ts'
import type { Draft, DraftText } from '../../store/draft.ts'
import { itemHead } from '../../store/version.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { refusalMessage } from '../../web/problem.ts'
import { type DraftSending, withItems } from '../../wire/send-draft.ts'
import { type Reach, reachOf } from '../audience.ts'
import type { Desk } from '../env.ts'
import type { Seat } from '../frame.tsx'
import { assetsOfDraft } from '../media/text.ts'
import { filingOf } from './filing.ts'
import { planPictures } from './story-pictures.ts'

/** What would happen if a draft were sent now. */
export interface Plan {
  readonly filing: Filing
  /** Of a new item. */
  readonly type: ItemType
  /** As subscribers would have it, with the present moment as its time. */
  readonly version: SentVersion
  readonly reach: Reach
  /** Pictures in its text that are drafts themselves: they go first. */
  readonly pictures: readonly DraftSending[]
}

/** What is sent of a draft by its plan, now or at its time. */
export const sendingOf = (draft: Pick<Draft, 'id' | 'revision' | 'item' | 'baseSeq'>, plan: Plan): DraftSending => {
  const { filing, type, pictures } = plan
  return { draft: draft.id, revision: draft.revision, filing, type, item: draft.item, expects: draft.baseSeq, pictures }
}

/** @returns the plan, or what stands in its way */
export const planOf = async (
  desk: Desk,
  seat: Seat,
  draft: DraftText & Pick<Draft, 'item'>,
  head: ItemHead | null,
): Promise<Plan | { errors: FieldError[] }> => {
  const now = desk.publisher.clock()
  const { language, timeZone } = seat.screen
  const assets = await assetsOf(desk.db, assetsOfDraft(draft.fields))
  const read = filingOf(draft, { language, timeZone, by: seat.person.name, now, assets })
  if ('errors' in read) return read
  try {
    const story = versionOf(desk, read, head, now)
    const planned = await planPictures(desk, seat, story)
    if ('errors' in planned) return planned
    const { items, pictures } = planned
    const filing = withItems(read.filing, items)
    const version = items.size === 0 ? story : versionOf(desk, { ...read, filing }, head, now)
    return { ...read, filing, pictures, version, reach: await reachOf(desk, version, version.signal, head === null) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { errors: [errorOf(seat, error)] }
  }
}

/** A refusal as a line of the summary above a form: what is wrong and what to do, beside the field where it names one. */
export const errorOf = ({ screen: { language } }: Seat, refusal: Refusal): FieldError => {
  const { title, advice } = refusalMessage(language, refusal)
  return { field: refusal.field === 'signal' ? null : refusal.field, message: `${title}. ${advice}` }
}

/** What a filing would become. @throws Refusal where the signal table or the embargo rules say no */
const versionOf = (
  desk: Desk,
  { filing, type }: Pick<Plan, 'filing' | 'type'>,
  head: ItemHead | null,
  now: Date,
): SentVersion => {
  if (head !== null) {
    return { ...nextVersion(head, filing), seq: head.lastSeq + 1, sentAt: now, firstSentAt: head.newest.firstSentAt }
  }
  const { code, domain } = desk.publisher.agency
  // Any number does: the real one is taken when it is sent.
  const item = formatItemId(code, type, dayOf(now), 1)
  const version = firstVersion({ item, guid: guidOf(domain, item), type }, filing, now)
  return { ...version, seq: 1, sentAt: now, firstSentAt: now }
}

/** The item that a draft follows; null for a draft of a new one. */
export const headOf = (desk: Desk, { item }: Pick<Draft, 'item'>) => (item === null ? null : itemHead(desk.db, item))
