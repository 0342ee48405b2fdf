import type { ItemId } from '../../domain/ids.ts'
import type { Holder } from '../../wire/recall.ts'
import { recallBoard } from '../../wire/recall.ts'
import type { Desk } from '../env.ts'

/** A subscriber who has an item, by name. */
export interface Holding extends Holder {
  readonly name: string
}

/** Who has an item, with the names of subscribers; those of a recall who are silent first. */
export const boardOfItem = async (desk: Desk, item: ItemId) => {
  const { recall, holders } = await recallBoard(desk.books, item)
  const names = new Map(desk.catalogue.subscribers().map(({ id, name }) => [id, name]))
  return { recall, holding: holders.map(each => ({ ...each, name: names.get(each.subscriber) ?? each.subscriber })) }
}

/** Who has an item now. */
export const holdingOfItem = async (desk: Desk, item: ItemId): Promise<Holding[]> =>
  (await boardOfItem(desk, item)).holding
