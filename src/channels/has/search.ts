import type { ApiUser } from '../../accounts/api-user.ts'
import type { Scope } from '../../domain/licence.ts'
import type { FormatName } from '../../formats/render.ts'
import { countItems, listItems } from '../../store/list.ts'
import { deliveryOf, versionKeysOf } from '../../wire/delivery.ts'
import type { Wire } from '../../wire/open.ts'
import { type Asked, offsetAtMost } from './asked.ts'
import { documentsTaken, rowsOf } from './expanded.ts'

/** Items beyond this many are not counted; `total` is then at least one more than have been paged through. */
const countedAtMost = 50_000

/** The items that a scope may see, newest first, in lines of five members. @param format of the document in each line; null: none @returns JSON text */
export const search = async (
  wire: Wire,
  { user, scope, format }: { user: ApiUser; scope: Scope; format: FormatName | null },
  { filter, text, from, to, offset, limit }: Asked,
): Promise<string> => {
  const now = wire.clock()
  const wanted = { scope, now, filter, text, from, to, before: null }
  const listed = offset > offsetAtMost ? [] : await listItems(wire.db, { ...wanted, offset, limit })
  const loaded = await wire.books.versions.load(listed.flatMap(versionKeysOf))
  const seen = listed.map(row => deliveryOf(row, row.verdict, loaded))
  const deliveries = format === null ? seen : await documentsTaken(wire, user, { scope, deliveries: seen, now })
  const rows = (await rowsOf(wire, { scope, deliveries, format, now })).sort((a, b) => byDate(a.line, b.line))
  const total = await totalOf(wire, wanted, { offset, limit, count: listed.length })
  return `{"result":[${rows.map(row => row.json).join(',')}],"total":${total}}`
}

const totalOf = async (
  { db }: Wire,
  wanted: Omit<Parameters<typeof countItems>[1], 'offset' | 'bound'>,
  { offset, limit, count }: { offset: number; limit: number; count: number },
): Promise<number> => {
  const shownSoFar = offset + count
  const isLastPage = count < limit && (count > 0 || offset === 0)
  if (isLastPage) return shownSoFar
  const counted = await countItems(db, { ...wanted, offset: 0, bound: countedAtMost })
  return counted.isApproximate ? Math.max(counted.count, shownSoFar + 1) : counted.count
}

/** The wire is in order of sending; a delayed contract sees a few entries (kills) out of that order, and clients stop at the first old date. */
const byDate = (a: { date: string }, b: { date: string }): number => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)
