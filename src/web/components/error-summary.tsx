import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'
import { fieldId } from './field.tsx'
import { Icon } from './icon.tsx'

/** What is wrong with one input; `field` is its name, null where it is the form as a whole. */
export interface FieldError {
  readonly field: string | null
  readonly message: string
}

/** All that has to be put right, above the form, each leading to its field; nothing where all is well. */
export const ErrorSummary = ({ screen, errors }: { screen: Screen; errors: readonly FieldError[] }) =>
  errors.length === 0 ? null : (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      <h2>
        <Icon name="alert" />
        {t(screen.language, 'form.errors', { count: errors.length })}
      </h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li>{field === null ? message : <a href={`#${fieldId(field)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  )
