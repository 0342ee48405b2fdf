import { countWords, textOfBody } from '../../domain/body.ts'
import { isRecall } from '../../domain/signal.ts'
import { guessLanguage } from '../language.ts'
import type { Hold, ReadDefaults, ReadItem, Remark } from '../reading.ts'
import { legal, oneLine } from '../xml.ts'
import { categoryOf } from './category.ts'
import { namesOf } from './names.ts'
import { withoutRepeats } from './repeated.ts'

/** What a reader found; everything else is absent. */
export type Found = Partial<Omit<ReadItem, 'headline' | 'remarks' | 'holds'>> & {
  readonly headline?: string | null
  /** Words for categories in the source's own terms, tried against its map. */
  readonly categoryWords?: readonly string[]
  readonly remarks?: readonly Remark[]
  readonly holds?: readonly (Hold | null)[]
}

const longestHeadline = 300
const wordsOfHeadline = 12

/** An item out of what a reader found: absent fields filled in from the defaults of the source or guessed, and each guess said. One-line fields are folded. */
export const complete = (found: Found, defaults: ReadDefaults): ReadItem => {
  const { headline, categoryWords = [], remarks = [], holds = [], ...rest } = found
  const notes: Remark[] = [...remarks]
  const guessed = (field: string, detail: string) => void notes.push({ kind: 'guessed', field, detail })
  const body = withoutRepeats(rest.body ?? [], {
    headline: line(headline),
    bylines: rest.bylines ?? [],
    dateline: line(rest.dateline),
  })
  const text = textOfBody(body)
  const subjects = uniqueBy(rest.subjects ?? [], each => each.qcode)
  const item: ReadItem = {
    id: line(rest.id),
    version: line(rest.version),
    type: rest.type ?? 'text',
    signal: rest.signal ?? 'new',
    otherSignals: rest.otherSignals ?? [],
    provider: line(rest.provider) ?? defaults.provider,
    language: languageTag(rest.language),
    headline: line(headline) ?? '',
    deck: line(rest.deck),
    dateline: line(rest.dateline),
    bylines: uniqueBy(
      (rest.bylines ?? []).flatMap(each => line(each) ?? []),
      each => each,
    ),
    body,
    category: rest.category ?? categoryOf(subjects, categoryWords, defaults.categoryMap),
    priority: rest.priority ?? null,
    subjects,
    keywords: uniqueBy(
      (rest.keywords ?? []).flatMap(each => line(each) ?? []),
      each => each.toLowerCase(),
    ),
    ...namesOf(rest),
    links: uniqueBy(
      (rest.links ?? []).filter(each => each.id.trim() !== ''),
      each => `${each.rel} ${each.id}`,
    ).map(each => ({ ...each, headline: line(each.headline) })),
    note: paragraphs(rest.note),
    line: line(rest.line),
    summary: line(rest.summary),
    reason: rest.reason ?? null,
    embargo: rest.embargo ?? null,
    replaces: line(rest.replaces),
    replacedBy: line(rest.replacedBy),
    group: line(rest.group),
    firstCreated: rest.firstCreated ?? null,
    versionCreated: rest.versionCreated ?? null,
    expires: rest.expires ?? null,
    sources: uniqueBy(rest.sources ?? [], each => `${each.name} ${each.uri}`),
    rights: rest.rights ?? null,
    renditions: rest.renditions ?? [],
    members: rest.members ?? [],
    url: line(rest.url),
    itemId: line(rest.itemId),
    holds: holds.filter(hold => hold !== null),
    remarks: notes,
  }
  const filled = { ...item }
  if (filled.language === null) {
    filled.language = languageTag(defaults.language) ?? guessLanguage(`${filled.headline}\n${text}`)
    if (filled.language !== null) guessed('language', `not said; taken as ${filled.language}`)
  }
  if (filled.headline === '') {
    const words = oneLine(text).split(' ')
    filled.headline = words.slice(0, wordsOfHeadline).join(' ') + (words.length > wordsOfHeadline ? ' …' : '')
    if (filled.headline !== '') guessed('headline', 'there is none; taken from the first words')
  }
  if (filled.headline.length > longestHeadline) {
    guessed('headline', `longer than ${longestHeadline} characters; cut`)
    filled.headline = `${filled.headline.slice(0, longestHeadline - 2).trimEnd()} …`
  }
  if (filled.category === null) filled.category = defaults.category
  if (filled.priority === null) filled.priority = defaults.priority
  return { ...filled, holds: [...filled.holds, ...missing(filled, text)] }
}

/** What an item lacks that no desk could send it without. */
const missing = (item: ReadItem, text: string): Hold[] => {
  const isBare = isRecall(item.signal) || item.renditions.length > 0 || item.members.length > 0
  const holds: Hold[] = []
  if (item.language === null && !isBare)
    holds.push({ code: 'no-language', detail: 'the language is not said, and the words do not tell it' })
  if (item.headline === '' && !isBare) holds.push({ code: 'no-text', detail: 'it has neither headline nor text' })
  else if (item.type === 'text' && !isBare && countWords(text) === 0)
    holds.push({ code: 'no-text', detail: 'it has no text' })
  return holds
}

const line = (text: string | null | undefined): string | null => {
  const folded = text == null ? '' : oneLine(text)
  return folded === '' ? null : folded
}

const paragraphs = (text: string | null | undefined): string | null => {
  const clean =
    text == null
      ? ''
      : legal(text)
          .split('\n')
          .map(oneLine)
          .filter(each => each !== '')
          .join('\n')
  return clean === '' ? null : clean
}

/** A language as BCP 47 writes it: primary subtag and script as usual; `EN-us`, `en_US` and `eng` are understood. */
export const languageTag = (text: string | null | undefined): string | null => {
  const tag = (text ?? '').trim().replaceAll('_', '-')
  if (!/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/iu.test(tag)) return null
  try {
    return new Intl.Locale(tag).toString()
  } catch {
    return null
  }
}

/** The first of each key, in order. */
const uniqueBy = <T>(list: readonly T[], key: (each: T) => string): T[] => {
  const seen = new Map<string, T>()
  for (const each of list) if (!seen.has(key(each))) seen.set(key(each), each)
  return [...seen.values()]
}
