import type { Body } from '../domain/body.ts'
import type { ItemType } from '../domain/ids.ts'
import type { KillReason } from '../domain/kill-reason.ts'
import type { Member, Rendition } from '../domain/media.ts'
import type { Signal } from '../domain/signal.ts'
import type { Category, Priority } from '../domain/taxonomy.ts'
import type { Embargo, InfoSource, ItemLink, NamedThing, Rights, Subject } from '../domain/version.ts'
import type { ReadMedia } from './read/media-facts.ts'

/** Every format that is read, by the name that reports and settings use. */
export const readableFormats = [
  'newsml-g2',
  'newsml-1',
  'nitf',
  'ninjs',
  'ninjs-superdesk',
  'ap-media',
  'dateline',
  'timeline',
  'iptc7901',
  'anpa',
  'rss',
  'atom',
  'json-feed',
  'mail',
  'text',
] as const
export type ReadableFormat = (typeof readableFormats)[number]

/** Files that are no documents and still say something, or are at least there. */
export const fileFormats = ['photo', 'file'] as const
export type ReadFormat = ReadableFormat | (typeof fileFormats)[number]

/** What a source is known to mean where its documents do not say. */
export interface ReadDefaults {
  /** BCP 47; null: guessed from the words. */
  readonly language: string | null
  /** IANA zone of times without one; null: UTC, flagged. */
  readonly timeZone: string | null
  /** WHATWG label of the charset of bytes that name none and are not UTF-8; null: windows-1252, flagged. */
  readonly charset: string | null
  readonly category: Category | null
  /** What codes of the source stand for: subject codes, service names, categories in any spelling, folded to lower case. */
  readonly categoryMap: Readonly<Record<string, Category>>
  readonly priority: Priority | null
  readonly provider: string | null
  /** What came with the bytes: a media type with its charset beats what the bytes say of themselves (RFC 7303 §3 for XML). */
  readonly contentType: string | null
  /** Base of relative addresses in feeds and bodies. */
  readonly baseUrl: string | null
}

export const noDefaults: ReadDefaults = {
  language: null,
  timeZone: null,
  charset: null,
  category: null,
  categoryMap: {},
  priority: null,
  provider: null,
  contentType: null,
  baseUrl: null,
}

/** Something that a reader of the report should know of one field: `guessed` it was not said, `kept` it is not understood and stands as it came,
 *  `lost` it is not in the item. */
export interface Remark {
  readonly kind: 'guessed' | 'kept' | 'lost'
  readonly field: string
  readonly detail: string
}

/** Why an item may go nowhere before an editor has looked at it. */
export interface Hold {
  readonly code:
    | 'unreadable-embargo'
    | 'unknown-status'
    | 'unknown-signal'
    | 'no-text'
    | 'no-language'
    | 'incomplete'
    | 'stale'
  readonly detail: string
}

/** Another item that an item points to, by the id that its source has for it. */
export interface ReadLink extends Pick<ItemLink, 'rel' | 'version' | 'headline'> {
  readonly id: string
}

/** One item of a document of somebody else's. */
export interface ReadItem {
  /** The source's permanent id, the same for all versions: G2 guid, ninjs uri, NewsML PublicIdentifier without its revision; null: it has none. */
  readonly id: string | null
  /** The version as its source counts; null: not said. */
  readonly version: string | null
  readonly type: ItemType
  readonly signal: Signal
  /** Signals in the source's own words that have no equal here. */
  readonly otherSignals: readonly string[]
  /** Whose document it is. */
  readonly provider: string | null
  /** BCP 47; null: neither said nor told by the words. */
  readonly language: string | null
  readonly headline: string
  readonly deck: string | null
  readonly dateline: string | null
  readonly bylines: readonly string[]
  readonly body: Body
  readonly category: Category | null
  readonly priority: Priority | null
  readonly subjects: readonly Subject[]
  readonly keywords: readonly string[]
  /** Whom a text is about; of anything else those are the persons of `media`. */
  readonly people: readonly NamedThing[]
  readonly organisations: readonly NamedThing[]
  readonly places: readonly NamedThing[]
  readonly links: readonly ReadLink[]
  /** To desks. */
  readonly note: string | null
  /** To readers: a correction line, or what stands for a killed story. */
  readonly line: string | null
  readonly summary: string | null
  /** The class of reasons for which it was taken back. */
  readonly reason: KillReason | null
  readonly embargo: Embargo | null
  /** The id of the item that this one replaces (`previousVersion`) or that replaces it. */
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly group: string | null
  readonly firstCreated: Date | null
  readonly versionCreated: Date | null
  readonly expires: Date | null
  readonly sources: readonly InfoSource[]
  readonly rights: Rights | null
  readonly renditions: readonly Rendition[]
  /** Of a picture, video, graphic or file; null: nothing is said. */
  readonly media: ReadMedia | null
  readonly members: readonly Member[]
  /** The address of the item on the web. */
  readonly url: string | null
  /** The id of an item of Dateline's, where the document is one of ours. */
  readonly itemId: string | null
  readonly holds: readonly Hold[]
  readonly remarks: readonly Remark[]
}

/** A part of a document that is no news item, or is not taken, and why. */
export interface Refused {
  readonly what: string
  readonly reason: string
}

/** What a document says. */
export interface Reading {
  readonly format: ReadFormat
  /** As the document names it: `2.35`, `1.2`; null: it does not. */
  readonly formatVersion: string | null
  readonly items: readonly ReadItem[]
  readonly refused: readonly Refused[]
}

/** Thrown inside readers for bytes that cannot be read; `readDocument` turns it into data. */
export class Unreadable extends Error {
  constructor(reason: string) {
    // What the document itself says may stand in a reason, and may be of any length.
    super(reason.length > 500 ? `${reason.slice(0, 499)}…` : reason)
    this.name = 'Unreadable'
  }
}

/** What a reader is given: the bytes, and the same as text. */
export interface Source {
  readonly bytes: Uint8Array
  readonly text: string
  readonly defaults: ReadDefaults
}
