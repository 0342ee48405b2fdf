import type { ItemId } from '../domain/ids.ts'
import { type Listed, readable } from '../domain/readable.ts'
import { type Shown, shown } from '../formats/shown.ts'
import { entriesOfItems } from '../store/entry.ts'
import { type Delivery, deliveryOf, versionKeysOf } from '../wire/delivery.ts'
import type { Portal, Visit } from './env.ts'

/** An entry as one reader sees it: `view` has what may be shown and nothing more. */
export interface Story {
  readonly delivery: Delivery
  readonly view: Shown
}

export const storyOf = (delivery: Delivery): Story => {
  const { version, face, notice } = delivery
  return { delivery, view: shown(version, { face, notice }) }
}

/** Entries with their texts, as far as each may be seen; in the same order. */
export const storiesOf = async ({ books }: Portal, entries: readonly Listed[]): Promise<Story[]> => {
  const loaded = await books.versions.load(entries.flatMap(versionKeysOf))
  return entries.map(entry => storyOf(deliveryOf(entry, entry.verdict, loaded)))
}

/** The entry by which a visit sees an item; null where it may see nothing of it. */
export const readableEntry = async ({ db }: Portal, { scope, now }: Visit, item: ItemId): Promise<Listed | null> =>
  scope === null ? null : readable(scope, await entriesOfItems(db, [item]), now)
