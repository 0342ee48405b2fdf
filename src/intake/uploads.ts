import { type Context, Hono } from 'hono'
import { digestOf } from '../accounts/secret.ts'
import { createThrottle } from '../accounts/throttle.ts'
import { Refusal } from '../domain/refusal.ts'
import { assetJson } from '../media/asset-json.ts'
import { readMetadata } from '../media/uploads/metadata.ts'
import type { Uploads } from '../media/uploads/uploads.ts'
import type { Db } from '../store/db.ts'
import { type KeySource, sourceOfKey } from '../store/intake-key.ts'
import { alreadySent } from '../web/already-sent.ts'
import type { WebEnv } from '../web/env.ts'
import { problemOf } from '../web/problem.ts'

const path = '/v1/uploads'
/** Requests a second from one source, and how many at once. */
const allowed = { burst: 200, perSecond: 50 }

/**
 * `/v1/uploads`: files of a source of the kind http, with its key (`Authorization: Bearer dli_…`).
 * `POST ?name=storm.jpg` with the bytes as body, or a form with one file, is answered 201 with the asset; `as`, `sha256` and `Idempotency-Key` as in
 * docs/intake.md. With `Tus-Resumable` it is tus 1.0, for files that are too large to be sent twice. `GET /v1/uploads/{id}` says what became of one.
 */
export const createUploadApi = (parts: {
  readonly db: Db
  readonly uploads: Uploads
  readonly clock: () => Date
}): Hono<WebEnv> => {
  const { db, uploads, clock } = parts
  const throttle = createThrottle(allowed)
  const routes = new Hono<WebEnv>()
  const admitted = async (c: Context<WebEnv>): Promise<KeySource> => {
    const source = await sourceOf(db, c.req.header('authorization'))
    const retryAfterMs = throttle.take(source.id, clock().getTime())
    if (retryAfterMs > 0)
      throw new Refusal('too-many-requests', `more than ${allowed.perSecond} requests a second`, { retryAfterMs })
    return source
  }
  const byTus = async (c: Context<WebEnv>) => {
    const { id } = await admitted(c)
    const { incoming, outgoing } = c.env
    if (incoming === undefined || outgoing === undefined) throw new Error('uploads need the request of Node')
    outgoing.setHeader('X-Request-Id', c.get('requestId'))
    await uploads.handle(incoming, outgoing as Parameters<Uploads['handle']>[1], {
      ...{ path, by: id },
      problem(error) {
        const problem = problemOf(error, c.get('requestId'))
        return { status: problem.status, body: JSON.stringify(problem) }
      },
    })
    return alreadySent(c)
  }
  routes.post('/', async c => {
    if (c.req.header('tus-resumable') !== undefined) return byTus(c)
    const { id } = await admitted(c)
    const asset = await takeBody(c, uploads, id).catch(error => {
      // The rest of the body is not read, so nothing else can come by this connection.
      c.header('Connection', 'close')
      throw error
    })
    return c.json(assetJson(asset), 201, { Location: `${path}/${asset.id}`, 'Cache-Control': 'no-store' })
  })
  routes.all('/', byTus)
  routes.all('/:id', byTus)
  return routes
}

const takeBody = async (c: Context<WebEnv>, uploads: Uploads, by: string) => {
  const body = c.req.raw.body as unknown as AsyncIterable<Uint8Array> | null
  if (body === null) throw new Refusal('bad-input', 'body: is empty', { field: 'body' })
  const key = c.req.header('idempotency-key')?.trim() || null
  if (key !== null && key.length > 200)
    throw new Refusal('bad-input', 'Idempotency-Key: must have at most 200 characters', { field: 'Idempotency-Key' })
  const said = c.req.query()
  const contentType = c.req.header('content-type') ?? ''
  return /^multipart\/form-data\b/iu.test(contentType)
    ? uploads.takeForm(body, { contentType, said, by, key })
    : uploads.take(body, { ...readMetadata(said), by, key })
}

/** @throws Refusal `unauthenticated`, `forbidden` where the source is switched off */
const sourceOf = async (db: Db, authorization: string | undefined): Promise<KeySource> => {
  const key = /^bearer +(dli_[0-9a-f]{40})$/iu.exec(authorization?.trim() ?? '')?.[1]
  const source = key === undefined ? null : await sourceOfKey(db, digestOf(key))
  if (source === null)
    throw new Refusal('unauthenticated', 'this needs the key of a source (Authorization: Bearer dli_…)')
  if (!source.enabled) throw new Refusal('forbidden', 'this source is switched off')
  return source
}
