import type { DraftText } from '../../store/draft.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { Field } from '../../web/components/field.tsx'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { MediaField } from '../media/text.ts'
import { languageOfDraft } from '../rows.tsx'
import { fieldText, type TextField } from './draft-form.ts'

export interface FieldsProps {
  screen: Screen
  draft: DraftText
  errors: readonly FieldError[]
}

export const errorIn = (errors: readonly FieldError[], name: string): string | undefined =>
  errors.find(each => each.field === name)?.message

interface TextProps extends FieldsProps {
  name: TextField | MediaField | 'note' | 'line'
  rows?: number
  needed?: boolean
  hint?: Key
  /** Where it is called something else than usual. */
  label?: Key
  count?: boolean
  autofocus?: boolean
  mono?: boolean
}

/** An input for text in the language of the story. */
export const Text = ({ screen, draft, errors, name, needed, hint, label, ...rest }: TextProps) => (
  <Field
    {...{ screen, name, ...rest }}
    label={t(screen.language, label ?? `desk.field.${name}`)}
    value={typedIn(draft, name)}
    optional={!needed}
    error={errorIn(errors, name)}
    lang={languageOfDraft(draft)}
    {...(hint === undefined ? {} : { hint: t(screen.language, hint) })}
  />
)

const typedIn = ({ fields, ...draft }: DraftText, name: TextProps['name']): string =>
  name === 'note' || name === 'line' ? draft[name] : fieldText(fields, name)
