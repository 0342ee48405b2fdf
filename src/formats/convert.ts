import { createHash } from 'node:crypto'
import { textOfBody } from '../domain/body.ts'
import { dayOf, formatItemId, type GroupId, type Guid, type ItemId, isItemId } from '../domain/ids.ts'
import type { State } from '../domain/signal.ts'
import type { Rights } from '../domain/version.ts'
import type { Writable } from './document.ts'
import { replacedByLabel, unknownTerms } from './labels.ts'
import type { ReadItem, Remark } from './reading.ts'
import type { Agency } from './rendering.ts'
import { oneLine } from './xml.ts'

/** An item of somebody else's, ready to be written in any format. */
export interface Converted {
  readonly version: Writable
  /** Whose document it is, as far as the document tells. */
  readonly agency: Agency
  /** What had to be supplied, and what a version of ours has no place for. */
  readonly remarks: readonly Remark[]
}

/** An item that was read, as a version that can be written. What it lacks is supplied and said.
 *  @param now stands for the time of an item that has none */
export const versionOfItem = (item: ReadItem, { now }: { now: Date }): Converted => {
  const remarks: Remark[] = lossesOf(item)
  const assume = <T>(field: string, said: T | null, otherwise: T, as: string): T => {
    if (said === null) remarks.push({ kind: 'guessed', field, detail: `not said; written as ${as}` })
    return said ?? otherwise
  }
  const sentAt = assume('versionCreated', item.versionCreated ?? item.firstCreated, now, 'now')
  const guid = assume('id', item.id, nameOf(item), 'a name made of its content') as Guid
  const agency = agencyOf(item, guid)
  const language = assume('language', item.language, 'und', 'und (undetermined)')
  const state = stateOf[item.signal] ?? 'usable'
  const version: Writable = {
    item: (item.itemId ?? itemIdFor(item, guid, agency, item.firstCreated ?? sentAt)) as ItemId,
    guid,
    type: item.type,
    number: assume('version', numberOf(item.version), 1, '1'),
    signal: item.signal,
    state,
    group: item.group as GroupId | null,
    content: {
      language,
      headline: assume('headline', item.headline === '' ? null : item.headline, guid, 'its id'),
      category: assume('category', item.category, 'general', 'general'),
      priority: assume('priority', item.priority, 4, '4 (routine)'),
      ...wordsOf(item, state),
      rights: rightsOf(item, agency, language),
    },
    note: noteOf(item, language),
    line: item.line ?? lineOfRecall(item),
    reason: item.reason ?? undefined,
    replacedBy: item.replacedBy !== null && isItemId(item.replacedBy) ? item.replacedBy : null,
    embargo: item.embargo,
    by: item.provider ?? 'convert',
    seq: 1,
    sentAt,
    firstSentAt: item.firstCreated ?? sentAt,
  }
  return { version, agency, remarks }
}

const longestLine = 500

/** The sentence for readers that a document taking back a story has where the text was; null: it is none, or a text too long for one. */
export const lineOfRecall = ({ signal, body }: ReadItem): string | null => {
  const text = stateOf[signal] === undefined ? '' : oneLine(textOfBody(body))
  return text === '' || text.length > longestLine ? null : text
}

const stateOf: Readonly<Partial<Record<ReadItem['signal'], State>>> = { withhold: 'withheld', kill: 'killed' }

type Words = Omit<Writable['content'], 'language' | 'headline' | 'category' | 'priority' | 'rights'>

const wordsOf = (item: ReadItem, state: State): Words => {
  const { deck, dateline, bylines, body, subjects, keywords, summary, sources, renditions, media, members } = item
  const { people, organisations, places, links, expires } = item
  const none = { deck: null, dateline: null, bylines: [], body: [], subjects: [], keywords: [], summary: null }
  if (state !== 'usable') return none
  return {
    ...{ deck, dateline, bylines, body, subjects, keywords, summary },
    ...(sources.length > 0 ? { sources } : {}),
    ...(renditions.length > 0 ? { renditions } : {}),
    ...(media === null ? {} : { media: { assets: [], focus: null, ...media } }),
    ...(members.length > 0 ? { members } : {}),
    ...(people.length > 0 ? { people } : {}),
    ...(organisations.length > 0 ? { organisations } : {}),
    ...(places.length > 0 ? { places } : {}),
    ...(links.length > 0 ? { links: links.map(({ id, ...link }) => ({ ...link, guid: id as Guid })) } : {}),
    ...(expires === null ? {} : { expiresAt: expires.toISOString() }),
  }
}

/** Somebody else's document is never given the terms of the agency that converts it. */
const rightsOf = ({ rights, provider }: ReadItem, agency: Agency, language: string): Rights => ({
  holder: rights?.holder ?? provider,
  notice: rights?.notice ?? null,
  terms: rights?.terms ?? unknownTerms(agency.name, language),
})

const numberOf = (version: string | null): number | null => {
  const found = /^\s*(\d{1,9})(?:\.0*)?\s*$/u.exec(version ?? '')
  return found === null || Number(found[1]) === 0 ? null : Number(found[1])
}

/** An id of another agency's cannot be an item id here, and goes to desks in words. */
const noteOf = ({ note, replacedBy }: ReadItem, language: string): string | null => {
  if (replacedBy === null || isItemId(replacedBy)) return note
  const words = replacedByLabel(replacedBy as ItemId, language)
  return note === null ? words : `${note}\n${words}`
}

/** The same content has the same name: a UUID of version 8 (RFC 9562 §5.8) out of its SHA-256. */
const nameOf = (item: ReadItem): string => {
  const words = JSON.stringify([item.provider, item.headline, item.body, item.url, item.renditions])
  const hex = createHash('sha256').update(words).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const itemIdFor = (item: ReadItem, guid: string, { code }: Agency, day: Date): ItemId => {
  const number = Number.parseInt(createHash('sha256').update(guid).digest('hex').slice(0, 10), 16) + 1
  return formatItemId(code, item.type, dayOf(day), number)
}

/** `tag:` (RFC 4151), `urn:newsml:` (RFC 3085) and web addresses name the domain of their agency. */
const domainIn = /^(?:tag:|urn:newsml:|https?:\/\/)([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8})(?=[,:/]|$)/iu

const agencyOf = ({ provider, rights }: ReadItem, guid: string): Agency => {
  const name = provider ?? rights?.holder ?? 'Unknown agency'
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\d]/gu, '')
    .replace(/^\d+/u, '')
    .slice(0, 8)
  const code = letters.length < 2 ? 'agency' : letters
  return { code, name, domain: domainIn.exec(guid)?.[1]?.toLowerCase() ?? `${code}.invalid`, contact: name }
}

/** What an item may say that no version of ours has a place for. */
const lossesOf = (item: ReadItem): Remark[] => {
  const { replaces, url, otherSignals } = item
  const lost = (field: string, value: string | null): Remark[] =>
    value === null ? [] : [{ kind: 'lost', field, detail: `${value}: a version has no place for it` }]
  return [
    ...lost('replaces', replaces),
    ...lost('url', url),
    ...lost('otherSignals', otherSignals.length === 0 ? null : otherSignals.join(', ')),
  ]
}
