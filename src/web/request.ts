import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refusal } from '../domain/refusal.ts'
import type { Log, Metrics } from '../telemetry.ts'
import type { WebEnv, WebSettings } from './env.ts'
import { problemResponse } from './problem.ts'

const idPattern = /^[\w.:-]{8,128}$/
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** One mebibyte: a book-length text with all its forms; pictures take their own road. */
const bodyBytes = 1_048_576

/** Names the request, writes one access line when it is answered, and counts it. An id sent along is kept only from a trusted proxy. */
export const requestRecord = (settings: WebSettings, log: Log, metrics: Metrics): MiddlewareHandler<WebEnv> => {
  const seconds = metrics.histogram('http_request_seconds', 'Time to answer a request, until its headers are sent.', {
    labels: ['face', 'status'],
  })
  return async (c, next) => {
    const started = performance.now()
    const sent = settings.trustProxy ? c.req.header('x-request-id') : undefined
    const requestId = sent !== undefined && idPattern.test(sent) ? sent : randomUUID()
    const requestLog = log.child({ requestId })
    const client = addressOf(
      c.env?.incoming?.socket.remoteAddress,
      c.req.header('x-forwarded-for'),
      settings.trustProxy,
    )
    c.set('requestId', requestId)
    c.set('log', requestLog)
    c.set('clientAddress', client)
    await next()
    c.res.headers.set('X-Request-Id', requestId)
    const durationMs = performance.now() - started
    const { status } = c.res
    seconds.observe({ face: c.get('face') ?? 'none', status: `${Math.floor(status / 100)}xx` }, durationMs / 1000)
    const line = {
      method: c.req.method,
      path: c.req.path,
      status,
      durationMs: Math.round(durationMs * 10) / 10,
      client,
    }
    requestLog[c.req.path.startsWith('/assets/') ? 'debug' : 'info'](line, 'request')
  }
}

/** The reader's address. Behind a proxy it is the last that the proxy wrote: those before it can be made up by the reader. */
export const addressOf = (socket: string | undefined, forwarded: string | undefined, trustProxy: boolean): string => {
  const last = trustProxy ? forwarded?.split(',').at(-1)?.trim() : undefined
  return (last || socket || '').replace(/^::ffff:/, '')
}

/** Where documents and files are handed in, which bound their bodies themselves. */
const ownBounds = ['/v1/intake/', '/v1/uploads', '/desk/media/uploads']
/** Forms with files, read piece by piece by whoever is signed in; only where nobody has to look for their token in the body. */
const isFileForm = (c: Context): boolean => c.req.path === '/desk/media/files' && c.req.query('csrf') !== undefined

/** Refuses methods that nothing here answers (405) and bodies above one mebibyte (413), but where a door has a bound of its own. */
export const requestLimits = (): MiddlewareHandler<WebEnv> => {
  const limit = bodyLimit({
    maxSize: bodyBytes,
    onError: c => problemResponse(c, new Refusal('too-large', `the body is larger than ${bodyBytes} bytes`)),
  })
  return (c, next) => {
    const hasOwnBound = ownBounds.some(each => c.req.path.startsWith(each)) || isFileForm(c)
    if (methods.includes(c.req.method)) return hasOwnBound ? next() : limit(c, next)
    return Promise.resolve(
      c.text(`${c.req.method} is not a method of this server\n`, 405, { Allow: methods.join(', ') }),
    )
  }
}
