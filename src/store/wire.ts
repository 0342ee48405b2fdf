import type { Membership } from '../domain/product.ts'
import { isRecall } from '../domain/signal.ts'
import type { Teaser } from '../domain/teaser.ts'
import type { Version } from '../domain/version.ts'
import type { Db } from './db.ts'
import { inTransaction } from './transaction.ts'

/** Everything that one broadcast writes, computed beforehand. */
export interface WireWrite {
  readonly version: Version
  /** The item's last seq as the domain saw it; null for a new item. */
  readonly expects: number | null
  /** Whether a version row is written: not for `release`, which sends the newest version again. */
  readonly isNewVersion: boolean
  /** Canonical JSON of the version; digest = sha256(salt || document). */
  readonly document: string
  readonly salt: Buffer
  readonly digest: Buffer
  readonly memberships: readonly Membership[]
  readonly slug: string
  /** What the public may see of it; null: nothing. */
  readonly teaser: Teaser | null
  /** The sentence for readers of a withheld or killed item. */
  readonly publicLine: string | null
  readonly publicDelayMinutes: number
  readonly idempotency: { readonly key: string; readonly requestDigest: Buffer } | null
}

/** What the wire answered. */
export interface Appended {
  readonly seq: number
  readonly at: Date
}

/**
 * Numbers a version on the wire: one statement that locks the head and writes the item, version, entry, teaser or notice and
 * idempotency answer, or nothing at all.
 * @returns null where the item has moved since `expects` was read
 * @throws the database's unique violation where the item id or the idempotency key exists already
 */
export const appendToWire = async (sql: Db, write: WireWrite): Promise<Appended | null> => {
  const { version, memberships, teaser, idempotency } = write
  const { content } = version
  const products = memberships.map(each => each.product)
  const productVersions = memberships.map(each => each.version)
  const embargoed = version.embargo !== null
  const recall = isRecall(version.signal)
  // A release has the signal `release` on its entry; its version row keeps its own.
  const signal = write.isNewVersion ? version.signal : 'release'
  const rows = await sql<Appended[]>`
    with head as materialized (
      -- There is one row; told so, the planner costs all below at 70, and at 15,000,000 otherwise.
      select seq, at, digest from wire_head limit 1 for update
    ), step as materialized (
      select seq + 1 as seq, date_trunc('milliseconds', greatest(clock_timestamp(), at)) as at, digest from head
    ), placed as (
      ${write.expects === null ? insertItem(sql, write, products) : updateItem(sql, write, products, recall)}
    ), chained as materialized (
      select placed.*, sha256(step.digest || int8send(step.seq) || int8send((extract(epoch from step.at) * 1000)::bigint)
             || convert_to(${signal}, 'UTF8') || ${write.digest}::bytea) as digest, step.at
        from placed, step
    ), version_row as (
      ${
        write.isNewVersion
          ? sql`insert into version (item_id, number, seq, sent_at, document, salt, digest)
                select ${version.item}, ${version.number}, seq, at, ${write.document}, ${write.salt}, ${write.digest} from chained`
          : sql`select 1`
      }
    ), entry_row as (
      insert into entry (seq, at, item_id, version, signal, type, language, category, priority,
                         products, product_versions, item_products, embargoed, digest)
      select seq, at, ${version.item}, ${version.number}, ${signal}, ${version.type}, ${content.language}, ${content.category},
             ${content.priority}, ${products}::int[], ${productVersions}::int[], item_products, ${embargoed}, digest
        from chained
    ), ${write.expects === null ? firstPublicRow(sql, write, teaser) : publicRows(sql, write, teaser)}, translation_row as (
      ${translationRow(sql, write)}
    ), answer as (
      ${
        idempotency === null
          ? sql`select 1`
          : sql`insert into idempotency (key, request_digest, seq, item_id, version, at)
                select ${idempotency.key}, ${idempotency.requestDigest}, seq, ${version.item}, ${version.number}, at from chained`
      }
    ), moved_head as (
      update wire_head set seq = chained.seq, at = chained.at, digest = chained.digest from chained where one
    )
    select seq, at, pg_notify('wire', seq::text) from chained`
  const row = rows[0]
  return row === undefined ? null : { seq: row.seq, at: row.at }
}

/**
 * Several writes in one transaction, so that the head is locked and the disk waited for once; one after the other in it, as if each had come alone.
 * @returns an answer to each as `appendToWire` gives it
 * @throws where the database refuses any of them: then none is written
 */
export const appendAllToWire = async (sql: Db, writes: readonly WireWrite[]): Promise<(Appended | null)[]> =>
  inTransaction(sql, transaction => Promise.all(writes.map(write => appendToWire(transaction as unknown as Db, write))))

const insertItem = (sql: Db, { version, slug, publicDelayMinutes }: WireWrite, products: number[]) => sql`
  insert into item (id, guid, slug, type, group_id, version, last_seq, state, products, embargoed, embargo_until, first_at, visible_from)
  select ${version.item}, ${version.guid}, ${slug}, ${version.type}, ${version.group}, 1, step.seq, ${version.state}, ${products}::int[],
         ${version.embargo !== null}, ${version.embargo?.until ?? null}, step.at,
         ${version.embargo === null ? sql`step.at + make_interval(mins => ${publicDelayMinutes})` : sql`null::timestamptz`}
    from step
  returning last_seq as seq, products as item_products, slug, first_at, released_at, visible_from`

const updateItem = (
  sql: Db,
  { version, expects, publicDelayMinutes, isNewVersion }: WireWrite,
  products: number[],
  recall: boolean,
) => sql`
  update item set version = ${version.number}, last_seq = step.seq, state = ${version.state}, group_id = ${version.group},
         products = (select coalesce(array_agg(p order by p), '{}') from (select unnest(item.products) union select unnest(${products}::int[])) as both_of(p)),
         embargoed = ${version.embargo !== null},
         embargo_until = ${version.embargo?.until ?? null},
         ${
           isNewVersion
             ? sql``
             : sql`released_at = step.at, visible_from = step.at + make_interval(mins => ${publicDelayMinutes}),`
         }
         recalls = ${recall && isNewVersion ? sql`item.recalls || step.at` : sql`item.recalls`},
         recall_seqs = ${recall && isNewVersion ? sql`item.recall_seqs || step.seq` : sql`item.recall_seqs`}
    from step
   where item.id = ${version.item} and item.last_seq = ${expects}
  returning item.last_seq as seq, item.products as item_products, item.slug, item.first_at, item.released_at, item.visible_from`

/** What a usable version is a translation of; one that was taken back stays what it was. */
const translationRow = (sql: Db, { version, expects, isNewVersion }: WireWrite) => {
  const original = version.content.links?.find(each => each.rel === 'translation-of')
  if (!isNewVersion || version.state !== 'usable') return sql`select 1`
  if (original !== undefined) {
    return sql`
      insert into translation (item_id, of_item, of_version) select ${version.item}, ${original.item}, ${original.version ?? 1} from chained
      on conflict (item_id) do update set of_item = excluded.of_item, of_version = excluded.of_version`
  }
  return expects === null
    ? sql`select 1`
    : sql`delete from translation using chained where translation.item_id = ${version.item}`
}

/** A new item has neither teaser nor notice yet. */
const firstPublicRow = (sql: Db, { version }: WireWrite, teaser: Teaser | null) =>
  teaser === null ? sql`no_teaser as (select 1)` : sql`teaser_row as (${insertTeaser(sql, version, teaser)})`

const insertTeaser = (sql: Db, version: Version, teaser: Teaser) => sql`
  insert into teaser (item_id, slug, language, category, priority, headline, dateline, summary, summary_kind, correction,
                      published_at, updated_at, visible_from, expires_at)
  select ${version.item}, slug, ${teaser.language}, ${teaser.category}, ${teaser.priority}, ${teaser.headline}, ${teaser.dateline},
         ${teaser.summary}, ${teaser.summaryKind}, ${teaser.correction}, coalesce(released_at, first_at), at, visible_from,
         ${version.content.expiresAt ?? null}::timestamptz
    from chained`

/** The newest teaser stands; a withheld or killed item's teaser goes, and a notice stands where the public had seen one. */
const publicRows = (sql: Db, { version, publicLine }: WireWrite, teaser: Teaser | null) => {
  if (teaser !== null) {
    return sql`gone_notice as (
      delete from public_notice using chained where item_id = ${version.item}
    ), teaser_row as (
      ${insertTeaser(sql, version, teaser)}
      on conflict (item_id) do update set language = excluded.language, category = excluded.category, priority = excluded.priority,
             headline = excluded.headline, dateline = excluded.dateline, summary = excluded.summary,
             summary_kind = excluded.summary_kind, correction = coalesce(excluded.correction, teaser.correction),
             published_at = excluded.published_at, updated_at = excluded.updated_at, visible_from = excluded.visible_from,
             expires_at = excluded.expires_at
    )`
  }
  const removed = sql`gone_teaser as (
      delete from teaser using chained where teaser.item_id = ${version.item} returning teaser.visible_from
    )`
  if (version.state === 'usable' || publicLine === null) {
    return sql`${removed}, gone_notice as (
      delete from public_notice using chained where item_id = ${version.item}
    )`
  }
  return sql`${removed}, notice_row as (
      insert into public_notice (item_id, slug, language, kind, line, replaced_by, at)
      select ${version.item}, slug, ${version.content.language}, ${version.state}, ${publicLine}, ${version.replacedBy}, at
        from chained
       where exists (select from gone_teaser g where g.visible_from <= chained.at)
          or exists (select from public_notice n where n.item_id = ${version.item})
      on conflict (item_id) do update set kind = excluded.kind, line = excluded.line, replaced_by = excluded.replaced_by, at = excluded.at
    )`
}

/** What an idempotency key was answered with before, and for which request; null where the key is new. */
export const storedAnswer = async (sql: Db, key: string) => {
  const rows = await sql<{ requestDigest: Buffer; seq: number; item: string; version: number; at: Date }[]>`
    select request_digest as "requestDigest", seq, item_id as item, version, at from idempotency where key = ${key}`
  return rows[0] ?? null
}

/** The head of the wire: its last seq (0 before the first entry). */
export const wireHead = async (sql: Db): Promise<number> => {
  const rows = await sql<{ seq: number }[]>`select seq from wire_head`
  return rows[0]?.seq ?? 0
}

/** Takes a block of 64 numbers for item ids. @returns the first of them */
export const takeItemNumbers = async (sql: Db): Promise<number> => {
  const rows = await sql<{ n: number }[]>`select nextval('item_number') as n`
  const first = rows[0]?.n
  if (first === undefined) throw new Error('nextval gave nothing')
  return first
}
export const itemNumberBlock = 64
