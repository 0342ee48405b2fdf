import type { ApiUser } from '../../accounts/api-user.ts'
import type { ItemId } from '../../domain/ids.ts'
import type { Scope } from '../../domain/licence.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { FormatName, Rendered } from '../../formats/render.ts'
import { recordActs } from '../../store/act.ts'
import type { Delivery } from '../../wire/delivery.ts'
import type { Wire } from '../../wire/open.ts'
import { itemTaken } from '../../wire/seen.ts'

/** An item as a scope may have it now. */
export interface ItemAnswer {
  readonly delivery: Delivery
  readonly document: Rendered
  /** 410 killed, 403 withheld: the document is the notice then. */
  readonly status: 200 | 403 | 410
}

/**
 * The item as this reader may have it: its newest readable version, or the one asked for. The act is recorded before the answer.
 * @throws Refusal `no-such-item` where nothing of it is covered, whether it exists or not
 */
export const itemFor = async (
  wire: Wire,
  {
    user,
    scope,
    item,
    version,
    format,
  }: { user: ApiUser; scope: Scope; item: ItemId; version: number | null; format: FormatName },
): Promise<ItemAnswer> => {
  const { credential, subscriber } = user
  const delivery = await itemTaken(wire.books, { scope, item, version, now: wire.clock() }, taken =>
    recordActs(wire.db, [{ kind: 'item', subscriber, actor: credential, item, version: taken.version.number }]),
  )
  if (delivery === null) throw new Refusal('no-such-item', `there is no item ${item}`, { field: 'id' })
  const status = delivery.notice === null ? 200 : delivery.notice.kind === 'killed' ? 410 : 403
  return { delivery, document: wire.documents.document(delivery, format), status }
}
