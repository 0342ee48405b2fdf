import { readBody } from '../../domain/body-text.ts'
import type { ItemType } from '../../domain/ids.ts'
import type { Filing } from '../../domain/item.ts'
import { Refusal } from '../../domain/refusal.ts'
import { readSources } from '../../domain/source-lines.ts'
import { categoryCodes, type Language, languageCodes } from '../../domain/taxonomy.ts'
import type { Embargo, Subject } from '../../domain/version.ts'
import { fromLocal } from '../../domain/zoned-time.ts'
import type { Asset } from '../../store/asset.ts'
import type { DraftText } from '../../store/draft.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { t } from '../../web/i18n/translate.ts'
import { parseFiling } from '../../wire/filing.ts'
import { filesOfDraft, hasFiles } from '../media/text.ts'

interface Reading {
  /** Of the person who reads the errors. */
  readonly language: Language
  readonly timeZone: string
  readonly by: string
  readonly now: Date
  /** Those of the draft's uploads that there are; left out: it has none. */
  readonly assets?: readonly Asset[]
}

/** What a draft would send, or everything that has to be put right before, field by field. */
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
  const embargo = draft.signal === 'new' ? embargoOf(draft, reading, wrong) : null
  if (draft.signal === 'correction') {
    if (draft.note.trim() === '') wrong('note', t(language, 'desk.wrong.note'))
    if (draft.line.trim() === '') wrong('line', t(language, 'desk.wrong.line'))
  }
  const files = hasFiles(fields) ? filesOfDraft(fields, { language, assets: reading.assets ?? [] }, wrong) : {}
  if (fields.carried?.type === 'collection' && (fields.carried.members ?? []).length === 0)
    wrong('members', t(language, 'desk.wrong.members'))
  if (errors.length > 0) return { errors }
  const sources = readSources(fields.sources ?? '')
  const { type, ...carried } = fields.carried ?? { type: 'text' }
  const content = {
    ...(hasFiles(fields) ? files : carried),
    ...{ language: fields.language, headline: fields.headline, deck: fields.deck, dateline: fields.dateline, body },
    ...{ category: fields.category, priority: Number(fields.priority), summary: fields.summary, subjects },
    ...(sources.length === 0 ? {} : { sources }),
    bylines: linesOf(fields.bylines),
    keywords: fields.keywords
      .split(/[,،\n]/u)
      .map(each => each.trim())
      .filter(each => each !== ''),
  }
  const { signal, note, line } = draft
  try {
    const filing = { signal, content, note, line, embargo, group: fields.group.trim(), by: reading.by }
    return { filing: parseFiling(filing), type }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error
    const [first, second] = (error.field ?? '').split('.')
    return {
      errors: [{ field: (first === 'content' ? second : first) ?? null, message: t(language, 'desk.wrong.length') }],
    }
  }
}

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
