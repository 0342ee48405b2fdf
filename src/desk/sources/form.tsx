import type { Child } from 'hono/jsx'
import { categoryCodes, languageCodes, priorities } from '../../domain/taxonomy.ts'
import { routingModes, type SourceKind } from '../../store/intake-source.ts'
import { ErrorSummary, type FieldError } from '../../web/components/error-summary.tsx'
import { Field, SelectField } from '../../web/components/field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { categoryName, languageName, priorityName } from '../../web/i18n/names.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { hasCredential, isLookedAt } from './fields.ts'
import { SettingFields } from './settings.tsx'
import type { Typed } from './typed.ts'

export interface SourceFormProps {
  screen: Screen
  kind: SourceKind
  value: Typed
  errors: readonly FieldError[]
  /** Whether a credential is kept already. */
  hasSecret: boolean
  staff: readonly { readonly id: string; readonly name: string }[]
}

interface PartProps extends SourceFormProps {
  error: (name: string) => string | undefined
}

/** Everything that is set of a source: what it is, how it is reached, what its documents mean, and what becomes of them. */
export const SourceFields = (props: SourceFormProps) => {
  const { screen, errors } = props
  const error = (name: string) => errors.find(each => each.field === name)?.message
  const parts = { ...props, error }
  return (
    <>
      <ErrorSummary screen={screen} errors={errors} />
      <Part title={t(screen.language, 'desk.source.part.what')}>
        <Field {...textOf(parts, 'name', 'desk.source.name')} />
        <Check {...{ screen, name: 'enabled', isOn: props.value('enabled') !== '' }} label="desk.source.enabled" />
      </Part>
      {props.kind !== 'http' && (
        <Part title={t(screen.language, 'desk.source.part.how')}>
          <SettingFields {...parts} />
          {isLookedAt(props.kind) && (
            <Field {...textOf(parts, 'everySeconds', 'desk.source.every')} type="number" min={1} max={86_400} />
          )}
        </Part>
      )}
      {hasCredential(props.kind) && <Credential {...parts} />}
      <Defaults {...parts} />
      <RoutingFields {...parts} />
      <Part title={t(screen.language, 'desk.source.part.alarm')}>
        <Field
          {...textOf(parts, 'stalledAfterMinutes', 'desk.source.stalledAfter')}
          {...{ type: 'number', min: 1, optional: true, hint: t(screen.language, 'desk.source.stalledAfter.hint') }}
        />
      </Part>
    </>
  )
}

const Part = ({ title, children }: { title: string; children: Child }) => (
  <fieldset class="source-part">
    <legend>{title}</legend>
    {children}
  </fieldset>
)

/** What each text field of the form has in common. */
const textOf = ({ screen, value, error }: PartProps, name: string, label: Key) => ({
  ...{ screen, name, label: t(screen.language, label), value: value(name), error: error(name) },
})

const Check = ({ screen, name, isOn, label }: { screen: Screen; name: string; isOn: boolean; label: Key }) => (
  <label class="check">
    <input type="checkbox" name={name} value="on" checked={isOn} />
    <span>{t(screen.language, label)}</span>
  </label>
)

/** Write-only: what is kept is never shown. */
const Credential = (props: PartProps) => {
  const { screen, kind, hasSecret } = props
  const { language } = screen
  const label: Key = `desk.source.secret.${kind === 'http' ? 'http' : kind === 'smtp' ? 'smtp' : 'other'}`
  return (
    <Part title={t(language, 'desk.source.part.secret')}>
      <Field
        {...{ screen, name: 'secret', type: 'password', autocomplete: 'new-password', optional: true, dir: 'ltr' }}
        label={t(language, label)}
        hint={t(language, hasSecret ? 'desk.source.secret.kept' : 'desk.source.secret.none')}
        error={props.error('secret')}
      />
      {hasSecret && <Check {...{ screen, name: 'secretGone', isOn: false }} label="desk.source.secret.remove" />}
    </Part>
  )
}

const Defaults = (props: PartProps) => {
  const { screen, value, error } = props
  const { language } = screen
  const none = { value: '', label: t(language, 'desk.source.notSet') }
  const optional = (name: string, label: Key, hint?: Key) => ({
    ...{ ...textOf(props, name, label), optional: true, ...(hint === undefined ? {} : { hint: t(language, hint) }) },
  })
  const choice = (name: string, label: Key, options: { value: string; label: string }[]) => (
    <SelectField
      {...{ screen, name, label: t(language, label), value: value(name), error: error(name), optional: true }}
      options={[none, ...options]}
    />
  )
  return (
    <Part title={t(language, 'desk.source.part.defaults')}>
      <p class="field-hint">{t(language, 'desk.source.defaults.hint')}</p>
      <div class="source-pairs">
        <Field {...optional('defaults.language', 'desk.field.language', 'desk.source.language.hint')} dir="ltr" />
        <Field {...optional('defaults.timeZone', 'desk.source.zone', 'desk.source.zone.hint')} dir="ltr" />
        <Field {...optional('defaults.charset', 'desk.source.charset', 'desk.source.charset.hint')} dir="ltr" />
        <Field {...optional('defaults.provider', 'desk.incoming.fact.provider')} dir="auto" />
        {choice(
          'defaults.category',
          'desk.field.category',
          categoryCodes.map(code => ({ value: code, label: categoryName(language, code) })),
        )}
        {choice(
          'defaults.priority',
          'desk.field.priority',
          priorities.map(level => ({ value: String(level), label: `${level} · ${priorityName(language, level)}` })),
        )}
      </div>
      <Field
        {...optional('defaults.categoryMap', 'desk.source.map')}
        {...{ rows: 4, mono: true, hint: t(language, 'desk.source.map.hint', { codes: categoryCodes.join(', ') }) }}
      />
    </Part>
  )
}

const RoutingFields = ({ screen, kind, value, error, staff }: PartProps) => {
  const { language } = screen
  const mode = value('routing.mode') || 'desk'
  const rules = (name: string, codes: readonly { value: string; label: string }[]) => (
    <fieldset class="source-ticks">
      <legend>
        {t(
          language,
          `desk.field.${name === 'categories' ? 'category' : name === 'priorities' ? 'priority' : 'language'}`,
        )}
      </legend>
      {codes.map(code => (
        <label class="check">
          <input
            type="checkbox"
            name={`routing.${name}.${code.value}`}
            value="on"
            checked={value(`routing.${name}.${code.value}`) !== ''}
          />
          <span>{code.label}</span>
        </label>
      ))}
    </fieldset>
  )
  return (
    <Part title={t(language, 'desk.source.part.routing')}>
      <div class="source-modes">
        {routingModes.map(each => (
          <label class="check">
            <input type="radio" name="routing.mode" value={each} checked={each === mode} />
            <span>
              {t(language, `desk.source.mode.${each}`)}
              <span class="field-hint source-mode-how">{t(language, `desk.source.mode.${each}.how`)}</span>
            </span>
          </label>
        ))}
      </div>
      {kind !== 'timeline' && (
        <Check {...{ screen, name: 'routing.files', isOn: value('routing.files') !== '' }} label="desk.source.files" />
      )}
      <SelectField
        {...{
          screen,
          name: 'person',
          label: t(language, 'desk.source.person'),
          value: value('person'),
          optional: true,
        }}
        hint={t(language, 'desk.source.person.hint')}
        error={error('person')}
        options={[
          { value: '', label: t(language, 'desk.source.notSet') },
          ...staff.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div class="source-broadcast">
        <NoticeBand tone="urgent" title={t(language, 'desk.source.broadcast.warning')}>
          <p>{t(language, 'desk.source.broadcast.how')}</p>
        </NoticeBand>
        <p class="field-hint">{t(language, 'desk.source.broadcast.rules')}</p>
        {rules(
          'categories',
          categoryCodes.map(code => ({ value: code, label: categoryName(language, code) })),
        )}
        {rules(
          'priorities',
          priorities.map(level => ({ value: String(level), label: `${level} · ${priorityName(language, level)}` })),
        )}
        {rules(
          'languages',
          languageCodes.map(code => ({ value: code, label: languageName(language, code) })),
        )}
      </div>
    </Part>
  )
}
