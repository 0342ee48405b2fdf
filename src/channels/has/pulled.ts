import { createHash } from 'node:crypto'
import type { ApiUser } from '../../accounts/api-user.ts'
import { canonicalJson } from '../../domain/canonical.ts'
import type { Scope } from '../../domain/licence.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { FormatName } from '../../formats/render.ts'
import type { Delivery } from '../../wire/delivery.ts'
import type { Wire } from '../../wire/open.ts'
import { pull } from '../../wire/pull.ts'
import type { Asked } from './asked.ts'
import { documentsTaken, rowsOf } from './expanded.ts'

/** The cursor that `after` names: digits, or `NOW` for the head of the wire. @throws Refusal `bad-input` */
export const cursorOf = (asked: string, { fanout }: Wire): number => {
  if (/^\d{1,15}$/u.test(asked)) return Number(asked)
  if (asked.toUpperCase() === 'NOW') return fanout.position
  const wrong = `after: expected a cursor (0, or "next" of the last answer) or NOW, not "${asked.slice(0, 40)}"`
  throw new Refusal('bad-input', wrong, { field: 'after' })
}

/**
 * The wire after a cursor, in its order and without loss: what was sent, and every correction, withhold and kill of it anew, each with its `seq`.
 * Written down as the other ways of pulling are; `start_date`, `end_date` and `offset` have no part in it.
 * @returns JSON text; `next` is the cursor to go on from @throws Refusal `bad-input`
 */
export const searchAfter = async (
  wire: Wire,
  { user, scope, format }: { user: ApiUser; scope: Scope; format: FormatName | null },
  { filter, text, limit, after }: Asked & { after: number },
): Promise<string> => {
  if (text !== null && text.length > 1) {
    const wrong = 'search_string: with "after" there can be one keyword (all words of which must occur), and no comma'
    throw new Refusal('bad-input', wrong, { field: 'search_string' })
  }
  const now = wire.clock()
  const selection = await wire.selections.get(scope, { ...filter, q: text?.[0] }, format ?? 'thin')
  const consumer = { kind: 'has' as const, name: nameOf(selection.filter) }
  const { subscriber, credential } = user
  const waiting = { waitMs: 0, signal: never.signal, renew: async () => selection }
  const pulled = await pull(wire, { subscriber, credential, consumer, selection, after, limit, ...waiting })
  if (pulled === null) throw new Error('nobody went away')
  const { early, upto, hasMore, gap } = pulled
  const isEarly = new Set<Delivery['entry']>(early.map(each => each.entry))
  const all = [...early, ...pulled.deliveries]
  const deliveries = format === null ? all : await documentsTaken(wire, user, { scope, deliveries: all, now })
  const rows = await rowsOf(wire, { scope, deliveries, format, now }, ({ entry }) => ({
    seq: entry.seq,
    version: entry.version,
    signal: entry.signal,
    state: entry.state,
    ...(isEarly.has(entry) ? { overtaking: true } : {}),
  }))
  const members = { total: rows.length, next: upto, more: hasMore, ...(gap === null ? {} : { gap }) }
  return `{"result":[${rows.map(row => row.json).join(',')}],${JSON.stringify(members).slice(1)}`
}

const never = new AbortController()

/** A cursor for each filter of a key, so that two pulls with different ones do not confirm each other's pages. */
const nameOf = (filter: object): string =>
  `after-${createHash('sha256').update(canonicalJson(filter)).digest('hex').slice(0, 12)}`
