import type { ItemId, ItemType } from './ids.ts'
import type { Signal, State } from './signal.ts'
import type { Category, Language, Priority } from './taxonomy.ts'

/** One row of the wire, with what the item is now: all that entitlement and filters look at, and no text. */
export interface Entry {
  readonly seq: number
  /** Never decreases with seq. */
  readonly at: Date
  readonly item: ItemId
  readonly version: number
  readonly signal: Signal
  readonly type: ItemType
  readonly language: Language
  readonly category: Category
  readonly priority: Priority
  /** Products that this version matched when it was sent. */
  readonly products: readonly number[]
  /** The union over the item's entries up to and including this one. */
  readonly itemProducts: readonly number[]
  /** Sent under embargo: invisible to untrusted scopes for ever. */
  readonly embargoed: boolean
  /** When the item was first sent. */
  readonly firstAt: Date
  /** When its embargo ended; null if it never had one or still has. */
  readonly releasedAt: Date | null
  /** The number of the item's newest version now. */
  readonly newestVersion: number
  /** What the item is now, which may be later than this entry. */
  readonly state: State
  /** When the first correction, withhold or kill after this entry was sent; null if none was. */
  readonly recalledAt: Date | null
}
