import type { Context } from 'hono'
import { parseItemId } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import type { ActKind } from '../store/act.ts'
import type { WebEnv } from '../web/env.ts'
import type { Portal, Visit } from './env.ts'
import { openItem, type Reading } from './reading.ts'

/** What the address names, as far as this visit may see it. @throws Refusal `no-such-item` also for what is not covered: that it exists is no business of the reader's */
export const readingOf = async (portal: Portal, c: Context<WebEnv>, visit: Visit, act: ActKind): Promise<Reading> => {
  const item = parseItemId(c.req.param('id') ?? '')
  const asked = c.req.query('version') ?? null
  const version = asked !== null && /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : null
  const reading = await openItem(portal, visit, { item, version, act })
  if (reading === null) throw new Refusal('no-such-item', `there is no ${item} among what your organisation receives`)
  return reading
}
