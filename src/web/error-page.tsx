import type { Context } from 'hono'
import { Refusal } from '../domain/refusal.ts'
import { LinkButton } from './components/button.tsx'
import type { WebEnv } from './env.ts'
import { t } from './i18n/translate.ts'
import { page } from './page.ts'
import { errorMessage, problemHeaders, problemOf, problemResponse } from './problem.ts'
import { type Screen, screenOf } from './screen.ts'
import { PlainFrame } from './shell.tsx'

/** Answers whatever a request threw: browsers get a page in their language with the request's id, machines problem+json. What is not a
 *  refusal is our fault and is logged with its stack. */
export const answerError = async (c: Context<WebEnv>, error: unknown): Promise<Response> => {
  const problem = problemOf(error, c.get('requestId'))
  if (problem.status >= 500) c.get('log').error({ error }, 'request failed')
  if (!isForBrowser(c)) return problemResponse(c, error)
  for (const [name, value] of Object.entries(problemHeaders(error, problem.status))) {
    // A browser would open its own password box.
    if (name !== 'WWW-Authenticate') c.header(name, value)
  }
  const screen = screenOf(c)
  return page(c, <ErrorPage screen={screen} error={error} status={problem.status} />, problem.status)
}

const isForBrowser = (c: Context): boolean => /\btext\/html\b/i.test(c.req.header('accept') ?? '')

const ErrorPage = ({ screen, error, status }: { screen: Screen; error: unknown; status: number }) => {
  const { language } = screen
  const { title, advice } = errorMessage(language, error)
  const home = screen.face === 'site' ? '/' : `/${screen.face}`
  return (
    <PlainFrame screen={screen} title={title}>
      <div class="error-page">
        <p class="error-status num">{status}</p>
        <h1>{title}</h1>
        <p>{advice}</p>
        {error instanceof Refusal && error.code !== 'not-found' && (
          <p class="error-detail" lang="en" dir="ltr">
            {error.message}
          </p>
        )}
        <p>
          <LinkButton href={home} icon="home">
            {t(language, 'problem.home')}
          </LinkButton>
        </p>
        <p class="error-reference">
          {t(language, 'problem.reference')} <code>{screen.requestId}</code>
        </p>
      </div>
    </PlainFrame>
  )
}
