import { type Context, Hono } from 'hono'
import { allow, requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { addSource, changeSource, issueSourceKey, keepSecret, requireSource } from '../../intake/sources.ts'
import { type IntakeSource, isSourceId, sourceKinds } from '../../store/intake-source.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { readForm } from '../write/draft-form.ts'
import { drawNewSource, drawSource } from './page.tsx'
import { shownSource, type Typed, typedSource } from './typed.ts'
import { errorsOf, refusalError } from './wrong.ts'

/** `/desk/sources/new` and `/desk/sources/{id}`: what is set of a source. */
export const sourceEditRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/sources/new', c => {
    requireCan(c.get('person'), 'sources')
    const kind = sourceKinds.find(each => each === c.req.query('kind')) ?? null
    return drawNewSource(desk, c, kind)
  })
  routes.post('/sources', c => create(desk, c))
  routes.get('/sources/:id', allow('editor', 'admin'), async c => {
    const source = await sourceAt(desk, c)
    return drawSource(desk, c, { source, value: shownSource(source), isSaved: c.req.query('saved') !== undefined })
  })
  routes.post('/sources/:id', c => change(desk, c))
  routes.post('/sources/:id/key', async c => {
    requireCan(c.get('person'), 'sources')
    const { id } = await sourceAt(desk, c)
    const { source, key } = await issueSourceKey(desk.db, id)
    return drawSource(desk, c, { source: { ...source, hasKey: true }, value: shownSource(source), key })
  })
  return routes
}

/** The source that the address names. @throws Refusal `not-found` */
export const sourceAt = async ({ db }: Desk, c: Context<WebEnv>): Promise<IntakeSource> => {
  const id = c.req.param('id') ?? ''
  if (!isSourceId(id)) throw new Refusal('not-found', 'there is no such source')
  return requireSource(db, id)
}

const create = async (desk: Desk, c: Context<WebEnv>) => {
  requireCan(c.get('person'), 'sources')
  const text = await readForm(c)
  const kind = sourceKinds.find(each => each === text('kind'))
  if (kind === undefined) throw new Refusal('bad-input', 'kind: is not one of those there are', { field: 'kind' })
  const { input, wrong } = typedSource(kind, text)
  const errors = [...errorsOf(screenOf(c), kind, wrong), ...secretErrors(desk, c, text)]
  if (errors.length > 0) return drawNewSource(desk, c, kind, { value: text, errors })
  const made = await orErrors(c, () => addSource(desk.db, input))
  if ('errors' in made) return drawNewSource(desk, c, kind, { value: text, errors: made.errors })
  await keepTyped(desk, made.done.id, text)
  return c.redirect(`/desk/sources/${made.done.id}?saved=1`, 303)
}

const change = async (desk: Desk, c: Context<WebEnv>) => {
  requireCan(c.get('person'), 'sources')
  const text = await readForm(c)
  const source = await sourceAt(desk, c)
  const { input, wrong } = typedSource(source.kind, text)
  const errors = [...errorsOf(screenOf(c), source.kind, wrong), ...secretErrors(desk, c, text)]
  if (errors.length > 0) return drawSource(desk, c, { source, value: text, errors })
  const { kind: _, ...changes } = input
  const made = await orErrors(c, () => changeSource(desk.db, source.id, changes))
  if ('errors' in made) return drawSource(desk, c, { source, value: text, errors: made.errors })
  await keepTyped(desk, source.id, text)
  return c.redirect(`/desk/sources/${source.id}?saved=1`, 303)
}

/** What was refused of a form, beside its field; what names no field of it is thrown on. */
const orErrors = async <T,>(
  c: Context<WebEnv>,
  act: () => Promise<T>,
): Promise<{ done: T } | { errors: FieldError[] }> => {
  try {
    return { done: await act() }
  } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== 'bad-input' && error.code !== 'name-taken')) throw error
    return { errors: [refusalError(screenOf(c), error)] }
  }
}

/** A credential can be kept only where there is a key to seal it with. */
const secretErrors = (desk: Desk, c: Context<WebEnv>, text: Typed): FieldError[] => {
  const { language } = screenOf(c)
  const secret = text('secret')
  if (secret === '') return []
  if (secret.length > 10_000) return [{ field: 'secret', message: t(language, 'desk.wrong.length') }]
  return desk.secretKey() === null ? [{ field: 'secret', message: t(language, 'desk.source.wrong.noKey') }] : []
}

/** The credential that was typed; an empty field keeps the one there is. */
const keepTyped = async ({ db, secretKey }: Desk, id: string, text: Typed): Promise<void> => {
  const secret = text('secret')
  if (secret !== '') await keepSecret(db, id, { secret, key: secretKey() })
  else if (text('secretGone') !== '') await keepSecret(db, id, { secret: null, key: null })
}
