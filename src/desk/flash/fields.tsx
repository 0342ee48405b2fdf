import type { Person } from '../../accounts/people.ts'
import { categoryCodes, languageCodes } from '../../domain/taxonomy.ts'
import type { Db } from '../../store/db.ts'
import { makeDraftId } from '../../store/draft.ts'
import { lastChosen } from '../../store/draft-recent.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { Field, SelectField } from '../../web/components/field.tsx'
import { categoryName, languageName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

/** What is typed and chosen in the flash box. */
export interface FlashTexts {
  /** The id of the draft that it becomes: sent twice it is one. */
  readonly key: string
  readonly line: string
  readonly language: string
  readonly category: string
}

/** An empty box, with the language and category that somebody chose last. */
export const freshFlash = async (db: Db, person: Pick<Person, 'id' | 'language'>): Promise<FlashTexts> => {
  const last = await lastChosen(db, person.id)
  const language = languageCodes.find(each => each === last?.language) ?? person.language
  const category = categoryCodes.find(each => each === last?.category) ?? ''
  return { key: makeDraftId(), line: '', language, category }
}

/** The inputs of the box by the field of a draft that they fill: names of their own, as the box stands on every page. */
export const flashInputs = { headline: 'flashLine', language: 'flashLanguage', category: 'flashCategory' } as const

interface FlashFieldsProps {
  readonly screen: Screen
  readonly texts: FlashTexts
  readonly errors?: readonly FieldError[]
}

/** One line, its language and its category. */
export const FlashFields = ({ screen, texts, errors = [] }: FlashFieldsProps) => {
  const { language } = screen
  const errorOf = (name: string) => errors.find(each => each.field === name)?.message
  const written = languageCodes.find(each => each === texts.language) ?? language
  return (
    <>
      <input type="hidden" name="flashKey" value={texts.key} />
      <Field
        {...{ screen, name: flashInputs.headline, value: texts.line, maxLength: 300, count: true, lang: written }}
        autofocus
        autocomplete="off"
        label={t(language, 'desk.flash.line')}
        error={errorOf(flashInputs.headline)}
      />
      <div class="flash-choices">
        <SelectField
          {...{ screen, name: flashInputs.language, label: t(language, 'desk.field.language'), value: texts.language }}
          options={languageCodes.map(code => ({ value: code, label: languageName(language, code) }))}
          error={errorOf(flashInputs.language)}
        />
        <SelectField
          {...{ screen, name: flashInputs.category, label: t(language, 'desk.field.category'), value: texts.category }}
          options={[
            ...(texts.category === '' ? [{ value: '', label: t(language, 'desk.choose') }] : []),
            ...categoryCodes.map(code => ({ value: code, label: categoryName(language, code) })),
          ]}
          error={errorOf(flashInputs.category)}
        />
      </div>
    </>
  )
}
