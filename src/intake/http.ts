import { type Context, Hono } from 'hono'
import { createThrottle } from '../accounts/throttle.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Db } from '../store/db.ts'
import { type IncomingRow, itemsOfRaw } from '../store/intake-item.ts'
import { rawOf } from '../store/intake-raw.ts'
import type { WebEnv } from '../web/env.ts'
import { problemResponse } from '../web/problem.ts'
import { admit } from './http-key.ts'
import type { Intake } from './runner.ts'
import { mostArrivalBytes } from './take.ts'
import { websubRoutes } from './websub.ts'

/** Documents a second from one source, and how many at once. */
const allowed = { burst: 200, perSecond: 50 }
/** How long the answer waits for the document to be read. */
const longestMs = 20_000

/**
 * `POST /v1/intake/{source}`, to be mounted at `/v1/intake`: a document in any format. With `Authorization: Bearer dli_…`, a key of the source, or
 * `Dateline-Signature: t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 over `<t>.<body>` with the source's secret, not older than 300 s.
 * The bytes are stored before anything else; the same bytes, and the same `Idempotency-Key`, are answered as the first time.
 * 202 says what became of the items; 422 why the document could not be read: it is kept, and an editor sees it.
 */
export const createIntakeApi = (parts: {
  readonly db: Db
  readonly intake: Intake
  readonly clock: () => Date
}): Hono<WebEnv> => {
  const { db, intake, clock } = parts
  const { key } = intake
  const throttle = createThrottle(allowed)
  const routes = new Hono<WebEnv>()
  routes.route('/websub', websubRoutes({ db, clock, deliver: (source, arrival) => intake.take(source, arrival) }))
  routes.post('/:source', async c => {
    const { source, prove } = await admit({ db, key, clock }, c.req.param('source'), name => c.req.header(name))
    const bytes = await bodyOf(c)
    prove(bytes)
    const retryAfterMs = throttle.take(source.id, clock().getTime())
    if (retryAfterMs > 0) {
      throw new Refusal('too-many-requests', `more than ${allowed.perSecond} documents a second`, { retryAfterMs })
    }
    if (bytes.length === 0) throw new Refusal('bad-input', 'body: is empty', { field: 'body' })
    const requestKey = requestKeyOf(c)
    const contentType = c.req.header('content-type') ?? null
    const arrival = { bytes, name: c.req.header('content-location') ?? null, contentType, headers: c.req.header() }
    const taken = await intake.take(source.id, arrival, requestKey)
    await intake.settle(source.id, taken.id, longestMs)
    return answer(c, db, taken)
  })
  return routes
}

/** The body, as far as one may go. @throws Refusal `too-large` */
const bodyOf = async (c: Context): Promise<Uint8Array> => {
  const tooLarge = () => new Refusal('too-large', `the body is larger than ${mostArrivalBytes} bytes`)
  if (Number(c.req.header('content-length') ?? 0) > mostArrivalBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of c.req.raw.body ?? []) {
    sizeBytes += chunk.length
    if (sizeBytes > mostArrivalBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const requestKeyOf = (c: Context): string | null => {
  const key = c.req.header('idempotency-key')?.trim()
  if (key === undefined || key === '') return null
  if (key.length > 200) {
    throw new Refusal('bad-input', 'Idempotency-Key: must have at most 200 characters', { field: 'Idempotency-Key' })
  }
  return key
}

/** A raw in words for its sender. */
const answer = async (c: Context<WebEnv>, db: Db, { id, isNew }: { id: number; isNew: boolean }) => {
  const raw = await rawOf(db, id)
  if (raw === null) throw new Error(`raw ${id} was stored and is gone`)
  const items = await itemsOfRaw(db, id)
  const { status, reason, format, formatVersion, refused } = raw
  if (status === 'quarantined') {
    const refusal = new Refusal('unreadable', `the document is kept as raw ${id}, but cannot be read: ${reason}`)
    return problemResponse(c, refusal)
  }
  const body = { raw: id, known: !isNew, status, format, formatVersion, refused, items: items.map(shown) }
  return c.json(body, 202, { 'Cache-Control': 'no-store' })
}

const shown = ({ id, sourceItemId, sourceVersion, headline, signal, status, holds, item, seq }: IncomingRow) => ({
  ...{ id, sourceItemId, sourceVersion, headline, signal, status, holds },
  ...{ item: seq === null ? null : item, seq },
})
