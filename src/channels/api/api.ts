import { createHash } from 'node:crypto'
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ApiUser, Authenticator } from '../../accounts/api-user.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import { createThrottle } from '../../accounts/throttle.ts'
import { parseItemId } from '../../domain/ids.ts'
import { type Scope, sizesFor } from '../../domain/licence.ts'
import { soldSizes } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import { downloadsUsed } from '../../store/download.ts'
import type { WebEnv } from '../../web/env.ts'
import { askedOf } from '../../wire/asked.ts'
import type { Wire } from '../../wire/open.ts'
import { registerApiUsers } from './api-users.ts'
import { entriesPage } from './entries.ts'
import { itemFor } from './items.ts'
import { registerMedia } from './media-routes.ts'
import { negotiate } from './negotiate.ts'
import { entriesRoute, itemRoute, openApiInfo, registerStream, scopeRoute, ticketRoute } from './routes.ts'

/** Requests of one credential: a burst, then so many a second. A waiting long poll counts once. */
const allowed = { burst: 100, perSecond: 20 }

/** The pull API under `/v1`. docs/protocol.md §Pull, §Items. */
export const createApi = (options: {
  wire: Wire
  catalogue: Catalogue
  authenticator: Authenticator
  version: string
}) => {
  const { wire, catalogue, authenticator, version } = options
  const throttle = createThrottle(allowed)
  const api = new OpenAPIHono<WebEnv>({
    defaultHook: result => {
      if (result.success) return
      const issue = result.error.issues[0]
      const field = issue?.path.join('.') || 'query'
      throw new Refusal('bad-input', `${field}: ${issue?.message ?? 'not understood'}`, { field })
    },
  })

  /** Who asks. @throws Refusal also where they ask too often */
  const identify = (c: Context<WebEnv>): ApiUser => {
    const user = authenticator.bearer(c.req.header('authorization'), c.get('clientAddress'))
    const retryAfterMs = throttle.take(user.credential, wire.clock().getTime())
    if (retryAfterMs > 0)
      throw new Refusal('too-many-requests', `more than ${allowed.perSecond} requests a second`, { retryAfterMs })
    return user
  }

  /** Who asks, and what their contract says. @throws Refusal */
  const enter = (c: Context<WebEnv>): { user: ApiUser; scope: Scope } => {
    const user = identify(c)
    const scope = catalogue.scopeOf(user.subscriber, wire.clock())
    if (scope === null) throw new Refusal('not-entitled', `${user.name} has no licence`)
    return { user, scope }
  }

  api.openapi(createRoute(entriesRoute), async c => {
    const { user, scope } = enter(c)
    const { limit, wait, ...query } = c.req.valid('query')
    const asked = askedOf(query, catalogue.products())
    const selection = await wire.selections.get(scope, asked.filter, asked.format)
    const renew = () => {
      authenticator.check(user)
      const now = catalogue.scopeOf(user.subscriber, wire.clock()) ?? scope
      return wire.selections.get(now, asked.filter, asked.format)
    }
    const { signal } = c.req.raw
    const body = await entriesPage(wire, { user, selection, asked, limit, waitMs: wait * 1000, signal, renew })
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
    const headers = {
      ETag: etag,
      'Cache-Control': 'private, no-cache',
      'Content-Type': 'application/json',
      Vary: 'Authorization',
    }
    if (isHeld(c, etag)) return c.body(null, 304, headers)
    return c.body(body, 200, headers)
  })

  api.openapi(createRoute(itemRoute), async c => {
    const { user, scope } = enter(c)
    const { version: number, format: asked } = c.req.valid('query')
    const format = asked ?? negotiate(c.req.header('accept'))
    const item = parseItemId(c.req.valid('param').id)
    const { delivery, document, status } = await itemFor(wire, { user, scope, item, version: number ?? null, format })
    const { entry, face } = delivery
    const etag = `"${entry.seq}-${delivery.version.number}-${face}-${format}"`
    const headers = {
      'Content-Type': document.contentType,
      'Content-Language': entry.language,
      'Cache-Control': status === 403 ? 'no-store' : 'private, no-cache',
      ETag: etag,
      'Last-Modified': delivery.version.sentAt.toUTCString(),
      Vary: 'Accept, Authorization',
      'Dateline-Seq': String(entry.seq),
      'Dateline-Signal': entry.signal,
      'Dateline-State': entry.state,
    }
    if (status === 200 && isHeld(c, etag)) return c.body(null, 304, headers)
    return c.body(new Uint8Array(document.bytes), status, headers)
  })

  api.openapi(createRoute(scopeRoute), async c => {
    const { user, scope } = enter(c)
    const now = wire.clock()
    const used = await downloadsUsed(wire.db, user.subscriber, now)
    const limit = catalogue.contractOf(user.subscriber, now)?.downloadLimit ?? null
    const products = catalogue.products().filter(product => scope.products.includes(product.id))
    const named = products.map(({ id, code, names }) => ({ id, code, names }))
    const { types, languages } = scope
    const answer = {
      ...scope,
      credential: user.credential,
      products: named,
      types: [...types],
      languages: languages === null ? null : [...languages],
      sizes: Object.fromEntries(
        types.flatMap(type => (soldSizes[type].length === 0 ? [] : [[type, [...sizesFor(scope, type)]]])),
      ),
      downloads: { limit, used, day: now.toISOString().slice(0, 10) },
      head: wire.fanout.position,
    }
    return c.json(answer, 200, { 'Cache-Control': 'no-store' })
  })

  api.openapi(createRoute(ticketRoute), async c => {
    const { user } = enter(c)
    const ticket = await authenticator.issueTicket(user)
    return c.json({ ticket, expiresInSeconds: 60 }, 201, { 'Cache-Control': 'no-store' })
  })

  registerApiUsers(api, { wire, catalogue, identify })
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'dlk_<id>_<secret>',
  })
  registerStream(api.openAPIRegistry)
  registerMedia(api.openAPIRegistry)
  api.doc31('/openapi.json', c => openApiInfo(c.get('settings'), version))
  return api
}

/** RFC 9110 §13.1.2: any of a list, by weak comparison, since proxies that compress weaken a tag. */
const isHeld = (c: Context<WebEnv>, etag: string): boolean =>
  (c.req.header('if-none-match') ?? '').split(',').some(each => ['*', etag].includes(each.trim().replace(/^W\//u, '')))
