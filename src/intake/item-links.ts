import type { ItemId } from '../domain/ids.ts'
import type { ItemLink } from '../domain/version.ts'
import type { ReadItem } from '../formats/reading.ts'
import type { Db } from '../store/db.ts'
import { wireItemOf } from '../store/intake-known.ts'
import { linkTargets } from '../store/link-target.ts'

/** Of so many an item's own are looked for. */
const most = 50

/**
 * The links of an item that came in, as far as what they name came from the same source and is on the wire. Versions are counted otherwise there, so the newest is meant;
 * what would be a translation into its own language is left out, as the wire takes none.
 * @param self the item on the wire that it is a version of; null: none
 */
export const linksOf = async (
  db: Db,
  source: string,
  { item, self }: { item: Pick<ReadItem, 'links' | 'language'>; self: ItemId | null },
): Promise<ItemLink[]> => {
  const found: { readonly link: ReadItem['links'][number]; readonly item: ItemId }[] = []
  for (const link of item.links.slice(0, most)) {
    const target = await wireItemOf(db, { source, sourceItemId: link.id })
    if (target !== null && target !== self) found.push({ link, item: target })
  }
  const targets = found.length === 0 ? [] : await linkTargets(db, [...new Set(found.map(each => each.item))])
  const language = item.language?.split('-', 1)[0]
  let isTranslation = false
  return found.flatMap(({ link: { rel, headline }, item: id }) => {
    const target = targets.find(each => each.item === id)
    if (target === undefined) return []
    if (rel === 'translation-of') {
      if (isTranslation || target.language === language) return []
      isTranslation = true
    }
    return [{ rel, item: id, guid: target.guid, version: null, headline: headline?.slice(0, 300) ?? null }]
  })
}
