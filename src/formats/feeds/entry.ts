import { type Body, textOfBlock, textOfBody } from '../../domain/body.ts'
import type { ItemType } from '../../domain/ids.ts'
import type { Rendition } from '../../domain/media.ts'
import { mediaTopic, topicName } from '../../domain/media-topics.ts'
import { type Signal, signals } from '../../domain/signal.ts'
import type { InfoSource, Subject } from '../../domain/version.ts'
import labels from '../labels.json' with { type: 'json' }
import { complete } from '../read/complete.ts'
import { looksLikeHtml, readHtmlBody } from '../read/html-body.ts'
import { namesZone, readMoment } from '../read/moments.ts'
import { bareRendition } from '../read/rendition.ts'
import { takeDateline } from '../read/wire-text.ts'
import type { ReadDefaults, ReadItem, Remark } from '../reading.ts'
import { linesOf } from '../text/clean.ts'
import { blocksOf, isWrapped } from '../text/paragraphs.ts'
import { oneLine } from '../xml.ts'

/** The most entries that are taken from one feed. */
export const mostEntries = 5000

/** A text of a feed: plain, or HTML with the base of its relative addresses. */
export interface Words {
  readonly text: string
  readonly isHtml: boolean
  readonly base: string | null
}

/** A category with the vocabulary that it is from. */
export interface Term {
  readonly scheme: string | null
  readonly term: string
  readonly label: string | null
}

/** What a feed says of itself, which stands for what an entry does not say. */
export interface Head {
  readonly title: string | null
  readonly language: string | null
  readonly rights: string | null
  readonly authors: readonly string[]
}

/** An entry as RSS, Atom and JSON Feed have it in common. */
export interface Entry {
  readonly id: string | null
  readonly url: string | null
  readonly title: Words | null
  readonly summary: Words | null
  /** The whole text; null: there is only a summary. */
  readonly content: Words | null
  readonly authors: readonly string[]
  readonly terms: readonly Term[]
  readonly published: string | null
  readonly updated: string | null
  readonly language: string | null
  readonly sources: readonly InfoSource[]
  readonly rights: string | null
  readonly renditions: readonly Rendition[]
  readonly remarks: readonly Remark[]
}

/** An entry as an item: its content, or its summary where it has none, is the body. */
export const itemOfEntry = (entry: Entry, head: Head, defaults: ReadDefaults): ReadItem => {
  const isOurs = entry.terms.some(isOwn)
  const said = bodyOf(entry.content ?? (isOurs ? null : entry.summary))
  const signal = signalOf(entry.terms)
  const { line, rest } = ownLine(said.body, signal)
  const { dateline, body } = datelineOff(rest)
  const remarks = [...entry.remarks, ...said.remarks]
  const moment = (field: string, text: string | null): Date | null => {
    if (text === null) return null
    const found = readMoment(text, defaults.timeZone)
    if (found === null) remarks.push({ kind: 'lost', field, detail: `"${text.slice(0, 80)}" is no moment` })
    else if (defaults.timeZone === null && !namesZone(text))
      remarks.push({ kind: 'guessed', field, detail: 'no zone is said; taken as UTC' })
    return found
  }
  const published = moment('firstCreated', entry.published)
  const updated = moment('versionCreated', entry.updated)
  const renditions = withPictures(entry.renditions, said.pictures)
  const summary = entry.content === null && !isOurs ? null : plainOf(entry.summary)
  const rights = entry.rights ?? head.rights
  return complete(
    {
      id: entry.id ?? entry.url,
      url: entry.url,
      type: typeOf(body, renditions),
      signal: signal ?? 'new',
      line,
      provider: defaults.provider ?? head.title,
      language: entry.language ?? head.language,
      headline: plainOf(entry.title),
      dateline,
      body,
      // The author of a feed is its entries' (RFC 4287 §4.2.1), but ours is the agency.
      bylines: entry.authors.length > 0 || isOurs ? entry.authors : head.authors,
      categoryWords: entry.terms
        .filter(term => !isTopic(term))
        .flatMap(({ term, label }) => [term, ...(label === null ? [] : [label])]),
      subjects: entry.terms.filter(isTopic).map(subjectOf),
      keywords: entry.terms.filter(term => !isTopic(term) && !isOwn(term)).map(({ term, label }) => label ?? term),
      ...(isOurs ? { deck: summary } : { summary }),
      firstCreated: published,
      versionCreated: updated ?? published,
      sources: entry.sources,
      rights: rights === null ? null : { holder: null, notice: oneLine(rights), terms: null },
      renditions,
      remarks,
    },
    defaults,
  )
}

/** Whether a text of RSS, which does not say, has tags or entities of HTML in it. */
export const mayBeHtml = (text: string): boolean => /<[a-z!/][^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/iu.test(text)

/** The words of a text alone, on one line. */
export const plainOf = (words: Words | null): string | null => {
  if (words === null) return null
  const text = words.isHtml ? textOfBody(readHtmlBody(words.text).body) : words.text
  return oneLine(text) || null
}

const bodyOf = (words: Words | null): { body: Body; pictures: readonly string[]; remarks: Remark[] } => {
  if (words === null) return { body: [], pictures: [], remarks: [] }
  if (!words.isHtml && !looksLikeHtml(words.text)) {
    const lines = linesOf(words.text)
    return { body: blocksOf(lines, lines.includes('') && isWrapped(lines)), pictures: [], remarks: [] }
  }
  const { body, media, lost } = readHtmlBody(words.text, words.base)
  const remarks: Remark[] =
    lost.length === 0 ? [] : [{ kind: 'lost', field: 'body', detail: `<${lost.join('>, <')}> and all in it` }]
  return { body, pictures: media.map(({ href }) => href), remarks }
}

const corrections = Object.values(labels.signals.correction)

/** What an entry of Dateline's says to readers: all of a recall, and the line before the text of others. */
const ownLine = (body: Body, signal: Signal | null): { line: string | null; rest: Body } => {
  if (signal === 'kill' || signal === 'withhold') return { line: textOfBody(body), rest: [] }
  const [first, ...rest] = body
  const text = signal === null || first === undefined ? '' : textOfBlock(first)
  const label = corrections.find(each => text.startsWith(`${each}: `))
  return label === undefined ? { line: null, rest: body } : { line: text.slice(label.length + 2), rest }
}

/** A place line is taken off where it is in capitals: in feeds, any word may stand before a bracket. */
const datelineOff = (body: Body): { dateline: string | null; body: Body } => {
  const found = takeDateline(body)
  return found.dateline !== null && found.around !== null && !/\p{Ll}/u.test(found.dateline)
    ? found
    : { dateline: null, body }
}

const mostPictures = 50

const withPictures = (renditions: readonly Rendition[], pictures: readonly string[]): Rendition[] => {
  const all = [...renditions]
  const seen = new Set(renditions.map(({ href }) => href))
  for (const href of pictures.slice(0, mostPictures)) {
    if (seen.has(href)) continue
    seen.add(href)
    all.push(bareRendition('web', href))
  }
  return all
}

const typeOf = (body: Body, renditions: readonly Rendition[]): ItemType => {
  const [first] = renditions
  if (first === undefined || textOfBody(body).trim() !== '') return 'text'
  const kind = first.contentType?.split('/')[0]
  return kind === 'image' ? 'picture' : kind === 'video' ? 'video' : 'file'
}

const isTopic = ({ scheme, term }: Term): boolean =>
  /^https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\/?$/u.test(scheme ?? '') && /^(?:medtop:)?\d{8}$/u.test(term)

const isOwn = ({ scheme }: Term): boolean => /\/cv\/(?:signal|category)\/$/u.test(scheme ?? '')

const signalOf = (terms: readonly Term[]) =>
  signals.find(signal => terms.some(({ scheme, term }) => term === signal && /\/cv\/signal\/$/u.test(scheme ?? ''))) ??
  null

const subjectOf = ({ term, label }: Term): Subject => {
  const code = term.slice(-8)
  const topic = mediaTopic(code)
  return { qcode: `medtop:${code}`, name: label ?? (topic === null ? code : topicName(topic, 'en')) }
}
