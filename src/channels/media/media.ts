import type { IncomingMessage, ServerResponse } from 'node:http'
import { createThrottle } from '../../accounts/throttle.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Taker } from '../../media/offer.ts'
import type { Metrics } from '../../telemetry.ts'
import { giveFile } from './file.ts'
import { linkFor } from './issue.ts'
import { listFor } from './list.ts'
import { killed, killOf } from './offering.ts'
import { placeOf, type RolePlace } from './place.ts'
import { readerByKey, readerByLink } from './reader.ts'
import type { MediaServices } from './services.ts'

/** Files under `/v1/media`, on raw node:http: they go out as fast as they are taken, in whole or in ranges. docs/protocol.md §Media. */
export interface MediaChannel {
  /** @throws Refusal before anything has been sent */
  handle(request: IncomingMessage, response: ServerResponse, context: { url: URL; address: string }): Promise<void>
}

/** Requests of one key or person: a burst, then so many a second. */
const allowed = { burst: 200, perSecond: 50 }
/** Files that one of them may be fetching at a time. */
const atATime = 200

export const createMediaChannel = (options: MediaServices & { readonly metrics: Metrics }): MediaChannel => {
  const { wire, media, metrics } = options
  const throttle = createThrottle(allowed)
  const fetching = new Map<string, number>()
  const sentBytes = metrics.counter('media_sent_bytes_total', 'Bytes of files that went out under /v1/media.')
  const answers = metrics.counter('media_answers_total', 'Answers with files under /v1/media.', [
    'role',
    'status',
    'outcome',
  ])
  metrics.gauge('media_fetching', 'Files that are being fetched under /v1/media.', {
    collect: gauge => gauge.set([...fetching.values()].reduce((sum, each) => sum + each, 0)),
  })

  /** @throws Refusal `too-many-requests` */
  const pace = ({ actor }: Taker): void => {
    const retryAfterMs = throttle.take(actor, wire.clock().getTime())
    if (retryAfterMs > 0)
      throw new Refusal('too-many-requests', `more than ${allowed.perSecond} requests a second`, { retryAfterMs })
    if ((fetching.get(actor) ?? 0) >= atATime)
      throw new Refusal('too-many-requests', `${atATime} files are being fetched already`, { retryAfterMs: 1_000 })
  }

  const give = async (taker: Taker, asked: Parameters<typeof giveFile>[2]): Promise<void> => {
    const { actor } = taker
    fetching.set(actor, (fetching.get(actor) ?? 0) + 1)
    try {
      const sent = await giveFile(options, taker, asked)
      sentBytes.inc(sent.sentBytes)
      const outcome = sent.isComplete ? 'complete' : 'broken-off'
      answers.inc({ role: asked.role, status: String(sent.status), outcome })
    } finally {
      const left = (fetching.get(actor) ?? 1) - 1
      if (left > 0) fetching.set(actor, left)
      else fetching.delete(actor)
    }
  }

  const byLink = async (
    token: string,
    {
      place,
      address,
      request,
      response,
    }: {
      place: RolePlace<'file'>
      address: string
      request: IncomingMessage
      response: ServerResponse
    },
  ): Promise<void> => {
    const { item, role } = place
    try {
      const taker = await readerByLink(options, token, { item, role, address })
      pace(taker)
      await give(taker, { request, response, item, role })
    } catch (error) {
      // Whoever was given a link learns of the kill by it, however old it is and whatever has become of the licence.
      const isOld = error instanceof Refusal && error.code !== 'killed' && media.links.isOurs(token, place)
      const notice = isOld ? await killOf(wire.books, item) : null
      throw notice === null ? error : killed(item, notice)
    }
  }

  return {
    async handle(request, response, { url, address }) {
      const place = placeOf(url.pathname)
      const methods = place.kind === 'link' ? ['POST'] : ['GET', 'HEAD']
      if (!methods.includes(request.method ?? ''))
        return void response.writeHead(405, { Allow: methods.join(', '), 'Content-Length': 0 }).end()
      const token = url.searchParams.get('link')
      if (token !== null && place.kind === 'file') return byLink(token, { place, address, request, response })
      const taker = readerByKey(options, request, address)
      pace(taker)
      if (place.kind === 'file') return give(taker, { request, response, item: place.item, role: place.role })
      if (place.kind === 'item') return answerJson(response, 200, await listFor(options, taker, place))
      return answerJson(response, 201, await linkFor(options, taker, { place, request, address }))
    },
  }
}

const answerJson = (response: ServerResponse, status: number, answer: object): void => {
  const body = Buffer.from(JSON.stringify(answer))
  response
    .writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': body.length,
      'Cache-Control': 'no-store',
    })
    .end(body)
}
