import type { ApiUser } from '../../accounts/api-user.ts'
import type { Scope } from '../../domain/licence.ts'
import type { FormatName } from '../../formats/render.ts'
import { deliveryOf, versionKeysOf } from '../../wire/delivery.ts'
import { type Asked, offsetAtMost } from './asked.ts'
import { documentsTaken, rowsOf } from './expanded.ts'
import type { Services } from './services.ts'

/** The items that a scope may see, newest first, in lines of five members. @param format of the document in each line; null: none @returns JSON text */
export const search = async (
  { wire, listings }: Pick<Services, 'wire' | 'listings'>,
  { user, scope, format }: { user: ApiUser; scope: Scope; format: FormatName | null },
  { filter, text, from, to, offset, limit }: Asked,
): Promise<string> => {
  const now = wire.clock()
  const wanted = { scope, now, filter, text, from, to }
  const isTooDeep = offset > offsetAtMost
  const listing = await listings.page(wanted, isTooDeep ? { offset: 0, limit: 1 } : { offset, limit })
  const listed = isTooDeep ? [] : listing.rows
  const loaded = await wire.books.versions.load(listed.flatMap(versionKeysOf))
  const seen = listed.map(row => deliveryOf(row, row.verdict, loaded))
  const deliveries = format === null ? seen : await documentsTaken(wire, user, { scope, deliveries: seen, now })
  const rows = (await rowsOf(wire, { scope, deliveries, format, now })).sort((a, b) => byDate(a.line, b.line))
  return `{"result":[${rows.map(row => row.json).join(',')}],"total":${listing.total}}`
}

/** The wire is in order of sending; a delayed contract sees a few entries (kills) out of that order, and clients stop at the first old date. */
const byDate = (a: { date: string }, b: { date: string }): number => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)
