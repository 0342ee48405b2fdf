import { type Context, Hono } from 'hono'
import type { IssuedKey } from '../accounts/admin.ts'
import { addApiUser, changeApiUser, type Managing, rotateApiUser } from '../accounts/api-users.ts'
import { requireCan } from '../accounts/guard.ts'
import { Refusal } from '../domain/refusal.ts'
import { credentialsOf } from '../store/credential.ts'
import type { FieldError } from '../web/components/error-summary.tsx'
import type { WebEnv } from '../web/env.ts'
import { type Key, t } from '../web/i18n/translate.ts'
import { page } from '../web/page.ts'
import type { Portal, Visit } from './env.ts'
import { KeyConfirm, KeyForm, type KeyTyped, RotateForm, SecretView } from './keys-forms.tsx'
import { type KeyRow, KeysList } from './keys-list.tsx'
import { visitOf } from './visit.ts'

/** `/portal/api-users`: a master user's list of the organisation's keys, and what can be done to each. */
export const keysRoutes = (portal: Portal): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  const enter = (c: Context<WebEnv>): Visit => {
    const visit = visitOf(portal, c)
    requireCan(visit.person, 'members')
    return visit
  }
  const changed = async (c: Context<WebEnv>, done: string) => {
    await portal.catalogue.refresh()
    return c.redirect(`/portal/api-users?done=${done}`, 303)
  }

  routes.get('/api-users', async c => {
    const visit = enter(c)
    const keys = await credentialsOf(portal.db, visit.subscriber)
    const done = doneOf(visit, c.req.query('done'), keys)
    return page(c, <KeysList {...{ portal, visit, keys, done }} />)
  })
  routes.get('/api-users/new', c => drawForm(portal, c, enter(c), null, { name: '', end: '', manages: false }))
  routes.post('/api-users', async c => {
    const visit = enter(c)
    const typed = await typedOf(c)
    const errors = wrongOf(visit, typed)
    if (errors.length > 0) return drawForm(portal, c, visit, null, typed, errors)
    try {
      const { name, manages } = typed
      const issued = await addApiUser(managing(portal, visit), { name, manages, expires: endOf(typed.end) })
      return showSecret(portal, c, visit, issued)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'forbidden') throw error
      const message = t(visit.screen.language, 'portal.keys.too-many')
      return drawForm(portal, c, visit, null, typed, [{ field: null, message }])
    }
  })
  routes.get('/api-users/:id', async c => {
    const visit = enter(c)
    const key = await requireKey(portal, visit, c)
    const { name, manages } = key
    return drawForm(portal, c, visit, key, { name, manages, end: lastDayOf(key.expiresAt) })
  })
  routes.post('/api-users/:id', async c => {
    const visit = enter(c)
    const key = await requireKey(portal, visit, c)
    const typed = await typedOf(c)
    const isSameEnd = typed.end === lastDayOf(key.expiresAt)
    const errors = wrongOf(visit, typed).filter(({ field }) => !(field === 'end' && isSameEnd))
    if (errors.length > 0) return drawForm(portal, c, visit, key, typed, errors)
    const { name, manages } = typed
    // An end to the hour that was set elsewhere stays as it is where its day does.
    const end = isSameEnd ? {} : { expiresAt: endOf(typed.end) }
    await changeApiUser(managing(portal, visit), key.id, { name, manages, ...end })
    return changed(c, 'changed')
  })
  routes.get('/api-users/:id/deactivate', async c => {
    const visit = enter(c)
    const key = await requireKey(portal, visit, c)
    return page(c, <KeyConfirm {...{ portal, visit, subject: key }} />)
  })
  routes.post('/api-users/:id/:act{activate|deactivate}', async c => {
    const visit = enter(c)
    const isActive = c.req.param('act') === 'activate'
    const { id } = await changeApiUser(managing(portal, visit), c.req.param('id'), { isActive })
    return changed(c, `${isActive ? 'on' : 'off'}:${id}`)
  })
  routes.get('/api-users/:id/rotate', async c => {
    const visit = enter(c)
    const key = await requireKey(portal, visit, c)
    return page(c, <RotateForm {...{ portal, visit, subject: key }} />)
  })
  routes.post('/api-users/:id/rotate', async c => {
    const visit = enter(c)
    const { overlap } = await c.req.parseBody()
    const overlapHours = typeof overlap === 'string' && /^\d{1,3}$/u.test(overlap) ? Number(overlap) : undefined
    const issued = await rotateApiUser(managing(portal, visit), c.req.param('id'), { overlapHours })
    return showSecret(portal, c, visit, issued)
  })
  return routes
}

const managing = ({ db }: Portal, { person, subscriber, now }: Visit): Managing & { readonly subscriber: string } => ({
  ...{ db, now, subscriber, ownKey: null },
  by: `${person.name} (${person.id})`,
})

/** @throws Refusal `not-found` also for a key of somebody else */
const requireKey = async ({ db }: Portal, { subscriber }: Visit, c: Context<WebEnv>): Promise<KeyRow> => {
  const id = c.req.param('id')
  const key = (await credentialsOf(db, subscriber)).find(each => each.id === id)
  if (key === undefined) throw new Refusal('not-found', `there is no key ${id?.slice(0, 20)}`)
  return key
}

const showSecret = async (portal: Portal, c: Context<WebEnv>, visit: Visit, issued: IssuedKey) => {
  await portal.catalogue.refresh()
  return page(c, <SecretView {...{ portal, visit, issued }} />)
}

const drawForm = (
  portal: Portal,
  c: Context<WebEnv>,
  visit: Visit,
  key: KeyRow | null,
  typed: KeyTyped,
  errors: readonly FieldError[] = [],
) => page(c, <KeyForm {...{ portal, visit, subject: key, typed, errors }} />, errors.length === 0 ? 200 : 422)

const typedOf = async (c: Context<WebEnv>): Promise<KeyTyped> => {
  const form = await c.req.parseBody()
  const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '')
  return { name: text('name').replace(/\s+/gu, ' '), end: text('end'), manages: text('manages') === 'on' }
}

const wrongOf = ({ screen: { language }, now }: Visit, { name, end }: KeyTyped): FieldError[] => {
  const wrong = (field: string, key: Key): FieldError[] => [{ field, message: t(language, key) }]
  const at = endOf(end)
  return [
    ...(name === '' || name.length > 100 ? wrong('name', 'portal.keys.name.missing') : []),
    ...(end !== '' && at === null ? wrong('end', 'portal.keys.end.bad') : []),
    ...(at !== null && at <= now ? wrong('end', 'portal.keys.end.wrong') : []),
  ]
}

const dayMs = 86_400_000

/** The moment at which a last day is over (UTC); null for none, and for what is no day. */
const endOf = (day: string): Date | null => {
  const begin = /^\d{4}-\d\d-\d\d$/u.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN)
  const isDay = !Number.isNaN(begin.getTime()) && begin.toISOString().startsWith(day)
  return isDay ? new Date(begin.getTime() + dayMs) : null
}

const lastDayOf = (end: Date | null): string =>
  end === null ? '' : new Date(end.getTime() - 1).toISOString().slice(0, 10)

const doneOf = ({ screen: { language } }: Visit, done: string | undefined, keys: readonly KeyRow[]): string | null => {
  if (done === 'changed') return t(language, 'portal.keys.done.changed')
  const [what, id] = done?.split(':') ?? []
  const name = keys.find(each => each.id === id)?.name
  if (name === undefined || (what !== 'on' && what !== 'off')) return null
  return t(language, `portal.keys.done.${what}`, { name })
}
