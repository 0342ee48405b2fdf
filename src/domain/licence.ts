import type { Entry } from './entry.ts'
import type { ItemType } from './ids.ts'
import { type RenditionRole, soldSizes } from './media.ts'
import { isRecall } from './signal.ts'
import type { Language } from './taxonomy.ts'

/** A contract as data at a moment. It is plain JSON-able data: a selection stores it as it was. */
export interface Scope {
  readonly subscriber: string
  readonly products: readonly number[]
  readonly types: readonly ItemType[]
  /** null: every language. */
  readonly languages: readonly Language[] | null
  /** Sizes of media by item type, `{ picture: ['web'] }`; of a type that is not named, every size that is sold of it. */
  readonly sizes: Readonly<Partial<Record<string, readonly string[]>>>
  /** Bounds reading: before it nothing is covered. */
  readonly from: Date
  /** From this moment on only notices are; null: open end. */
  readonly until: Date | null
  /** Entries older than this many days are not covered; null: no bound. */
  readonly archiveDays: number | null
  /** The wire is seen this many minutes late; 0: at once. */
  readonly delayMinutes: number
  /** Trusted with copy under embargo. */
  readonly embargoTrust: boolean
}

/** How much of an entry a scope may see. `notice` is a recall without any text of the story. */
export type Verdict = 'none' | 'notice' | 'headline' | 'full'

const minuteMs = 60_000
const dayMs = 86_400_000
const after = (moment: Date, ms: number): number => moment.getTime() + ms
const share = (a: readonly number[], b: readonly number[]): boolean => a.some(each => b.includes(each))

export const isLapsed = (scope: Scope, now: Date): boolean => scope.until !== null && now >= scope.until

/** When the item was first open to this scope: its first entry, or for the untrusted its release. */
const openedAt = (scope: Scope, entry: Entry): Date =>
  scope.embargoTrust || entry.releasedAt === null ? entry.firstAt : entry.releasedAt

/** Whether a delayed scope has to wait for, or will never see, this entry. Kills do not wait; withholds and corrections
 *  do not where the item was open to the scope before them; a version corrected before it was due is passed over. */
const isHeldBack = (scope: Scope, entry: Entry, now: Date): boolean => {
  if (scope.delayMinutes === 0 || entry.signal === 'kill') return false
  const delayMs = scope.delayMinutes * minuteMs
  if (isRecall(entry.signal) && after(openedAt(scope, entry), delayMs) <= entry.at.getTime()) return false
  const due = after(entry.at, delayMs)
  return now.getTime() < due || (entry.recalledAt !== null && entry.recalledAt.getTime() < due)
}

/** How much of this entry this scope may see now. `store/scope.ts` says the same in SQL; a property test holds them equal. */
export const covers = (scope: Scope, entry: Entry, now: Date): Verdict => {
  if (entry.embargoed && !scope.embargoTrust) return 'none'
  if (!scope.types.includes(entry.type)) return 'none'
  if (scope.languages !== null && !scope.languages.includes(entry.language)) return 'none'
  if (now < scope.from) return 'none'
  if (scope.archiveDays !== null && after(entry.at, scope.archiveDays * dayMs) < now.getTime()) return 'none'
  const lapsed = isLapsed(scope, now)
  if (lapsed && (!isRecall(entry.signal) || (scope.until !== null && entry.firstAt >= scope.until))) return 'none'
  if (isHeldBack(scope, entry, now)) return 'none'
  const matches = share(entry.products, scope.products)
  if (!matches && !share(entry.itemProducts, scope.products)) return 'none'
  if (lapsed || entry.state !== 'usable' || entry.signal === 'withhold' || entry.signal === 'kill') return 'notice'
  return matches ? 'full' : 'headline'
}

/** When this scope could first see the entry: the date that HAS clients page by. */
export const seenFrom = (scope: Scope, entry: Entry): Date => {
  const waits = scope.delayMinutes > 0 && entry.signal !== 'kill'
  const ownRecall =
    isRecall(entry.signal) && after(openedAt(scope, entry), scope.delayMinutes * minuteMs) <= entry.at.getTime()
  const due = waits && !ownRecall ? after(entry.at, scope.delayMinutes * minuteMs) : entry.at.getTime()
  return new Date(Math.max(due, scope.from.getTime()))
}

/** How a rendition may be had: `shown` on screens by whoever sees a headline, `read` by whoever reads the item in full, `sold` under a size of the contract. */
export type RenditionUse = 'shown' | 'read' | 'sold'

/** By what right a rendition is given. A comp bears its watermark, and a thumb is too small to print. */
export const useOf = (role: RenditionRole): RenditionUse =>
  role === 'comp' || role === 'thumb' ? 'shown' : role === 'preview' ? 'read' : 'sold'

/** The sizes of a type that a contract sells. */
export const sizesFor = ({ sizes }: Pick<Scope, 'sizes'>, type: ItemType): readonly string[] =>
  sizes[type] ?? soldSizes[type]

/** Sizes with which the original of a type goes: of a video that could not be made smaller, any; of a drawing in a form that has no name of its own (SVG), those of drawings. */
const originalGoesWith: Readonly<Record<ItemType, readonly string[]>> = {
  ...{ text: [], picture: [], collection: [], file: ['original'] },
  ...{ video: soldSizes.video, graphic: ['ai', 'eps', 'pdf'] },
}

/** Whether a scope that reads the item in full may have this rendition of it. Crops go with `web`; the original of a file is the file. */
export const coversRendition = (scope: Pick<Scope, 'sizes'>, type: ItemType, role: RenditionRole): boolean => {
  if (useOf(role) !== 'sold') return true
  if (role === 'original') return sizesFor(scope, type).some(size => originalGoesWith[type].includes(size))
  const isCrop = role === 'wide' || role === 'square' || role === 'tall'
  return sizesFor(scope, type).includes(isCrop ? 'web' : role)
}
