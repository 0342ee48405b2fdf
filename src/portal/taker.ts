import type { Giving } from '../channels/media/services.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Taker } from '../media/offer.ts'
import { downloadsUsed } from '../store/download.ts'
import type { Portal, Visit } from './env.ts'
import type { Quota } from './files.ts'

/** A visit as somebody who takes files. @throws Refusal `not-entitled` where there is no contract */
export const takerOf = (portal: Portal, visit: Visit): Taker => {
  const { subscriber, person, scope } = visit
  if (scope === null) throw new Refusal('not-entitled', 'your organisation has no licence')
  return { subscriber, actor: person.id, scope, downloadLimit: limitOf(portal, visit) }
}

export const givingOf = ({ db, books, clock, media }: Portal): Giving => ({ wire: { db, books, clock }, media })

/** What of the downloads of today (UTC) is used. */
export const quotaOf = async (portal: Portal, visit: Visit): Promise<Quota> => ({
  used: await downloadsUsed(portal.db, visit.subscriber, visit.now),
  limit: limitOf(portal, visit),
})

const limitOf = ({ catalogue }: Portal, { subscriber, now }: Visit): number | null =>
  catalogue.contractOf(subscriber, now)?.downloadLimit ?? null
