import type { SourceKind } from '../../store/intake-source.ts'
import { Field, SelectField } from '../../web/components/field.tsx'
import { catalogues, type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { type SettingField, settingFields } from './fields.ts'
import type { Typed } from './typed.ts'

interface SettingsProps {
  screen: Screen
  kind: SourceKind
  value: Typed
  error: (name: string) => string | undefined
}

/** The settings of one kind of source; what is seldom changed stands behind “more”. */
export const SettingFields = ({ kind, ...rest }: SettingsProps) => {
  const fields = settingFields[kind]
  const rare = fields.filter(({ isRare }) => isRare)
  return (
    <>
      {fields
        .filter(({ isRare }) => !isRare)
        .map(field => (
          <Setting {...rest} kind={kind} field={field} />
        ))}
      {rare.length > 0 && (
        <details class="in-more" open={rare.some(({ name }) => rest.error(`settings.${name}`) !== undefined)}>
          <summary>{t(rest.screen.language, 'desk.source.more')}</summary>
          {rare.map(field => (
            <Setting {...rest} kind={kind} field={field} />
          ))}
        </details>
      )}
    </>
  )
}

const Setting = ({ screen, kind, value, error, field }: SettingsProps & { field: SettingField }) => {
  const { language } = screen
  const { input, isNeeded } = field
  const name = `settings.${field.name}`
  const label = t(language, labelOf(kind, field.name))
  const hint = keyOf(`desk.source.set.${kind}.${field.name}.hint`, `desk.source.set.${field.name}.hint`)
  const shared = {
    ...{ screen, name, label, error: error(name) },
    ...(isNeeded ? {} : { optional: true }),
    ...(hint === null ? {} : { hint: t(language, hint) }),
  }
  if (input === 'check') {
    return (
      <label class="check">
        <input type="checkbox" name={name} value="on" checked={value(name) !== ''} />
        <span>
          {label}
          {hint !== null && <span class="field-hint source-mode-how">{t(language, hint)}</span>}
        </span>
      </label>
    )
  }
  if (typeof input !== 'string') {
    return (
      <SelectField
        {...shared}
        optional={false}
        value={value(name)}
        options={input.map(code => ({ value: code, label: optionOf(screen, field.name, code) }))}
      />
    )
  }
  const rows = input === 'lines' ? 3 : input === 'area' ? 5 : undefined
  return (
    <Field
      {...shared}
      value={value(name)}
      dir="ltr"
      type={input === 'url' || input === 'number' ? input : 'text'}
      autocomplete="off"
      {...(rows === undefined ? {} : { rows })}
    />
  )
}

/** What a setting is called: by its kind where that differs, else as everywhere. */
export const labelOf = (kind: SourceKind, name: string): Key =>
  keyOf(`desk.source.set.${kind}.${name}`, `desk.source.set.${name}`) ?? 'desk.source.more'

const optionOf = ({ language }: Screen, name: string, code: string): string => {
  const key = keyOf(`desk.source.set.${name}.${code}`)
  return key === null ? code : t(language, key)
}

/** The first of these that is a key of the catalogues. */
const keyOf = (...keys: readonly string[]): Key | null =>
  keys.find((each): each is Key => each in catalogues.en) ?? null
