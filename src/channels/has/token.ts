import type { ItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Offered, offered, type Taker } from '../../media/offer.ts'
import { type Answer, foundBeside, movedTo } from './answer.ts'
import { offerFor } from './file.ts'
import { itemIdOf, seriesIdOf } from './ids.ts'
import { seriesSeen } from './series.ts'
import type { Services } from './services.ts'
import { roleOf, sizeNames } from './sizes.ts'

/** HAS gives its links a day. */
const lifeMs = 86_400_000

interface Asked {
  readonly id: string
  readonly size: string
  /** Of the client, to which a link may be bound. */
  readonly address: string
}

/** Sends a client on to a link that works without credentials. Checked as a document is; counted when it is fetched. @throws Refusal */
export const tokenFor = async (services: Services, taker: Taker, { id, size, address }: Asked): Promise<Answer> => {
  if (seriesIdOf(id) !== null) throw new Refusal('not-found', `${id} is a series: its links come from multitoken`)
  const item = itemIdOf(id)
  const role = roleIn(item, size)
  return movedTo(linkOf(services, taker, await offerFor(services, taker, { item, role }), address))
}

/** Links to every picture or video of a series that this reader may have in this size. @throws Refusal where there is none */
export const multitokenFor = async (services: Services, taker: Taker, asked: Asked): Promise<Answer> => {
  const { id, size, address } = asked
  const series = seriesIdOf(id)
  if (series === null) throw new Refusal('not-found', `${id.slice(0, 80)} is no picturegroup or videogroup`)
  const seen = await seriesSeen(services, taker, { id, series, now: services.wire.clock() })
  const refusals: Refusal[] = []
  const result = seen.flatMap(each => {
    try {
      const { item } = each.entry
      const url = linkOf(services, taker, offered(taker.scope, each, roleIn(item, size)), address)
      return [{ id: item, url }]
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(error)
      return []
    }
  })
  const [refusal] = refusals
  if (result.length === 0 && refusal !== undefined) throw refusal
  return foundBeside({ result, total: result.length }, { tokens: result.map(each => each.url) })
}

const roleIn = (item: ItemId, size: string) => {
  const role = roleOf(item, size)
  if (role !== null) return role
  const sizes = sizeNames(item).join(', ') || 'no size at all: a link is to a file'
  throw new Refusal('not-found', `there are no links to ${item} as ${size.slice(0, 40)}, only as ${sizes}`)
}

const linkOf = (
  { media, wire }: Services,
  { subscriber, actor }: Taker,
  { version: { item }, rendition: { role, contentType } }: Offered,
  address: string,
): string => {
  const expiresAt = new Date(wire.clock().getTime() + lifeMs)
  return media.links.make(
    { item, role, subscriber, actor, expiresAt, address: media.bindsAddress ? address : null },
    contentType,
  )
}
