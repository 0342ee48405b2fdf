import type { Body } from './body.ts'
import type { GroupId, Guid, ItemId, ItemType } from './ids.ts'
import type { KillReason } from './kill-reason.ts'
import type { MediaFacts, Member, Rendition } from './media.ts'
import type { Signal, State } from './signal.ts'
import type { Category, Language, Priority } from './taxonomy.ts'

/** An IPTC Media Topic, `medtop:20000002`, with its English name. */
export interface Subject {
  readonly qcode: string
  readonly name: string
}

/** Whom a story goes back to: another agency, an institution, a post; `uri` is where it can be read. */
export interface InfoSource {
  readonly name: string
  readonly uri: string | null
}

/** Whose the content is where it is not the agency's own. */
export interface Rights {
  readonly holder: string | null
  /** `© 2026 …`, as printed. */
  readonly notice: string | null
  /** What may be done with it. */
  readonly terms: string | null
}

/** A person, organisation or place that a story is about; `uri` where a register knows it (Wikidata, GeoNames, an agency's own). */
export interface NamedThing {
  readonly name: string
  readonly uri: string | null
}

export const linkRelations = ['see-also', 'background', 'translation-of'] as const

/** Another item of ours that this one points to. */
export interface ItemLink {
  readonly rel: (typeof linkRelations)[number]
  readonly item: ItemId
  readonly guid: Guid
  /** The version that was meant; null: whichever is the newest. */
  readonly version: number | null
  readonly headline: string | null
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
  /** Whom it is about; left out: nobody named. */
  readonly people?: readonly NamedThing[] | undefined
  readonly organisations?: readonly NamedThing[] | undefined
  /** Where it plays; the place line is `dateline`. */
  readonly places?: readonly NamedThing[] | undefined
  readonly links?: readonly ItemLink[] | undefined
  /** After this moment it is not to be used any more: RFC 3339 in UTC. */
  readonly expiresAt?: string | undefined
  /** Left out: the agency itself. */
  readonly sources?: readonly InfoSource[] | undefined
  readonly rights?: Rights | undefined
  /** The files of a picture, video, graphic or file; best first. */
  readonly renditions?: readonly Rendition[] | undefined
  /** Of a picture, video, graphic or file of our own. */
  readonly media?: MediaFacts | undefined
  /** What a collection holds, in order. */
  readonly members?: readonly Member[] | undefined
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
  /** Of a withheld or killed one, where a class was given. */
  readonly reason?: KillReason | undefined
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
