import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ItemId } from '../../domain/ids.ts'
import { useOf } from '../../domain/licence.ts'
import type { RenditionRole } from '../../domain/media.ts'
import { type Offered, offered, type Taker, taken } from '../../media/offer.ts'
import { type Sent, serveFile } from '../../media/serve.ts'
import { hasActed, recordActs } from '../../store/act.ts'
import { itemSeen } from '../../wire/seen.ts'
import { offerTo } from './offering.ts'
import type { Giving } from './services.ts'

/** Gives a file to a reader: first counted and written down, then looked at once more, then sent. @throws Refusal before anything has been sent */
export const giveFile = async (
  services: Giving,
  taker: Taker,
  {
    request,
    response,
    item,
    role,
    vary = 'Authorization',
    isGlance = () => false,
  }: {
    readonly request: IncomingMessage
    readonly response: ServerResponse
    readonly item: ItemId
    readonly role: RenditionRole
    /** By which header the reader is known. */
    readonly vary?: string
    /** Whether a size is but part of a list, which is no act of its reader. */
    readonly isGlance?: (role: RenditionRole) => boolean
  },
): Promise<Sent> => {
  const offer = await offerTo(services, taker, { item, role })
  const served = await services.media.served(offer)
  return serveFile(request, response, served, {
    headers: { Vary: vary },
    take: async () => {
      if (isGlance(role)) return
      await writeDown(services, taker, offer)
      await refuseRecalled(services, taker, offer)
    },
  })
}

/** A size that is sold is counted; whoever has any other has the item too, so that its recall must reach them. */
const writeDown = async ({ wire }: Giving, taker: Taker, offer: Offered): Promise<void> => {
  const { item, number: version } = offer.version
  const { actor, subscriber } = taker
  if (useOf(offer.rendition.role) === 'sold') return taken(wire.db, taker, offer, wire.clock())
  if (await hasActed(wire.db, actor, item)) return
  await recordActs(wire.db, [{ kind: 'view', subscriber, actor, item, version }])
}

/** A kill that was sent in between asked who has the item before this reader was among them. */
const refuseRecalled = async ({ wire }: Giving, { scope }: Taker, { version, rendition }: Offered) => {
  const again = await itemSeen(wire.books, { scope, item: version.item, version: null, now: wire.clock() })
  if (again !== null && again.notice !== null) offered(scope, again, rendition.role)
}
