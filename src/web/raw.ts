import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '../domain/refusal.ts'
import type { Log } from '../telemetry.ts'
import { problemOf } from './problem.ts'
import { addressOf } from './request.ts'

/** A request that is answered on node:http itself, beside Hono. */
export type RawHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  context: { url: URL; address: string },
) => Promise<void>

/** Runs a raw handler; what it throws before it has answered becomes problem+json with the request's id, as everywhere. */
export const answerRaw = async (
  handler: RawHandler,
  request: IncomingMessage,
  response: ServerResponse,
  { log, trustProxy }: { log: Log; trustProxy: boolean },
): Promise<void> => {
  const requestId = randomUUID()
  const forwarded = [request.headers['x-forwarded-for']].flat()[0]
  const address = addressOf(request.socket.remoteAddress, forwarded, trustProxy)
  response.setHeader('X-Request-Id', requestId)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  try {
    const url = new URL(request.url ?? '/', 'http://localhost')
    await handler(request, response, { url, address })
    log.info(
      { requestId, method: request.method, path: url.pathname, status: response.statusCode, client: address },
      'request',
    )
  } catch (error) {
    const problem = problemOf(error, requestId)
    if (!(error instanceof Refusal)) log.error({ requestId, error }, 'a request failed')
    if (response.headersSent) return void response.destroy()
    const headers: Record<string, string> = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
    if (error instanceof Refusal && error.retryAfterMs !== null)
      headers['Retry-After'] = String(Math.ceil(error.retryAfterMs / 1000))
    if (problem.status === 401) headers['WWW-Authenticate'] = 'Bearer'
    response.writeHead(problem.status, headers).end(JSON.stringify(problem))
  }
}
