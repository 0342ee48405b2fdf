import { Hono } from 'hono'
import { Refusal, refusalCodes } from '../../../domain/refusal.ts'
import type { WebEnv } from '../../../web/env.ts'
import { onFace } from '../../../web/face.ts'
import { t } from '../../../web/i18n/translate.ts'
import { page } from '../../../web/page.ts'
import { statusOf } from '../../../web/problem.ts'
import { type Screen, screenOf } from '../../../web/screen.ts'
import { DocsFrame } from './frame.tsx'

/** What a problem+json can have as its type: a refusal, or `internal`, a fault of ours. */
const codes = [...refusalCodes, 'internal'] as const
type Code = (typeof codes)[number]

/** `/problems` and `/problems/{code}`, where the `type` of every refusal leads: what it means and what to do. To be mounted at `/problems`. */
export const createProblems = (): Hono<WebEnv> => {
  const problems = new Hono<WebEnv>()
  problems.use(onFace('docs'))
  problems.get('/', c => page(c, <ProblemsPage screen={screenOf(c)} />))
  problems.get('/:code', c => {
    const code = codes.find(each => each === c.req.param('code'))
    if (code === undefined) throw new Refusal('not-found', 'there is no such refusal')
    return page(c, <ProblemPage screen={screenOf(c)} code={code} />)
  })
  return problems
}

const statusCode = (code: Code): number => (code === 'internal' ? 500 : statusOf(code))

const ProblemsPage = ({ screen }: { screen: Screen }) => {
  const { language } = screen
  return (
    <DocsFrame screen={screen} title={t(language, 'docs.problems')} place="problems">
      <h1>{t(language, 'docs.problems')}</h1>
      <p>{t(language, 'docs.problems.text')}</p>
      <div class="table-scroll" tabindex={0}>
        <table class="table">
          <thead>
            <tr>
              <th>{t(language, 'docs.problem.status')}</th>
              <th>{t(language, 'docs.problem.code')}</th>
              <th>{t(language, 'docs.problem.means')}</th>
            </tr>
          </thead>
          <tbody>
            {[...codes]
              .sort((a, b) => statusCode(a) - statusCode(b))
              .map(code => (
                <tr>
                  <td>
                    <code>{statusCode(code)}</code>
                  </td>
                  <td>
                    <a href={`/problems/${code}`}>
                      <code>{code}</code>
                    </a>
                  </td>
                  <td>{t(language, `problem.${code}.title`)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </DocsFrame>
  )
}

const ProblemPage = ({ screen, code }: { screen: Screen; code: Code }) => {
  const { language } = screen
  const title = t(language, `problem.${code}.title`)
  return (
    <DocsFrame screen={screen} title={title} place="problems">
      <p class="docs-above">
        <code>{statusCode(code)}</code> <code>/problems/{code}</code>
      </p>
      <h1>{title}</h1>
      <h2>{t(language, 'docs.problem.means')}</h2>
      <p>{t(language, `docs.problem.${code}.means`)}</p>
      <h2>{t(language, 'docs.problem.do')}</h2>
      <p>{t(language, `docs.problem.${code}.do`)}</p>
      <p class="muted">{t(language, 'docs.problem.instance')}</p>
    </DocsFrame>
  )
}
