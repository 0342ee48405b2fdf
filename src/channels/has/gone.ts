import { type ItemId, itemTypes } from '../../domain/ids.ts'
import type { Scope } from '../../domain/licence.ts'
import { readable } from '../../domain/readable.ts'
import { Refusal } from '../../domain/refusal.ts'
import { entriesOfItems } from '../../store/entry.ts'
import { deliveryOf, versionKeysOf } from '../../wire/delivery.ts'
import { holdersOf } from '../../wire/holders.ts'
import type { Wire } from '../../wire/open.ts'

/**
 * Why there is nothing of an item for a reader. That a contract does not reach to it is said only where another contract would at this very moment:
 * what is under embargo, not due yet or too old does not exist. Whoever has it is told of its kill whatever the contract has become.
 */
export const refusalFor = async (
  { db, books }: Wire,
  { scope, item, now }: { scope: Scope; item: ItemId; now: Date },
): Promise<Refusal> => {
  const entries = await entriesOfItems(db, [item])
  const newest = entries.at(-1)
  if (newest?.state === 'killed' && (await holdersOf(books, item, null)).has(scope.subscriber)) {
    const { notice } = deliveryOf(newest, 'notice', await books.versions.load(versionKeysOf(newest)))
    return new Refusal('killed', `${item}: ${notice?.line ?? ''}`)
  }
  const products = newest?.itemProducts ?? []
  const widest = { ...scope, products, types: itemTypes, languages: null, from: new Date(0), until: null }
  return readable(widest, entries, now) === null
    ? new Refusal('not-found', `there is no ${item}`)
    : new Refusal('not-entitled', `your licence does not cover ${item}`)
}
