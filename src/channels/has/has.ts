import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Authenticator } from '../../accounts/api-user.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Log, Metrics } from '../../telemetry.ts'
import type { Wire } from '../../wire/open.ts'
import { type Answer, failed, refused, withLegacyStatus } from './answer.ts'
import { createPace } from './pace.ts'
import { routeOf } from './routes.ts'

/** The subscriber API of Anadolu Agency's HAS under `/abone`, for its clients as they are. On raw node:http: some of them look headers up
 *  case-sensitively, and Hono's are lower-case. */
export interface Has {
  /** Answers a request, whatever is wrong with it. */
  handle(request: IncomingMessage, response: ServerResponse, context: { url: URL; address: string }): Promise<void>
}

/** The settings of config.ts that HAS needs. */
export interface HasSettings {
  readonly legacyStatus200: boolean
  readonly hasStrictRate: boolean
  readonly agencyName: string
}

export const createHas = (options: {
  readonly wire: Wire
  readonly catalogue: Catalogue
  readonly authenticator: Authenticator
  readonly settings: HasSettings
  readonly log: Log
  readonly metrics: Metrics
}): Has => {
  const { wire, catalogue, authenticator, settings, log, metrics } = options
  const { agencyName, legacyStatus200, hasStrictRate } = settings
  const services = { wire, catalogue, agencyName }
  const pace = createPace({ isStrict: hasStrictRate })
  const seconds = metrics.histogram('has_request_seconds', 'Time to answer a request under /abone.', {
    labels: ['function', 'code'],
  })
  const delayed = metrics.counter('has_delayed_total', 'Requests under /abone that were held back to keep the pace.')

  /** @throws Refusal, and whatever is our own fault */
  const answerTo = async (
    request: IncomingMessage,
    { url, address, answer }: { url: URL; address: string; answer: ReturnType<typeof routeOf>['answer'] },
  ): Promise<Answer> => {
    const user = authenticator.basic(request.headers.authorization, address)
    const place = pace.reserve(user.credential, wire.clock())
    const withPace = (made: Answer): Answer => ({ ...made, headers: { ...made.headers, ...pace.headers(place) } })
    if (!place.isTaken) return withPace(refused(new Refusal('too-many-requests', '', { retryAfterMs: place.waitMs })))
    if (place.waitMs > 0) {
      delayed.inc()
      await sleep(place.waitMs)
    }
    try {
      return withPace(await answer(services, { user, request, query: url.searchParams }))
    } catch (error) {
      if (error instanceof Refusal) return withPace(refused(error))
      throw error
    }
  }

  return {
    async handle(request, response, { url, address }) {
      const started = performance.now()
      const { name, answer } = routeOf(url.pathname, request.method)
      const made = await answerTo(request, { url, address, answer }).catch(error => {
        if (error instanceof Refusal) return refused(error)
        if (request.destroyed && !request.complete) return null
        const requestId = String(response.getHeader('X-Request-Id') ?? '')
        log.error({ requestId, error }, 'a request under /abone failed')
        return failed(500, `internal error ${requestId}`.trim())
      })
      if (made === null || response.destroyed) return
      const { status, headers, body } = legacyStatus200 ? withLegacyStatus(made) : made
      response.writeHead(status, { ...headers, 'Cache-Control': 'no-store', 'Content-Length': body.byteLength })
      response.end(request.method === 'HEAD' ? undefined : body)
      seconds.observe({ function: name, code: String(made.status) }, (performance.now() - started) / 1000)
    },
  }
}
