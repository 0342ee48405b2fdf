import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ApiUser } from '../../accounts/api-user.ts'
import { addApiUser, changeApiUser, type Managing, rotateApiUser } from '../../accounts/api-users.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import { keyStateOf } from '../../accounts/key-state.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Credential, credentialsOf } from '../../store/credential.ts'
import type { WebEnv } from '../../web/env.ts'
import { parseOrRefuse } from '../../wire/filing.ts'
import type { Wire } from '../../wire/open.ts'
import { apiUserBodies, apiUserRoutes } from './api-user-routes.ts'

interface Parts {
  readonly wire: Pick<Wire, 'db' | 'clock'>
  readonly catalogue: Catalogue
  /** Who asks. @throws Refusal also where they ask too often */
  readonly identify: (c: Context<WebEnv>) => ApiUser
}

/** `/v1/api-users`: a subscriber's keys, for a key that may manage them. docs/protocol.md §API users. */
export const registerApiUsers = (api: OpenAPIHono<WebEnv>, parts: Parts): void => {
  const { wire, catalogue } = parts

  /** @throws Refusal `forbidden` for a key that manages none */
  const enter = (c: Context<WebEnv>): Managing & { readonly subscriber: string; readonly ownKey: string } => {
    const user = parts.identify(c)
    if (catalogue.credential(user.credential)?.manages !== true) {
      const detail = `key ${user.credential} may not manage API users; a master user can make one that may, in the portal`
      throw new Refusal('forbidden', detail)
    }
    return {
      db: wire.db,
      by: `key ${user.credential}`,
      now: wire.clock(),
      subscriber: user.subscriber,
      ownKey: user.credential,
    }
  }
  const headers = { 'Cache-Control': 'no-store' }

  api.openapi(createRoute(apiUserRoutes.list), async c => {
    const act = enter(c)
    const all = await credentialsOf(wire.db, act.subscriber)
    const apiUsers = all.map(key => ({ ...told(key, act), lastUsedAt: key.lastUsedAt?.toISOString() ?? null }))
    return c.json({ apiUsers }, 200, headers)
  })
  api.openapi(createRoute(apiUserRoutes.add), async c => {
    const act = enter(c)
    const { name, expiresAt } = parseOrRefuse(apiUserBodies.add, await bodyOf(c))
    const { credential, secret, token } = await addApiUser(act, { name, expires: endOf(expiresAt, act.now) ?? null })
    await catalogue.refresh()
    return c.json({ ...told(credential, act), secret, token }, 201, headers)
  })
  api.openapi(createRoute(apiUserRoutes.change), async c => {
    const act = enter(c)
    const { expiresAt, ...rest } = parseOrRefuse(apiUserBodies.change, await bodyOf(c))
    const changed = await changeApiUser(act, c.req.param('id'), { ...rest, expiresAt: endOf(expiresAt, act.now) })
    await catalogue.refresh()
    return c.json(told(changed, act), 200, headers)
  })
  api.openapi(createRoute(apiUserRoutes.rotate), async c => {
    const act = enter(c)
    const wish = parseOrRefuse(apiUserBodies.rotate, await bodyOf(c))
    const { credential, secret, token } = await rotateApiUser(act, c.req.param('id'), wish)
    await catalogue.refresh()
    return c.json({ ...told(credential, act), secret, token }, 200, headers)
  })
}

/** The body as JSON; an empty one is an empty object. @throws Refusal `bad-input` */
const bodyOf = async (c: Context<WebEnv>): Promise<unknown> => {
  const text = (await c.req.text()).trim()
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('bad-input', 'body: must be JSON, such as {"name": "newsroom system"}', { field: 'body' })
  }
}

/** RFC 3339, or a day: its first moment in UTC. @throws Refusal `bad-input` also for what has passed */
const endOf = (text: string | null | undefined, now: Date): Date | null | undefined => {
  if (text == null) return text
  const at = new Date(text)
  if (at <= now) throw new Refusal('bad-input', `expiresAt: ${text} has passed`, { field: 'expiresAt' })
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/u.test(text) && !Number.isNaN(at.getTime())) return at
  const detail = 'expiresAt: must be a moment, 2026-12-31T18:00:00Z, a day, 2026-12-31, or null'
  throw new Refusal('bad-input', detail, { field: 'expiresAt' })
}

const told = (key: Credential, { ownKey, now }: Pick<Managing, 'ownKey' | 'now'>) => ({
  id: key.id,
  name: key.name,
  state: keyStateOf(key, now),
  isActive: keyStateOf(key, now) === 'active',
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  previousSecretUntil: key.previousUntil !== null && key.previousUntil > now ? key.previousUntil.toISOString() : null,
  manages: key.manages,
  isSelf: key.id === ownKey,
})
