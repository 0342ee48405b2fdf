import type { ItemId } from '../domain/ids.ts'
import type { Db } from '../store/db.ts'
import { originalOf, translationsOf } from '../store/translation.ts'

/** The items that say the same in other languages: the original of an item, and its other translations. */
export const otherLanguages = async (db: Db, item: ItemId): Promise<ItemId[]> => {
  const original = await originalOf(db, item)
  const translations = await translationsOf(db, original?.item ?? item)
  const all = [...(original === null ? [] : [original.item]), ...translations.map(each => each.item)]
  return all.filter(each => each !== item)
}
