import { seenFrom } from '../../domain/licence.ts'
import type { Listed } from '../../domain/readable.ts'
import type { Scope } from '../../domain/licence.ts'
import { shown } from '../../formats/shown.ts'
import { countItems, listItems } from '../../store/list.ts'
import { type Delivery, deliveryOf, versionKeysOf } from '../../wire/delivery.ts'
import type { Wire } from '../../wire/open.ts'
import { type Asked, offsetAtMost } from './asked.ts'

/** Items beyond this many are not counted; `total` then says that there are more than have been paged through. */
const countedAtMost = 50_000

/** The items that a scope may see, newest first, as `search` lists them. */
export const search = async (wire: Wire, scope: Scope, { filter, text, from, to, offset, limit }: Asked) => {
  const wanted = { scope, now: wire.clock(), filter, text, from, to, before: null }
  const rows = offset > offsetAtMost ? [] : await listItems(wire.db, { ...wanted, offset, limit })
  const isLastPage = rows.length < limit && (rows.length > 0 || offset === 0)
  const total = isLastPage ? offset + rows.length : await total(wire, { ...wanted, offset: 0 }, offset + rows.length)
  const loaded = await wire.books.versions.load(rows.flatMap(versionKeysOf))
  const result = rows.map(row => lineOf(scope, row, deliveryOf(row, row.verdict, loaded)))
  return { result: result.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)), total }
}
