import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { reparse } from '../../intake/repair.ts'
import { dropSource } from '../../intake/sources.ts'
import { type IntakeSource, resetSource } from '../../store/intake-source.ts'
import { hurrySource, switchSource } from '../../store/intake-view.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'
import { sourceAt } from './edit.tsx'

/** What administrators do with a source by one press: switch it on or off, look now, begin anew, read everything again, forget it. */
export const sourceActRoutes = (desk: Desk): Hono<WebEnv> => {
  const { db } = desk
  const routes = new Hono<WebEnv>()
  const act = (name: string, done: (source: IntakeSource, c: Context<WebEnv>) => Promise<string>) =>
    routes.post(`/sources/:id/${name}`, async c => {
      requireCan(c.get('person'), 'sources')
      return c.redirect(await done(await sourceAt(desk, c), c), 303)
    })
  const page = ({ id }: IntakeSource) => `/desk/sources/${id}`
  act('on', async source => {
    await switchSource(db, { id: source.id, isOn: true })
    return page(source)
  })
  act('off', async source => {
    await switchSource(db, { id: source.id, isOn: false })
    return page(source)
  })
  act('look', async source => {
    await hurrySource(db, source.id)
    return `/desk/sources#${source.id}`
  })
  act('anew', async source => {
    await resetSource(db, source.id)
    return page(source)
  })
  act('reread', async source => {
    const count = await reparse(db, source.id)
    return `${page(source)}?reread=${count}`
  })
  act('forget', async source => {
    await dropSource(db, source.id)
    return '/desk/sources'
  })
  return routes
}
