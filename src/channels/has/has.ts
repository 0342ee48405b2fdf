import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Authenticator } from '../../accounts/api-user.ts'
import { Refusal } from '../../domain/refusal.ts'
import { serveFile } from '../../media/serve.ts'
import type { Log, Metrics } from '../../telemetry.ts'
import { type Answer, type FileAnswer, failed, refused, withLegacyStatus } from './answer.ts'
import { createListings } from './listings.ts'
import { createPace } from './pace.ts'
import { routeOf } from './routes.ts'
import type { Services } from './services.ts'
import { usualTables } from './tables.ts'

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

export const createHas = (
  options: Omit<Services, 'agencyName' | 'tables' | 'listings'> & {
    readonly authenticator: Authenticator
    readonly settings: HasSettings
    /** Code tables of the agency; left out: those of AA. */
    readonly tables?: Services['tables'] | undefined
    readonly log: Log
    readonly metrics: Metrics
  },
): Has => {
  const { wire, catalogue, media, authenticator, settings, log, metrics } = options
  const { agencyName, legacyStatus200, hasStrictRate } = settings
  const services: Services = {
    ...{ wire, catalogue, media, agencyName },
    tables: options.tables ?? usualTables,
    listings: createListings(wire.db),
  }
  const pace = createPace({ isStrict: hasStrictRate })
  const seconds = metrics.histogram('has_request_seconds', 'Time to answer a request under /abone.', {
    labels: ['function', 'code'],
  })
  const delayed = metrics.counter('has_delayed_total', 'Requests under /abone that were held back to keep the pace.')

  /** @throws Refusal, and whatever is our own fault */
  const answerTo = async (
    request: IncomingMessage,
    { url, address, answer }: { url: URL; address: string; answer: ReturnType<typeof routeOf>['answer'] },
  ): Promise<Answer | FileAnswer> => {
    const user = authenticator.basic(request.headers.authorization, address)
    const place = pace.reserve(user.credential, wire.clock())
    const withPace = <Made extends Answer | FileAnswer>(made: Made): Made => ({
      ...made,
      headers: { ...made.headers, ...pace.headers(place) },
    })
    if (!place.isTaken) return withPace(refused(new Refusal('too-many-requests', '', { retryAfterMs: place.waitMs })))
    if (place.waitMs > 0) {
      delayed.inc()
      await sleep(place.waitMs)
    }
    try {
      return withPace(await answer(services, { user, request, address, query: url.searchParams }))
    } catch (error) {
      if (error instanceof Refusal) return withPace(refused(error))
      throw error
    }
  }

  /** @returns the status that clients are told of in one way or the other */
  const write = async (
    request: IncomingMessage,
    response: ServerResponse,
    made: Answer | FileAnswer,
  ): Promise<number> => {
    if ('file' in made) return (await serveFile(request, response, made.file, made)).status
    const { status, headers, body } = legacyStatus200 ? withLegacyStatus(made) : made
    response.writeHead(status, { ...headers, 'Cache-Control': 'no-store', 'Content-Length': body.byteLength })
    response.end(request.method === 'HEAD' ? undefined : body)
    return made.status
  }

  return {
    async handle(request, response, { url, address }) {
      const started = performance.now()
      const { name, answer } = routeOf(url.pathname, request.method)
      const instead = (error: unknown): Answer | null => {
        if (error instanceof Refusal) return refused(error)
        if (request.destroyed && !request.complete) return null
        const requestId = String(response.getHeader('X-Request-Id') ?? '')
        log.error({ requestId, error }, 'a request under /abone failed')
        return failed(500, `internal error ${requestId}`.trim())
      }
      const made = await answerTo(request, { url, address, answer }).catch(instead)
      if (made === null || response.destroyed) return
      const code = await write(request, response, made).catch(error => {
        const other = instead(error)
        // Of a file that broke off nothing else can be said: its length was promised.
        if (other === null || response.headersSent) return void response.destroy()
        return write(request, response, { ...other, headers: { ...paceOf(made), ...other.headers } })
      })
      const labels = { function: name, code: String(code ?? 0) }
      seconds.observe(labels, (performance.now() - started) / 1000)
    },
  }
}

/** What was said of the pace, for the answer that is given instead. */
const paceOf = ({ headers }: Pick<Answer, 'headers'>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('RateLimit-')))
