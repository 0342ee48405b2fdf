import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refusal } from '../domain/refusal.ts'
import type { Db } from '../store/db.ts'
import { askWebsub, grantWebsub, refuseWebsub, type Websub, websubOf } from '../store/websub.ts'
import type { WebEnv } from '../web/env.ts'
import { fetchBytes, reasonOf } from './fetch.ts'
import { mostArrivalBytes } from './take.ts'
import type { Arrival } from './way.ts'
import type { Pushing } from './ways/feed.ts'

interface WebsubParts {
  readonly db: Db
  /** Where hubs reach us. */
  readonly publicUrl: string
  readonly clock: () => Date
}

/** Where the hub of a source finds us. */
const callbackOf = (publicUrl: string, source: string): string => `${publicUrl}/v1/intake/websub/${source}`

const dayMs = 86_400_000
const wantedLeaseMs = 10 * dayMs
const longestLeaseMs = 90 * dayMs
/** A hub that has not answered, or has refused, is asked again after this time. */
const patienceMs = 3_600_000

/** Subscribes at hubs (W3C WebSub §5) and renews each lease once half of it, a day at most, is left. */
export const createPushing = ({ db, publicUrl, clock }: WebsubParts): Pushing => ({
  async keep(source, { hub, topic }, signal) {
    const now = clock()
    const known = await websubOf(db, source)
    const isSame = known !== null && known.hub === hub && known.topic === topic
    const until = isSame ? known.leaseUntil : null
    if (isSame && !isDue(known, now)) return until
    const secret = await askWebsub(db, { source, hub, topic, secret: randomBytes(32).toString('hex'), at: now })
    const form = {
      'hub.callback': callbackOf(publicUrl, source),
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.secret': secret,
      'hub.lease_seconds': String(wantedLeaseMs / 1000),
    }
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const outcome = await fetchBytes({
      url: hub,
      method: 'POST',
      headers,
      body: new URLSearchParams(form).toString(),
      signal,
    })
    if (outcome.kind !== 'answer') {
      await refuseWebsub(db, { source, reason: reasonOf(outcome) })
      return null
    }
    // A hub may have asked back before it answered.
    return (await websubOf(db, source))?.leaseUntil ?? null
  },
})

const isDue = ({ askedAt, leaseUntil }: Websub, now: Date): boolean => {
  const sinceAskedMs = now.getTime() - askedAt.getTime()
  if (leaseUntil === null) return sinceAskedMs >= patienceMs
  const leftMs = leaseUntil.getTime() - now.getTime()
  const half = (leaseUntil.getTime() - askedAt.getTime()) / 2
  return leftMs < Math.min(half, dayMs) && (sinceAskedMs >= patienceMs || leftMs <= 0 || half < patienceMs)
}

/** The callback that hubs call: `GET` to make sure that we asked (§5.3), `POST` with what is new (§7). To be mounted at `/v1/intake/websub`.
 *  @param parts `deliver` stores an arrival for good before it resolves */
export const websubRoutes = (
  parts: Omit<WebsubParts, 'publicUrl'> & { deliver(source: string, arrival: Arrival): Promise<unknown> },
): Hono<WebEnv> => {
  const { db, clock, deliver } = parts
  const routes = new Hono<WebEnv>()

  routes.get('/:source', async c => {
    const { 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge, ...more } = c.req.query()
    const known = await websubOf(db, c.req.param('source'))
    if (known === null || known.topic !== topic) throw new Refusal('not-found', 'no such subscription')
    const { source } = known
    if (mode === 'denied') {
      await refuseWebsub(db, {
        source,
        reason: `the hub refuses: ${more['hub.reason'] ?? 'it does not say why'}`.slice(0, 500),
      })
      return c.body(null, 200)
    }
    // We never ask to end one: it ends with its lease.
    if (mode !== 'subscribe' || challenge === undefined) throw new Refusal('not-found', 'that was not asked for')
    const seconds = Number(more['hub.lease_seconds'] ?? wantedLeaseMs / 1000)
    const leaseMs = Math.min(Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : wantedLeaseMs, longestLeaseMs)
    await grantWebsub(db, { source, until: new Date(clock().getTime() + leaseMs) })
    return c.text(challenge)
  })

  const limit = bodyLimit({
    maxSize: mostArrivalBytes,
    onError: () => {
      throw new Refusal('too-large', `the body is larger than ${mostArrivalBytes} bytes`)
    },
  })
  routes.post('/:source', limit, async c => {
    const known = await websubOf(db, c.req.param('source'))
    // A hub that hears 410 stops (§7).
    if (known === null) return c.body(null, 410)
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    // §7.1: what is not signed as agreed is passed over, and the sender told no more than that it has come.
    if (!isSigned(bytes, c.req.header('x-hub-signature'), known.secret)) return c.body(null, 202)
    const headers = { link: c.req.header('link') ?? '', 'websub-topic': known.topic }
    const contentType = c.req.header('content-type') ?? null
    if (bytes.length > 0) await deliver(known.source, { bytes, name: known.topic, contentType, headers })
    return c.body(null, 204)
  })
  return routes
}

/** `sha256=…` (§7.1); sha1 is what older hubs (PubSubHubbub 0.4) send. */
const isSigned = (bytes: Uint8Array, header: string | undefined, secret: string): boolean => {
  const [, method, hex] = /^(sha1|sha256|sha384|sha512)=([\da-f]+)$/iu.exec(header?.trim() ?? '') ?? []
  if (method === undefined || hex === undefined) return false
  const expected = createHmac(method.toLowerCase(), secret).update(bytes).digest()
  const given = Buffer.from(hex, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
