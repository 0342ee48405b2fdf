import type { Child } from 'hono/jsx'
import type { Language } from '../../domain/taxonomy.ts'
import { pluralForms, t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'
import { Icon } from './icon.tsx'

/** The id of a field's input, for links that lead to it. */
export const fieldId = (name: string): string => `field-${name.replaceAll('.', '-')}`

interface Common {
  screen: Screen
  name: string
  label: string
  hint?: string
  /** What is wrong with what was sent, and what to do. */
  error?: string | undefined
  /** Fields are needed unless they say otherwise; one that is not is marked "optional". */
  optional?: boolean
}

export interface FieldProps extends Common {
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'tel' | 'number' | 'date' | 'datetime-local'
  value?: string | number | undefined
  /** Makes it a text area of so many lines. */
  rows?: number
  maxLength?: number
  autocomplete?: string
  /** Set where the text is in another language than the page. */
  lang?: Language
  dir?: 'ltr' | 'rtl' | 'auto'
  /** Shows how much is written, or left below `maxLength`. */
  count?: boolean
  min?: string | number
  max?: string | number
  autofocus?: boolean
  /** Set in the monospaced face: ids and keys. */
  mono?: boolean
  /** Id of a list of values that are offered. */
  list?: string
}

/** A labelled text input or text area: label above, hint below, error beside. */
export const Field = (props: FieldProps) => {
  const { screen, name, value, rows, type = 'text', maxLength, lang, dir, mono, count } = props
  const shared = {
    id: fieldId(name),
    name,
    class: mono ? 'input mono' : 'input',
    maxlength: maxLength,
    lang,
    dir: dir ?? (type === 'email' || type === 'url' || mono ? 'ltr' : lang === undefined ? undefined : 'auto'),
    required: !props.optional,
    autofocus: props.autofocus,
    'aria-invalid': props.error === undefined ? undefined : 'true',
    'aria-describedby': describedBy(props),
    'data-count': count
      ? JSON.stringify(pluralForms(screen.language, maxLength ? 'form.left' : 'form.characters'))
      : undefined,
  } as const
  const { autocomplete, min, max, list } = props
  return (
    <FieldFrame {...props}>
      {rows === undefined ? (
        <input {...shared} type={type} value={value} autocomplete={autocomplete} min={min} max={max} list={list} />
      ) : (
        <textarea {...shared} rows={rows}>
          {value}
        </textarea>
      )}
    </FieldFrame>
  )
}

export interface SelectFieldProps extends Common {
  options: readonly { readonly value: string; readonly label: string }[]
  value?: string | undefined
}

/** A labelled choice of one among few. */
export const SelectField = (props: SelectFieldProps) => (
  <FieldFrame {...props}>
    <select
      id={fieldId(props.name)}
      name={props.name}
      class="input"
      required={!props.optional}
      aria-invalid={props.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(props)}
    >
      {props.options.map(({ value, label }) => (
        <option value={value} selected={value === props.value}>
          {label}
        </option>
      ))}
    </select>
  </FieldFrame>
)

const FieldFrame = ({ screen, name, label, hint, error, optional, children }: Common & { children?: Child }) => (
  <div class={error === undefined ? 'field' : 'field field-wrong'}>
    <label class="field-label" for={fieldId(name)}>
      {label}
      {optional && <span class="field-optional"> ({t(screen.language, 'form.optional')})</span>}
    </label>
    <div class="field-row">
      {children}
      {error !== undefined && (
        <p class="field-error" id={`${fieldId(name)}-error`}>
          <Icon name="alert" />
          <span>{error}</span>
        </p>
      )}
    </div>
    {hint !== undefined && (
      <p class="field-hint" id={`${fieldId(name)}-hint`}>
        {hint}
      </p>
    )}
  </div>
)

const describedBy = ({ name, hint, error }: Common): string | undefined =>
  [error !== undefined && `${fieldId(name)}-error`, hint !== undefined && `${fieldId(name)}-hint`]
    .filter(Boolean)
    .join(' ') || undefined
