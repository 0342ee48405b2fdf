import { canonicalJson } from '../../domain/canonical.ts'
import { isLapsed, type Scope } from '../../domain/licence.ts'
import type { Listed } from '../../domain/readable.ts'
import type { Db } from '../../store/db.ts'
import { countItems, listItems, type Wanted } from '../../store/list.ts'
import { headNow } from '../../wire/together.ts'

/** A page of what is to be seen, and how much there is in all. */
export interface Listing {
  readonly rows: readonly Listed[]
  readonly total: number
}

/** Pages of searches. Most pollers ask for the same under the same terms: until something is sent there is one look for all of them. */
export interface Listings {
  page(wanted: Wanted, part: { readonly offset: number; readonly limit: number }): Promise<Listing>
}

/** Items beyond this many are not counted; `total` is then at least one more than have been paged through. */
const countedAtMost = 50_000
/** Each of at most 100 rows without a text. */
const keptAtMost = 500

export const createListings = (db: Db): Listings => {
  const kept = new Map<string, Promise<Listing>>()
  let newest = 0
  return {
    async page(wanted, part) {
      const terms = termsOf(wanted)
      if (terms === null) return look(db, wanted, part)
      const head = await headNow(db)
      if (head > newest || kept.size > keptAtMost) kept.clear()
      newest = Math.max(newest, head)
      const key = canonicalJson({ head, ...terms, ...part })
      const found = kept.get(key)
      if (found !== undefined) return found
      const made = look(db, wanted, part)
      kept.set(key, made)
      made.catch(() => kept.delete(key))
      return made
    },
  }
}

/** All on which an answer depends besides the head of the wire, the same for contracts of the same terms; null where there is more: a word that
 *  the search learns meanwhile, an entry that a delayed contract comes to see. */
const termsOf = ({ scope, now, filter, signals, text, from, to }: Wanted): Record<string, unknown> | null => {
  if (text !== null || signals !== undefined || scope.delayMinutes > 0) return null
  const { products, types, languages, archiveDays, embargoTrust } = scope
  return {
    ...{ products, types, languages, archiveDays, embargoTrust, filter, from, to },
    // When the contract began bounds what dates find, and nothing else.
    begins: from === null && to === null ? null : scope.from,
    ends: endOf(scope, now),
    second: archiveDays === null ? null : Math.floor(now.getTime() / 1000),
  }
}

const endOf = (scope: Scope, now: Date): unknown =>
  now < scope.from ? 'not begun' : isLapsed(scope, now) ? scope.until : null

const look = async (db: Db, wanted: Wanted, { offset, limit }: { offset: number; limit: number }): Promise<Listing> => {
  const rows = await listItems(db, { ...wanted, before: null, offset, limit })
  const shownSoFar = offset + rows.length
  const isLastPage = rows.length < limit && (rows.length > 0 || offset === 0)
  if (isLastPage) return { rows, total: shownSoFar }
  const counted = await countItems(db, { ...wanted, before: null, offset: 0, bound: countedAtMost })
  return { rows, total: counted.isApproximate ? Math.max(counted.count, shownSoFar + 1) : counted.count }
}
