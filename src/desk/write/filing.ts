import { readBody } from '../../domain/body-text.ts'
import type { ItemType } from '../../domain/ids.ts'
import type { Filing } from '../../domain/item.ts'
import { readLinks } from '../../domain/link-lines.ts'
import { Refusal } from '../../domain/refusal.ts'
import { readSources } from '../../domain/source-lines.ts'
import { categoryCodes, type Language, languageCodes } from '../../domain/taxonomy.ts'
import type { Embargo, Subject } from '../../domain/version.ts'
import { fromLocal } from '../../domain/zoned-time.ts'
import type { Asset } from '../../store/asset.ts'
import type { DraftText } from '../../store/draft.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { t } from '../../web/i18n/translate.ts'
import { draftBodySchema, parseFiling, parseOrRefuse } from '../../wire/filing.ts'
import { filesOfDraft, hasFiles, rightsOfDraft } from '../media/text.ts'

interface Reading {
  /** Of the person who reads the errors. */
  readonly language: Language
  readonly timeZone: string
  readonly by: string
  readonly now: Date
  /** Those of the draft's uploads that there are; left out: it has none. */
  readonly assets?: readonly Asset[]
}

/** What a draft would send, or everything that has to be put right before, field by field. Figures name drafts where those stand in the text. */
export const filingOf = (
  draft: DraftText,
  reading: Reading,
): { filing: Filing; type: ItemType } | { errors: FieldError[] } => {
  const errors: FieldError[] = []
  const { language } = reading
  const { fields } = draft
  const wrong = (field: string, message: string): null => {
    errors.push({ field, message })
    return null
  }
  if (fields.headline.trim() === '') wrong('headline', t(language, 'desk.wrong.headline'))
  if (!isIn(categoryCodes, fields.category)) wrong('category', t(language, 'desk.wrong.category'))
  if (!isIn(languageCodes, fields.language)) wrong('language', t(language, 'desk.wrong.language'))
  const { body, unknown } = readBody({ text: fields.body, kept: fields.kept })
  for (const { line } of unknown) wrong('body', t(language, 'desk.wrong.kept', { line }))
  const subjects = linesOf(fields.subjects).map(
    line => subjectOf(line) ?? wrong('subjects', t(language, 'desk.wrong.subject', { line })),
  )
  const { links, unknown: noLinks } = readLinks(fields.links ?? '')
  for (const each of noLinks) wrong('links', t(language, 'desk.wrong.link', { line: each }))
  const embargo = draft.signal === 'new' ? embargoOf(draft, reading, wrong) : null
  const expiresAt = expiryOf(draft, reading, wrong)
  if (draft.signal === 'correction') {
    if (draft.note.trim() === '') wrong('note', t(language, 'desk.wrong.note'))
    if (draft.line.trim() === '') wrong('line', t(language, 'desk.wrong.line'))
  }
  const files = hasFiles(fields) ? filesOfDraft(fields, { language, assets: reading.assets ?? [] }, wrong) : {}
  if (fields.carried?.type === 'collection' && (fields.carried.members ?? []).length === 0)
    wrong('members', t(language, 'desk.wrong.members'))
  if (errors.length > 0) return { errors }
  const { type, ...carried } = fields.carried ?? { type: 'text' }
  const rights = rightsOfDraft(fields)
  const content = {
    ...(hasFiles(fields) ? files : { ...carried, rights: rights ?? undefined }),
    ...{ language: fields.language, headline: fields.headline, deck: fields.deck, dateline: fields.dateline },
    ...{ category: fields.category, priority: Number(fields.priority), summary: fields.summary, subjects },
    ...namesOf(fields),
    ...(links.length === 0 ? {} : { links }),
    ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
    bylines: linesOf(fields.bylines),
    keywords: keywordsOf(fields.keywords),
  }
  const { signal, note, line } = draft
  try {
    const given = {
      signal,
      content: { ...content, body: [] },
      note,
      line,
      embargo,
      group: fields.group.trim(),
      by: reading.by,
    }
    const filing = parseFiling(given)
    const read = filing.content === null ? null : { ...filing.content, body: parseOrRefuse(draftBodySchema, body) }
    return { filing: { ...filing, content: read }, type }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error
    const [first, second] = (error.field ?? '').split('.')
    const field = (first === 'content' ? second : /^\d+$/u.test(first ?? '') ? 'body' : first) ?? null
    return { errors: [{ field, message: t(language, 'desk.wrong.length') }] }
  }
}

/** Whom the story goes back to and whom it is about, as far as anybody is named. */
const namesOf = (fields: DraftText['fields']) =>
  Object.fromEntries(
    (['sources', 'people', 'organisations', 'places'] as const)
      .map(name => [name, readSources(fields[name] ?? '')] as const)
      .filter(([, named]) => named.length > 0),
  )

/** Keywords as an editor types them, parted by commas. */
const keywordsOf = (text: string): string[] =>
  text
    .split(/[,،\n]/u)
    .map(each => each.trim())
    .filter(each => each !== '')

const isIn = (codes: readonly string[], code: string): boolean => codes.includes(code)

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

const subjectOf = (line: string): Subject | null => {
  const found = /^(medtop:\d{8})\s+(\S.*)$/u.exec(line)
  return found === null ? null : { qcode: found[1] ?? '', name: found[2] ?? '' }
}

const embargoOf = (
  { fields }: DraftText,
  { language, timeZone, now }: Reading,
  wrong: (field: string, message: string) => null,
): Embargo | null => {
  if (fields.embargo === 'open') return { until: null }
  if (fields.embargo !== 'until') return null
  const until = fromLocal(fields.embargoUntil, timeZone)
  if (until === null) return wrong('embargoUntil', t(language, 'desk.wrong.embargo'))
  if (until <= now) return wrong('embargoUntil', t(language, 'desk.wrong.embargoPast'))
  return { until }
}

/** Of a new item it must be yet to come; what has expired may still be corrected. */
const expiryOf = (
  { fields, signal }: DraftText,
  { language, timeZone, now }: Reading,
  wrong: (field: string, message: string) => null,
): Date | null => {
  const typed = (fields.expiresAt ?? '').trim()
  if (typed === '') return null
  const at = fromLocal(typed, timeZone)
  if (at === null) return wrong('expiresAt', t(language, 'desk.wrong.expiry'))
  return signal === 'new' && at <= now ? wrong('expiresAt', t(language, 'desk.wrong.expiryPast')) : at
}
