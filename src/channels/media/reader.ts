import type { IncomingMessage } from 'node:http'
import type { ItemId } from '../../domain/ids.ts'
import type { RenditionRole } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Taker } from '../../media/offer.ts'
import { personOfSubscriber } from '../../store/person.ts'
import type { MediaServices } from './services.ts'

/** Who sends a key, as Bearer or as Basic, and under which contract. @throws Refusal */
export const readerByKey = (
  services: MediaServices,
  { headers: { authorization } }: Pick<IncomingMessage, 'headers'>,
  address: string,
): Taker => {
  const { authenticator } = services
  const isBasic = /^basic /iu.test(authorization ?? '')
  const user = isBasic ? authenticator.basic(authorization, address) : authenticator.bearer(authorization, address)
  return takerOf(services, { subscriber: user.subscriber, actor: user.credential })
}

/** Whose link it is, if it and whoever it was made for are still good. @throws Refusal `link-spent`, `not-entitled` */
export const readerByLink = async (
  services: MediaServices,
  token: string,
  asked: { readonly item: ItemId; readonly role: RenditionRole; readonly address: string },
): Promise<Taker> => {
  const { media, wire } = services
  const { subscriber, actor } = media.links.read(token, { ...asked, now: wire.clock() })
  await refuseFormer(services, { subscriber, actor })
  return takerOf(services, { subscriber, actor })
}

type Actor = Pick<Taker, 'subscriber' | 'actor'>

/** Links end with the key or the person they were made for. */
const refuseFormer = async (services: MediaServices, { subscriber, actor }: Actor): Promise<void> => {
  const { catalogue, authenticator, wire } = services
  if (catalogue.credential(actor) === null) {
    if ((await personOfSubscriber(wire.db, actor))?.subscriber === subscriber) return
    throw new Refusal('link-spent', 'the link cannot be used: whoever it was made for is no longer known')
  }
  try {
    authenticator.check({ credential: actor })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal('link-spent', `the link cannot be used: ${error.message}`)
  }
}

const takerOf = ({ catalogue, wire }: MediaServices, { subscriber, actor }: Actor): Taker => {
  const now = wire.clock()
  const scope = catalogue.scopeOf(subscriber, now)
  if (scope === null) throw new Refusal('not-entitled', 'there is no licence')
  return { subscriber, actor, scope, downloadLimit: catalogue.contractOf(subscriber, now)?.downloadLimit ?? null }
}
