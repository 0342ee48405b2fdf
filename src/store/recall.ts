import type { Filter } from '../domain/filter.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Scope } from '../domain/licence.ts'
import type { ActKind } from './act.ts'
import type { ConsumerKind } from './consumer.ts'
import type { Db } from './db.ts'
import { scopeFromJson } from './selection.ts'

/** That a consumer was sent the stretch of the wire in which an entry stands. */
export interface Passage {
  readonly consumer: string
  readonly kind: ConsumerKind
  readonly name: string
  readonly subscriber: string
  /** When it was last heard of. */
  readonly seenAt: Date
  readonly seq: number
  readonly scope: Scope
  readonly filter: Filter
  readonly openedAt: Date
  /** Whether the stretch up to the entry has been written out, and whether the consumer has come back for what follows it. */
  readonly isSent: boolean
  readonly isConfirmed: boolean
}

/** Which consumers were sent any of these entries. */
export const passagesOver = async (sql: Db, seqs: readonly number[]): Promise<Passage[]> => {
  if (seqs.length === 0) return []
  const rows = await sql<(Omit<Passage, 'scope'> & { scope: Parameters<typeof scopeFromJson>[0] })[]>`
    select c.id as consumer, c.kind, c.name, c.subscriber_id as subscriber, c.seen_at as "seenAt", w.seq, s.scope, s.filter,
           min(greatest(l.opened_at, (s.scope->>'from')::timestamptz)) as "openedAt",
           bool_or(l.sent_seq >= w.seq) as "isSent", bool_or(l.confirmed_seq >= w.seq) as "isConfirmed"
      from unnest(${[...seqs]}::bigint[]) as w(seq)
      join ledger l on int8range(l.from_seq, l.to_seq, '(]') @> w.seq
      join consumer c on c.id = l.consumer_id
      join selection s on s.id = l.selection_id
     where coalesce(l.closed_at, clock_timestamp()) >= (s.scope->>'from')::timestamptz
     group by c.id, w.seq, s.id`
  return rows.map(row => ({ ...row, scope: scopeFromJson(row.scope) }))
}

/** What a subscriber's people or keys did with an item: the last act of each kind, and the newest version that they saw. */
export interface LastAct {
  readonly subscriber: string
  readonly kind: ActKind
  readonly at: Date
  readonly version: number
}

export const lastActsOn = async (sql: Db, item: ItemId): Promise<LastAct[]> => sql<LastAct[]>`
  select subscriber_id as subscriber, kind, max(at) as at, max(version) as version from act
   where item_id = ${item} group by 1, 2 order by 3 desc`
