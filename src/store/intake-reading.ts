import type { ItemType } from '../domain/ids.ts'
import type { Signal } from '../domain/signal.ts'
import { wordsOf } from '../domain/words.ts'
import type { Db } from './db.ts'
import { tieUploads } from './intake-file.ts'
import type { IncomingHold } from './intake-item.ts'
import { storableJson, storableText } from './json.ts'
import { inTransaction, type Transaction } from './transaction.ts'

/** One item that was read in a raw. */
export interface NewIncoming {
  readonly position: number
  readonly sourceItemId: string | null
  readonly sourceVersion: string | null
  readonly versionCreated: Date | null
  readonly document: unknown
  readonly digest: Uint8Array
  readonly signal: Signal
  readonly type: ItemType
  readonly language: string | null
  readonly category: string | null
  readonly priority: number | null
  readonly headline: string
  readonly provider: string | null
  readonly holds: readonly IncomingHold[]
  /** Uploads that came with it: its files. */
  readonly assets: readonly string[]
}

/** What a raw was found to hold. */
export interface NewReading {
  readonly raw: number
  readonly source: string
  readonly format: string
  readonly formatVersion: string | null
  readonly refused: readonly { readonly what: string; readonly reason: string }[]
  readonly items: readonly NewIncoming[]
}

/**
 * Notes what was read in a raw, which is thereby taken. Where it was read before, items that nobody has sent, drafted or dismissed are
 * replaced, keeping their ids; the others stay as they were.
 */
export const storeReading = (db: Db, reading: NewReading): Promise<void> =>
  inTransaction(db, sql => store(sql, reading))

const store = async (sql: Transaction, reading: NewReading): Promise<void> => {
  const { raw, source, format, formatVersion, refused, items } = reading
  await sql`delete from intake_item n where n.raw_id = ${raw} and n.position >= ${items.length} and ${isReplaceable(sql)}`
  for (const item of items) await storeItem(sql, reading, item)
  await sql`
    with counted as (
      insert into intake_hour as h (source_id, hour, items) values (${source}, date_trunc('hour', clock_timestamp()), ${items.length})
      on conflict (source_id, hour) do update set items = h.items + ${items.length}
    )
    update intake_raw set status = 'taken', reason = ${reasonOf(refused)}, refused = ${sql.json(storableJson(refused))}, format = ${format},
           format_version = ${formatVersion === null ? null : storableText(formatVersion)}, reads = reads + 1, read_at = clock_timestamp()
     where id = ${raw}`
}

const storeItem = async (sql: Transaction, { raw, source, format }: NewReading, item: NewIncoming): Promise<void> => {
  const { position, sourceItemId, sourceVersion, versionCreated, document, signal, type, headline, holds } = item
  const words = wordsOf(`${headline} ${item.provider ?? ''}`)
  const text = (value: string | null) => (value === null ? null : storableText(value))
  const rows = await sql<{ id: number }[]>`
    insert into intake_item as n (raw_id, position, source_id, source_item_id, source_version, version_created, document, digest, format,
           signal, type, language, category, priority, headline, words, status, holds)
    values (${raw}, ${position}, ${source}, ${text(sourceItemId)}, ${text(sourceVersion)}, ${versionCreated},
            ${sql.json(storableJson(document))}, ${Buffer.from(item.digest)}, ${format}, ${signal}, ${type}, ${text(item.language)},
            ${item.category}, ${item.priority}, ${storableText(headline)}, to_tsvector('simple', ${words.join(' ')}), 'arrived',
            ${sql.json(storableJson(holds))})
    on conflict (raw_id, position) do update
       set source_item_id = excluded.source_item_id, source_version = excluded.source_version, version_created = excluded.version_created,
           document = excluded.document, digest = excluded.digest, format = excluded.format, signal = excluded.signal,
           type = excluded.type, language = excluded.language, category = excluded.category, priority = excluded.priority,
           headline = excluded.headline, words = excluded.words, status = 'arrived', holds = excluded.holds, earlier_id = null,
           item_id = null, decided_at = null, decided_by = null, files = null
     where ${isReplaceable(sql)}
    returning id`
  // None where somebody has done something with it.
  if (rows[0] !== undefined) await tieUploads(sql, rows[0].id, item.assets)
}

/** That nobody has done anything with the item `n`, also not the intake in the moment before it was killed. */
const isReplaceable = (sql: Transaction) => sql`
  n.status in ('arrived', 'waiting', 'held', 'superseded', 'unchanged')
  and not exists (select from idempotency k where k.key = 'intake:' || n.id)`

const reasonOf = (refused: NewReading['refused']): string | null =>
  refused.length === 0
    ? null
    : storableText(refused.map(({ what, reason }) => `${what}: ${reason}`).join('; ')).slice(0, 2000)
