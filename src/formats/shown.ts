import type { Body } from '../domain/body.ts'
import { paragraph } from '../domain/body.ts'
import type { GroupId, Guid, ItemId, ItemType } from '../domain/ids.ts'
import type { KillReason } from '../domain/kill-reason.ts'
import { blobOf, type MediaFacts, type Member, mediaPath, type Rendition } from '../domain/media.ts'
import { correctionHeadline, type Notice, noticeOf } from '../domain/notice.ts'
import type { Signal } from '../domain/signal.ts'
import type { Category, Priority } from '../domain/taxonomy.ts'
import type { Embargo, InfoSource, NamedThing, Rights, SentVersion, Subject } from '../domain/version.ts'
import type { Link, Writable } from './document.ts'
import { embargoLabel, expiryLabel, labelLanguage, reasonLabel, replacedByLabel, signalNote } from './labels.ts'
import type { Agency, Face, Rendering } from './rendering.ts'

/** What a document may say of a version at a face. Writers read nothing else, so a face leaks in all formats or in none. */
export interface Shown {
  readonly face: Face
  readonly item: ItemId
  readonly guid: Guid
  readonly type: ItemType
  readonly group: GroupId | null
  readonly number: number
  readonly signal: Signal
  /** IPTC pubStatus. */
  readonly status: 'usable' | 'withheld' | 'canceled'
  readonly versionCreated: Date
  readonly firstCreated: Date
  readonly embargo: Embargo | null
  readonly replacedBy: ItemId | null
  /** The GUID of the item that this one takes the place of. */
  readonly replaces: string | null
  /** BCP 47. */
  readonly language: string
  readonly category: Category
  readonly priority: Priority
  readonly headline: string
  readonly deck: string | null
  readonly dateline: string | null
  readonly bylines: readonly string[]
  readonly body: Body
  readonly subjects: readonly Subject[]
  readonly keywords: readonly string[]
  /** Whom a text is about; of anything else those are the persons of `media`. */
  readonly people: readonly NamedThing[]
  readonly organisations: readonly NamedThing[]
  readonly places: readonly NamedThing[]
  readonly links: readonly Link[]
  /** After this moment it is not to be used any more. */
  readonly expires: Date | null
  /** Of a notice: the class of reasons. */
  readonly reason: KillReason | null
  /** To desks, each with what it is in front: `CORRECTION: …`. */
  readonly edNotes: readonly string[]
  /** To readers: the correction line; null at a notice, whose body it is. */
  readonly line: string | null
  /** Whom the story goes back to; empty: the agency itself. */
  readonly sources: readonly InfoSource[]
  /** Whose it is, where not the agency's own. */
  readonly rights: Rights | null
  /** Each with an address or a file name. */
  readonly renditions: readonly Rendition[]
  /** What is to be known of them beside the words. */
  readonly media: MediaFacts | null
  readonly members: readonly Member[]
}

/** What of a rendering decides what is shown. */
type Looking = Omit<Rendering, 'agency'> & { readonly agency?: Pick<Agency, 'mediaUrl'> }

/** What the face lets through. A withheld or killed version has only its notice, whatever face was asked for. */
export const shown = (version: Writable, rendering: Looking): Shown => {
  if (rendering.face === 'notice' || version.state !== 'usable') return shownNotice(version, rendering)
  const { content } = version
  const full = rendering.face === 'full'
  return {
    face: rendering.face,
    item: version.item,
    guid: version.guid,
    type: version.type,
    group: version.group,
    number: version.number,
    signal: version.signal,
    status: 'usable',
    versionCreated: version.sentAt,
    firstCreated: version.firstSentAt,
    embargo: version.embargo,
    replacedBy: version.replacedBy,
    replaces: version.replaces ?? null,
    language: content.language,
    category: content.category,
    priority: content.priority,
    headline: content.headline,
    deck: full ? content.deck : null,
    dateline: full ? content.dateline : null,
    bylines: full ? content.bylines : [],
    body: full ? content.body : [],
    subjects: content.subjects,
    keywords: full ? content.keywords : [],
    people: full && !isOfFiles(version.type) ? (content.people ?? []) : [],
    organisations: full ? (content.organisations ?? []) : [],
    places: full ? (content.places ?? []) : [],
    links: full ? (content.links ?? []) : [],
    expires: expiryOf(version),
    reason: null,
    edNotes: edNotesOf(version),
    line: version.line,
    sources: full ? (content.sources ?? []) : [],
    rights: content.rights ?? null,
    renditions: full ? addressed(version, rendering.agency?.mediaUrl) : [],
    media: full ? mediaOf(version) : null,
    members: full ? (content.members ?? []) : [],
  }
}

const isOfFiles = (type: ItemType): boolean => type !== 'text' && type !== 'collection'

const expiryOf = ({ content }: Writable): Date | null =>
  content.expiresAt === undefined ? null : new Date(content.expiresAt)

const noFacts: MediaFacts = {
  ...{ assets: [], altText: null, takenAt: null, place: null, persons: [], credit: null, focus: null },
}

/** Whom a picture is about are those whom it shows. */
const mediaOf = ({ type, content }: Writable): MediaFacts | null => {
  const {
    media = null,
    people = [],
  }: { media?: MediaFacts | null | undefined; people?: readonly NamedThing[] | undefined } = content
  if (people.length === 0 || !isOfFiles(type)) return media
  const persons = new Set([...(media?.persons ?? []), ...people.map(each => each.name)])
  return { ...(media ?? noFacts), persons: [...persons] }
}

/** Our own files by the address they are served at, or by a name that says as much; of those, what nobody reads in a document is left out. */
const addressed = ({ item, type, content }: Writable, mediaUrl: string | undefined): readonly Rendition[] =>
  (content.renditions ?? []).flatMap(file => {
    if (blobOf(file) === null) return [file]
    if (file.role === 'comp' || (file.role === 'original' && type === 'picture')) return []
    const path = mediaPath(item, file)
    return [{ ...file, href: mediaUrl === undefined ? path.replaceAll(/[:/]/gu, '_') : `${mediaUrl}/${path}` }]
  })

const edNotesOf = (version: Writable): string[] => {
  const { language } = version.content
  const notes: string[] = []
  if (version.embargo !== null) notes.push(embargoLabel(version.embargo, language))
  const expires = expiryOf(version)
  if (expires !== null) notes.push(expiryLabel(expires, language))
  const note = signalNote(version.signal, version.note, language)
  if (note !== null) notes.push(note)
  return notes
}

const shownNotice = (version: Writable, { notice: given, noticeAt }: Looking): Shown => {
  const notice = given ?? (version.state === 'usable' ? null : noticeOf(inOurWords(version)))
  const { language, category, priority } = version.content
  return {
    face: 'notice',
    item: version.item,
    guid: version.guid,
    type: version.type,
    group: version.group,
    number: version.number,
    signal: version.signal,
    status: notice === null ? 'usable' : notice.kind === 'killed' ? 'canceled' : 'withheld',
    versionCreated: notice === null ? version.sentAt : (noticeAt ?? version.sentAt),
    firstCreated: version.firstSentAt,
    embargo: version.embargo,
    replacedBy: version.replacedBy,
    replaces: version.replaces ?? null,
    language,
    category,
    priority,
    headline: notice === null ? correctionHeadline(labelLanguage(language)) : notice.headline,
    deck: null,
    dateline: null,
    bylines: [],
    body: paragraphs(notice === null ? version.line : notice.line),
    subjects: [],
    keywords: [],
    ...{ people: [], organisations: [], places: [], links: [] },
    expires: notice === null ? expiryOf(version) : null,
    reason: notice?.reasonClass ?? null,
    edNotes: notice === null ? edNotesOf(version) : reasonsOf(notice, version),
    line: null,
    sources: [],
    rights: version.content.rights ?? null,
    renditions: [],
    media: null,
    members: [],
  }
}

/** A notice is in our words, whatever language the story is in. */
const inOurWords = (version: Writable): SentVersion => ({
  ...version,
  content: { ...version.content, links: undefined, language: labelLanguage(version.content.language) },
})

const paragraphs = (line: string | null): Body => (line === null ? [] : [paragraph(line)])

const reasonsOf = (notice: Notice, version: Writable): string[] => {
  const { language } = version.content
  const reason = signalNote(notice.kind === 'killed' ? 'kill' : 'withhold', notice.reason, language)
  return [
    ...(reason === null ? [] : [reason]),
    ...(notice.reasonClass === undefined ? [] : [reasonLabel(notice.reasonClass, language)]),
    ...(version.replacedBy === null ? [] : [replacedByLabel(version.replacedBy, language)]),
  ]
}
