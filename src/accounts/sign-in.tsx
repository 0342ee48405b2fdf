import { type Context, Hono } from 'hono'
import { Refusal } from '../domain/refusal.ts'
import { Button } from '../web/components/button.tsx'
import { CsrfField } from '../web/components/csrf-field.tsx'
import { ErrorSummary, type FieldError } from '../web/components/error-summary.tsx'
import { Field } from '../web/components/field.tsx'
import { NoticeBand } from '../web/components/notice-band.tsx'
import { clearSession, type Realm, readPreference, readSession, writePreference, writeSession } from '../web/cookies.ts'
import type { WebEnv } from '../web/env.ts'
import { t } from '../web/i18n/translate.ts'
import { page } from '../web/page.ts'
import { type Screen, screenOf } from '../web/screen.ts'
import { PlainFrame } from '../web/shell.tsx'
import { localPath } from './guard.ts'
import type { People } from './people.ts'

/** The longest that browsers keep a cookie (RFC 6265bis §5.5: 400 days). When a session ends the server decides. */
const cookieS = 400 * 86_400

/** GET and POST `/sign-in`, POST `/sign-out`: to be mounted on a face behind `onFace` and before `signedIn`. */
export const signInRoutes = (realm: Realm, people: People): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()

  routes.get('/sign-in', async c => {
    const next = c.req.query('next')
    const person = await people.personOf(realm, readSession(c, realm))
    if (person !== null) return c.redirect(localPath(realm, next), 302)
    const email = c.req.query('email') ?? ''
    return draw(c, { realm, email, next, errors: [], isOut: c.req.query('out') !== undefined })
  })

  routes.post('/sign-in', async c => {
    const { email, password, next } = await formOf(c)
    const screen = screenOf(c)
    const errors = missing(screen, email, password)
    if (errors.length > 0) return draw(c, { realm, email, next, errors, isOut: false }, 422)
    try {
      const { person, token } = await people.signIn({
        ...{ realm, email, password },
        address: c.get('clientAddress'),
        agent: c.req.header('user-agent') ?? '',
        previous: readSession(c, realm),
      })
      writeSession(c, realm, token, cookieS)
      if (readPreference(c, 'language') === undefined) writePreference(c, 'language', person.language)
      return c.redirect(localPath(realm, next), 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return refuse(c, { realm, email, next }, error)
    }
  })

  routes.post('/sign-out', async c => {
    const token = readSession(c, realm)
    if (token !== null) await people.signOut(token)
    clearSession(c, realm)
    return c.redirect(`/${realm}/sign-in?out`, 303)
  })
  return routes
}

const formOf = async (c: Context<WebEnv>) => {
  const form = await c.req.parseBody()
  const text = (name: string): string => {
    const value = form[name]
    return typeof value === 'string' ? value : ''
  }
  return { email: text('email').trim(), password: text('password'), next: text('next') }
}

const missing = ({ language }: Screen, email: string, password: string): FieldError[] => [
  ...(email === '' ? [{ field: 'email', message: t(language, 'accounts.email.missing') }] : []),
  ...(password === '' ? [{ field: 'password', message: t(language, 'accounts.password.missing') }] : []),
]

const refuse = (c: Context<WebEnv>, form: Pick<SignInProps, 'realm' | 'email' | 'next'>, refusal: Refusal) => {
  const { language } = screenOf(c)
  if (refusal.code === 'wrong-credentials') {
    const errors = [{ field: 'password', message: t(language, 'accounts.wrong') }]
    return draw(c, { ...form, errors, isOut: false }, 403)
  }
  if (refusal.code !== 'too-many-requests' || refusal.retryAfterMs === null) throw refusal
  c.header('Retry-After', String(Math.ceil(refusal.retryAfterMs / 1000)))
  const count = Math.ceil(refusal.retryAfterMs / 60_000)
  const errors = [{ field: 'password', message: t(language, 'accounts.wait', { count }) }]
  return draw(c, { ...form, errors, isOut: false }, 429)
}

interface SignInProps {
  realm: Realm
  email: string
  next: string | undefined
  errors: readonly FieldError[]
  /** Comes from signing out. */
  isOut: boolean
}

const draw = (c: Context<WebEnv>, props: SignInProps, status = 200) =>
  page(c, <SignInPage screen={screenOf(c)} {...props} />, status)

const SignInPage = ({ screen, realm, email, next, errors, isOut }: SignInProps & { screen: Screen }) => {
  const { language, agency } = screen
  const errorOf = (name: string) => errors.find(each => each.field === name)?.message
  return (
    <PlainFrame screen={screen} title={t(language, 'accounts.signIn.title')}>
      <h1>{t(language, `accounts.signIn.${realm}`)}</h1>
      <div class="stack">
        {isOut && <NoticeBand tone="plain" title={t(language, 'accounts.signedOut')} announce />}
        <ErrorSummary screen={screen} errors={errors} />
        <form class="stack" method="post" action={`/${realm}/sign-in?lang=${language}`} novalidate>
          <CsrfField screen={screen} />
          {next !== undefined && <input type="hidden" name="next" value={localPath(realm, next)} />}
          <Field
            {...{ screen, name: 'email', type: 'email', label: t(language, 'accounts.email'), value: email }}
            autocomplete="username"
            maxLength={254}
            error={errorOf('email')}
            autofocus={errors.length === 0 && email === ''}
          />
          <Field
            {...{ screen, name: 'password', type: 'password', label: t(language, 'accounts.password') }}
            autocomplete="current-password"
            error={errorOf('password')}
            autofocus={errors.length === 0 && email !== ''}
          />
          <div>
            <Button kind="primary">{t(language, 'accounts.signIn.button')}</Button>
          </div>
        </form>
        <p class="muted">
          {realm === 'desk'
            ? t(language, 'accounts.help.desk')
            : t(language, 'accounts.help.portal', { contact: agency.contact })}
        </p>
      </div>
    </PlainFrame>
  )
}
