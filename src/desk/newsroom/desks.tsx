import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { closeDesk, deskUnits, insertDesk, renameDesk, setDeskMembers } from '../../store/desk-unit.ts'
import { staffNames } from '../../store/intake-view.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { seatOf } from '../seat.ts'
import { readForm } from '../write/draft-form.ts'
import { DesksPage } from './desks-page.tsx'

const longestName = 100

/** `/desk/desks`: how the newsroom is divided, and who is on which desk. For editors and administrators. */
export const deskUnitRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.use('/desks', guard)
  routes.use('/desks/*', guard)
  routes.get('/desks', c => drawDesks(desk, c))
  routes.post('/desks', async c => {
    const name = nameOf((await readForm(c))('name'))
    if (name === null) return drawDesks(desk, c, wrong('name', 'desk.work.desks.wrong.name'))
    const id = await insertDesk(desk.db, name)
    if (id === null) return drawDesks(desk, c, wrong('name', 'desk.work.desks.wrong.taken'))
    return c.redirect(`/desk/desks#${id}`, 303)
  })
  routes.post('/desks/:id', async c => {
    const id = c.req.param('id')
    const name = nameOf((await readForm(c))('name'))
    if (name === null) return drawDesks(desk, c, wrong(`name-${id}`, 'desk.work.desks.wrong.name'))
    return answer(desk, c, id, await renameDesk(desk.db, { id, name }))
  })
  routes.post('/desks/:id/members', async c => {
    const id = await known(desk, c.req.param('id'))
    const { member } = await c.req.parseBody({ all: true })
    const members = [member ?? []].flat().filter(each => typeof each === 'string')
    await setDeskMembers(desk.db, { id, members })
    return c.redirect(`/desk/desks#${id}`, 303)
  })
  for (const [act, isClosed] of [
    ['close', true],
    ['open', false],
  ] as const) {
    routes.post(`/desks/:id/${act}`, async c => {
      const id = c.req.param('id')
      return answer(desk, c, id, await closeDesk(desk.db, { id, isClosed }))
    })
  }
  return routes
}

const guard = async (c: Context<WebEnv>, next: () => Promise<void>) => {
  requireCan(c.get('person'), 'desks')
  await next()
}

const known = async ({ db }: Desk, id: string): Promise<string> => {
  if ((await deskUnits(db)).some(each => each.id === id)) return id
  throw new Refusal('not-found', `there is no open desk ${id}`)
}

const nameOf = (typed: string): string | null => {
  const name = typed.replace(/\s+/gu, ' ').trim()
  return name === '' || name.length > longestName ? null : name
}

type WrongKey = 'desk.work.desks.wrong.name' | 'desk.work.desks.wrong.taken'
const wrong =
  (field: string, key: WrongKey) =>
  (language: Parameters<typeof t>[0]): FieldError => ({
    field,
    message: t(language, key),
  })

const answer = (desk: Desk, c: Context<WebEnv>, id: string, outcome: 'done' | 'taken' | 'missing') => {
  if (outcome === 'missing') throw new Refusal('not-found', `there is no such desk ${id}`)
  if (outcome === 'taken') return drawDesks(desk, c, wrong(`name-${id}`, 'desk.work.desks.wrong.taken'))
  return c.redirect(`/desk/desks#${id}`, 303)
}

const drawDesks = async (
  desk: Desk,
  c: Context<WebEnv>,
  error: ((language: Parameters<typeof t>[0]) => FieldError) | null = null,
) => {
  const [seat, units, staff] = await Promise.all([
    seatOf(desk, c),
    deskUnits(desk.db, { withClosed: true }),
    staffNames(desk.db),
  ])
  const errors = error === null ? [] : [error(seat.screen.language)]
  return page(c, <DesksPage {...{ seat, units, staff, errors }} />, errors.length > 0 ? 422 : 200)
}
