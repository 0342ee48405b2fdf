import type { Refusal } from '../../domain/refusal.ts'
import type { SourceKind } from '../../store/intake-source.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { catalogues, type Key, t } from '../../web/i18n/translate.ts'
import { refusalMessage } from '../../web/problem.ts'
import type { Screen } from '../../web/screen.ts'
import { settingFields } from './fields.ts'
import type { Wrong } from './typed.ts'

/** What does not fit in the form of a source, in words, each for its field. */
export const errorsOf = ({ language }: Screen, kind: SourceKind, wrong: readonly Wrong[]): FieldError[] =>
  wrong.map(({ field, kind: how, line }) => {
    if (how === 'map') return { field, message: t(language, 'desk.source.wrong.map', { line: line ?? '' }) }
    if (how === 'needed') return { field, message: t(language, 'desk.source.wrong.needed') }
    return { field, message: t(language, wordsOf(field, kind)) }
  })

/** A refusal of a whole form, at the field that it names. */
export const refusalError = ({ language }: Screen, refusal: Refusal): FieldError => {
  const { title, advice } = refusalMessage(language, refusal)
  if (refusal.field === 'person') return { field: 'person', message: t(language, 'desk.source.wrong.person') }
  return { field: refusal.field, message: `${title}. ${advice}` }
}

/** What is expected of a field: by its name, else by how it is typed. */
const wordsOf = (field: string, kind: SourceKind): Key => {
  const [part, name = part] = field.split('.')
  const own = `desk.source.wrong.${name}`
  if (isKey(own)) return own
  const input = part === 'settings' ? settingFields[kind].find(each => each.name === name)?.input : undefined
  if (input === 'url') return 'desk.source.wrong.url'
  if (input === 'number' || part === 'everySeconds' || part === 'stalledAfterMinutes') return 'desk.source.wrong.number'
  return 'desk.source.wrong.value'
}

const isKey = (text: string): text is Key => text in catalogues.en
