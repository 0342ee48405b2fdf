import type { Body } from './body.ts'
import type { GroupId, Guid, ItemId, ItemType } from './ids.ts'
import type { Signal, State } from './signal.ts'
import type { Category, Language, Priority } from './taxonomy.ts'

/** An IPTC Media Topic, `medtop:20000002`, with its English name. */
export interface Subject {
  readonly qcode: string
  readonly name: string
}

/** What an editor writes: everything about a version that is not the wire's business. */
export interface Content {
  readonly language: Language
  readonly headline: string
  readonly deck: string | null
  /** The place line as printed, in capitals and without the agency: `ANKARA`. */
  readonly dateline: string | null
  readonly bylines: readonly string[]
  readonly body: Body
  readonly category: Category
  readonly priority: Priority
  readonly subjects: readonly Subject[]
  readonly keywords: readonly string[]
  /** The editor's own summary for the public; null lets `summarise` cut one. */
  readonly summary: string | null
}

/** `until: null` is an embargo without a known end. */
export interface Embargo {
  readonly until: Date | null
}

/** One immutable state of an item. Withheld and killed versions carry an empty body. */
export interface Version {
  readonly item: ItemId
  readonly guid: Guid
  readonly type: ItemType
  readonly number: number
  readonly signal: Signal
  readonly state: State
  readonly group: GroupId | null
  readonly content: Content
  /** To desks: what changed, or why. */
  readonly note: string | null
  /** To readers, ready to print: the correction line, or the sentence that stands for a withheld or killed story. */
  readonly line: string | null
  /** The item that replaces a killed one. */
  readonly replacedBy: ItemId | null
  /** Set while the item is under embargo. */
  readonly embargo: Embargo | null
  /** Who sent it: a staff name, or the way it came in. */
  readonly by: string
}

/** A version as it stands on the wire: with the time of its own entry and of the item's first. */
export interface SentVersion extends Version {
  readonly seq: number
  readonly sentAt: Date
  readonly firstSentAt: Date
}

/** What the domain must know of an item to decide what may follow. */
export interface ItemHead {
  readonly id: ItemId
  readonly lastSeq: number
  readonly state: State
  /** Under embargo until released. */
  readonly embargoed: boolean
  readonly newest: SentVersion
}
