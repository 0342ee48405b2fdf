import type { Entry } from '../domain/entry.ts'
import type { ItemId } from '../domain/ids.ts'
import { type Act, recordActs } from '../store/act.ts'
import type { Db } from '../store/db.ts'
import { entriesOfItems } from '../store/entry.ts'
import { wireHead } from '../store/wire.ts'
import { createGather, type Gather } from './gather.ts'

/** Most of what is asked for in one statement. */
const most = 200
/** A second batch goes out while the first is under way. */
const atOnce = 2

const looks = new WeakMap<Db, Gather<ItemId, readonly Entry[]>>()
const heads = new WeakMap<Db, Gather<null, number>>()
const records = new WeakMap<Db, Gather<readonly Act[], null>>()

/** All entries of one item, oldest first, no older than the call; what many ask for at about the same time is one statement. */
export const entriesOfItem = (db: Db, item: ItemId): Promise<readonly Entry[]> =>
  gatherOf(looks, db, async batch => {
    const items = [...new Set(batch)]
    const entries = new Map<ItemId, Entry[]>(items.map(each => [each, []]))
    for (const entry of await entriesOfItems(db, items)) entries.get(entry.item)?.push(entry)
    return batch.map(each => entries.get(each) ?? [])
  }).ask(item)

/** The last seq of the wire, no older than the call. */
export const headNow = (db: Db): Promise<number> =>
  gatherOf(heads, db, async batch => {
    const head = await wireHead(db)
    return batch.map(() => head)
  }).ask(null)

/** Records acts; those of many readers at about the same time are one statement, and one wait for the disk. */
export const recordTogether = async (db: Db, acts: readonly Act[]): Promise<void> => {
  await gatherOf(records, db, async batch => {
    await recordActs(db, batch.flat())
    return batch.map(() => null)
  }).ask(acts)
}

const gatherOf = <Asked, Answer>(
  gathers: WeakMap<Db, Gather<Asked, Answer>>,
  db: Db,
  act: (batch: readonly Asked[]) => Promise<readonly Answer[]>,
): Gather<Asked, Answer> => {
  const found = gathers.get(db) ?? createGather({ most, atOnce }, act)
  gathers.set(db, found)
  return found
}
