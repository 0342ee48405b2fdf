import { type Scope, seenFrom } from '../../domain/licence.ts'
import { shown } from '../../formats/shown.ts'
import { countItems, listItems } from '../../store/list.ts'
import { type Delivery, deliveryOf, versionKeysOf } from '../../wire/delivery.ts'
import type { Wire } from '../../wire/open.ts'
import { type Asked, offsetAtMost } from './asked.ts'

/** Items beyond this many are not counted; `total` is then at least one more than have been paged through. */
const countedAtMost = 50_000

/** The items that a scope may see, newest first, in lines of five members. */
export const search = async (wire: Wire, scope: Scope, { filter, text, from, to, offset, limit }: Asked) => {
  const wanted = { scope, now: wire.clock(), filter, text, from, to, before: null }
  const rows = offset > offsetAtMost ? [] : await listItems(wire.db, { ...wanted, offset, limit })
  const loaded = await wire.books.versions.load(rows.flatMap(versionKeysOf))
  const result = rows.map(row => lineOf(scope, deliveryOf(row, row.verdict, loaded))).sort(byDate)
  const shownSoFar = offset + rows.length
  const isLastPage = rows.length < limit && (rows.length > 0 || offset === 0)
  if (isLastPage) return { result, total: shownSoFar }
  const { count, isApproximate } = await countItems(wire.db, { ...wanted, offset: 0, bound: countedAtMost })
  return { result, total: isApproximate ? Math.max(count, shownSoFar + 1) : count }
}

/** The wire is in order of sending; a delayed contract sees a few entries (kills) out of that order, and clients stop at the first old date. */
const byDate = (a: { date: string }, b: { date: string }): number => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)

/** `date` is when the scope could first see this version, so that a kill or correction comes anew to whoever polls by dates. */
const lineOf = (scope: Scope, { entry, face, version, notice }: Delivery) => ({
  id: entry.item,
  // As the id has it, which says `graph` where we say graphic.
  type: entry.item.split(':')[1],
  date: `${seenFrom(scope, entry).toISOString().slice(0, 19)}Z`,
  title: shown(version, { face, notice }).headline,
  group_id: version.group,
})
