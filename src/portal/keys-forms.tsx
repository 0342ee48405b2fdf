import type { IssuedKey } from '../accounts/admin.ts'
import { Button, LinkButton } from '../web/components/button.tsx'
import { CsrfField } from '../web/components/csrf-field.tsx'
import { ErrorSummary, type FieldError } from '../web/components/error-summary.tsx'
import { Field } from '../web/components/field.tsx'
import { Icon } from '../web/components/icon.tsx'
import { NoticeBand } from '../web/components/notice-band.tsx'
import { t } from '../web/i18n/translate.ts'
import type { Portal, Visit } from './env.ts'
import { KeysFrame } from './keys-frame.tsx'
import type { KeyRow } from './keys-list.tsx'

/** A form as it was typed. */
export interface KeyTyped {
  readonly name: string
  /** The last day, `2026-12-31`; empty: no end. */
  readonly end: string
  readonly manages: boolean
}

interface Common {
  portal: Portal
  visit: Visit
}

const Back = ({ visit: { screen } }: Pick<Common, 'visit'>) => (
  <LinkButton href="/portal/api-users" kind="quiet" icon="back" esc>
    {t(screen.language, 'portal.keys.nav')}
  </LinkButton>
)

interface FormProps extends Common {
  /** null: a new one. */
  subject: KeyRow | null
  typed: KeyTyped
  errors: readonly FieldError[]
}

/** Makes an API user, or changes its name, its end and what it may do. */
export const KeyForm = ({ portal, visit, subject: key, typed, errors }: FormProps) => {
  const { screen } = visit
  const { language } = screen
  const title = key === null ? t(language, 'portal.keys.new') : key.name
  const errorOf = (name: string) => errors.find(each => each.field === name)?.message
  return (
    <KeysFrame {...{ portal, visit, title }}>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <ErrorSummary screen={screen} errors={errors} />
      <form
        class="keys-form"
        method="post"
        action={key === null ? '/portal/api-users' : `/portal/api-users/${key.id}`}
        novalidate
      >
        <CsrfField screen={screen} />
        <Field
          {...{ screen, name: 'name', label: t(language, 'portal.keys.name'), value: typed.name }}
          hint={t(language, 'portal.keys.name.hint')}
          error={errorOf('name')}
          maxLength={100}
          autofocus={errors.length === 0 && key === null}
        />
        <Field
          {...{ screen, name: 'end', type: 'date', label: t(language, 'portal.keys.end'), value: typed.end }}
          hint={t(language, 'portal.keys.end.hint')}
          error={errorOf('end')}
          optional
        />
        <label class="check">
          <input type="checkbox" name="manages" checked={typed.manages} aria-describedby="manages-hint" />
          <span>{t(language, 'portal.keys.manages')}</span>
        </label>
        <p class="field-hint" id="manages-hint">
          {t(language, 'portal.keys.manages.hint')}
        </p>
        <div class="bar">
          <Button kind="primary">{t(language, key === null ? 'portal.keys.make' : 'portal.keys.save')}</Button>
          <Back visit={visit} />
        </div>
      </form>
    </KeysFrame>
  )
}

/** Asks once more before a key is put out of use. */
export const KeyConfirm = ({ portal, visit, subject: key }: Common & { subject: KeyRow }) => {
  const { screen } = visit
  const { language } = screen
  const title = t(language, 'portal.keys.deactivate.title', { name: key.name })
  return (
    <KeysFrame {...{ portal, visit, title }}>
      <h1>{title}</h1>
      <p class="measure">{t(language, 'portal.keys.deactivate.what')}</p>
      <form class="keys-form" method="post" action={`/portal/api-users/${key.id}/deactivate`}>
        <CsrfField screen={screen} />
        <div class="bar">
          <Button kind="danger" icon="pause">
            {t(language, 'portal.keys.deactivate')}
          </Button>
          <Back visit={visit} />
        </div>
      </form>
    </KeysFrame>
  )
}

const overlaps = [0, 1, 24, 168] as const

/** Asks how long the secret that is in use stays good beside the new one. */
export const RotateForm = ({ portal, visit, subject: key }: Common & { subject: KeyRow }) => {
  const { screen } = visit
  const { language } = screen
  const title = t(language, 'portal.keys.rotate.title', { name: key.name })
  return (
    <KeysFrame {...{ portal, visit, title }}>
      <h1>{title}</h1>
      <form class="keys-form" method="post" action={`/portal/api-users/${key.id}/rotate`}>
        <CsrfField screen={screen} />
        <fieldset>
          <legend class="field-label">{t(language, 'portal.keys.rotate.keep')}</legend>
          {overlaps.map(hours => (
            <label class="check">
              <input type="radio" name="overlap" value={hours} checked={hours === 24} />
              <span>
                {hours === 0
                  ? t(language, 'portal.keys.rotate.now')
                  : t(language, 'portal.keys.rotate.hours', { count: hours })}
              </span>
            </label>
          ))}
        </fieldset>
        <div class="bar">
          <Button kind="primary" icon="key">
            {t(language, 'portal.keys.rotate.do')}
          </Button>
          <Back visit={visit} />
        </div>
      </form>
    </KeysFrame>
  )
}

/** The secret of a key, this once. */
export const SecretView = ({ portal, visit, issued }: Common & { issued: IssuedKey }) => {
  const { screen } = visit
  const { language } = screen
  const { credential, secret, token } = issued
  const title = t(language, 'portal.keys.secret.title', { name: credential.name })
  const lines = [
    { id: 'secret-token', label: t(language, 'portal.keys.secret.token'), text: token },
    { id: 'secret-user', label: t(language, 'portal.keys.secret.user'), text: credential.id },
    { id: 'secret-password', label: t(language, 'portal.keys.secret.password'), text: secret },
  ]
  return (
    <KeysFrame {...{ portal, visit, title }}>
      <h1>{title}</h1>
      <NoticeBand tone="urgent" title={t(language, 'portal.keys.secret.once')} icon="key" announce />
      <dl class="facts keys-secret">
        {lines.map(({ id, label, text }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <code id={id} dir="ltr">
                {text}
              </code>
              <button
                class="button button-plain needs-script"
                type="button"
                data-copy-of={id}
                data-done={t(language, 'copy.done')}
                data-failed={t(language, 'copy.failed')}
              >
                <Icon name="copy" />
                <span>{t(language, 'portal.keys.copy')}</span>
                <span class="visually-hidden"> {label}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <Back visit={visit} />
    </KeysFrame>
  )
}
