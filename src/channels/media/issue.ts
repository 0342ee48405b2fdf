import type { IncomingMessage } from 'node:http'
import { isIPv6, SocketAddress } from 'node:net'
import { z } from 'zod'
import { Refusal } from '../../domain/refusal.ts'
import type { Taker } from '../../media/offer.ts'
import { parseOrRefuse } from '../../wire/filing.ts'
import { offerTo } from './offering.ts'
import type { RolePlace } from './place.ts'
import type { MediaServices } from './services.ts'

/** A day, which is also the longest. */
const daySeconds = 86_400
/** Many times what anybody sends. */
const bodyBytes = 4_096

const wishSchema = z.strictObject({
  expiresInSeconds: z.number().int().min(10).max(daySeconds).default(daySeconds),
  /** An address; `true`: the one that asks; `false`: any. */
  bindAddress: z.union([z.boolean(), z.union([z.ipv4(), z.ipv6()])]).optional(),
})

/** A link to a file that works without a key, as `POST /v1/media/{item}/{role}/link` answers; nothing is counted until it is used. @throws Refusal */
export const linkFor = async (
  services: MediaServices,
  taker: Taker,
  {
    place,
    request,
    address,
  }: {
    readonly place: RolePlace<'link'>
    readonly request: IncomingMessage
    readonly address: string
  },
): Promise<{ url: string; expiresAt: string; address: string | null }> => {
  const { wire, media } = services
  const { expiresInSeconds, bindAddress } = parseOrRefuse(wishSchema, await readWish(request))
  const { rendition } = await offerTo(services, taker, place)
  const bound = boundTo(bindAddress, { address, isBinding: media.bindsAddress })
  const { item, role } = place
  const { subscriber, actor } = taker
  // The link tells whole seconds.
  const expiresAt = new Date(1000 * (Math.floor(wire.clock().getTime() / 1000) + expiresInSeconds))
  const url = media.links.make({ item, role, subscriber, actor, expiresAt, address: bound }, rendition.contentType)
  return { url, expiresAt: expiresAt.toISOString(), address: bound }
}

const boundTo = (
  wish: boolean | string | undefined,
  { address, isBinding }: { address: string; isBinding: boolean },
): string | null => {
  if (typeof wish === 'string') return isIPv6(wish) ? plainForm(wish) : wish
  if (wish === false && isBinding)
    throw new Refusal('bad-input', 'bindAddress: this agency binds every link to an address', { field: 'bindAddress' })
  return wish === true || isBinding ? address : null
}

/** An IPv6 address as the system writes it, so that two ways of writing it are one. */
const plainForm = (address: string): string =>
  new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:/u, '')

const readWish = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes <= bodyBytes) chunks.push(chunk)
    else if (sizeBytes > 16 * bodyBytes) break
  }
  if (sizeBytes > bodyBytes) throw new Refusal('too-large', `the body is larger than ${bodyBytes} bytes`)
  const text = Buffer.concat(chunks).toString('utf8').trim()
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('bad-input', 'body: must be JSON, such as {"expiresInSeconds": 3600}', { field: 'body' })
  }
}
