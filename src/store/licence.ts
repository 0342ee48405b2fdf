import type { ItemType } from '../domain/ids.ts'
import type { Language } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'

/** A contract of a subscriber. `accounts/contract.ts` says which of several counts at a moment. */
export interface Licence {
  readonly id: string
  readonly subscriber: string
  readonly products: readonly number[]
  readonly types: readonly ItemType[]
  /** null: every language. */
  readonly languages: readonly Language[] | null
  readonly startsAt: Date
  /** null: open end. Equal to the start: cancelled before it began. */
  readonly endsAt: Date | null
  readonly archiveDays: number | null
  readonly delayMinutes: number
  readonly embargoTrust: boolean
  /** Media sizes by type, as HAS tells them: `{ picture: ['web', 'print'] }`. */
  readonly sizes: Readonly<Record<string, readonly string[]>>
  /** Downloads of media a day; null: no limit. */
  readonly downloadLimit: number | null
}

const columns = (sql: Db) => sql`
  id, subscriber_id as subscriber, products, types, languages, starts_at as "startsAt", ends_at as "endsAt",
  archive_days as "archiveDays", delay_minutes as "delayMinutes", embargo_trust as "embargoTrust", sizes,
  download_limit as "downloadLimit"`

/** Every contract of the subscribers named, or all; oldest start first. */
export const licencesOf = (sql: Db, subscriberIds: readonly string[] | null): Promise<Licence[]> => sql<Licence[]>`
  select ${columns(sql)} from licence
   where ${subscriberIds === null ? sql`true` : sql`subscriber_id = any(${[...subscriberIds]}::text[])`}
   order by starts_at, created_at, id`

export const licenceById = async (sql: Db, id: string): Promise<Licence | null> => {
  const rows = await sql<Licence[]>`select ${columns(sql)} from licence where id = ${id}`
  return rows[0] ?? null
}

/** Writes a contract, new or changed, by its id. */
export const saveLicence = async (sql: Db, licence: Licence): Promise<Licence> => {
  const { id, subscriber, startsAt, endsAt, archiveDays, delayMinutes, embargoTrust, downloadLimit } = licence
  const sizes = Object.fromEntries(Object.entries(licence.sizes).map(([type, names]) => [type, [...names]]))
  const languages = licence.languages === null ? null : [...licence.languages]
  const rows = await sql<Licence[]>`
    insert into licence (id, subscriber_id, products, types, languages, starts_at, ends_at, archive_days, delay_minutes,
                         embargo_trust, sizes, download_limit)
    values (${id}, ${subscriber}, ${[...licence.products]}::int[], ${[...licence.types]}::text[], ${languages}::text[], ${startsAt},
            ${endsAt}, ${archiveDays}, ${delayMinutes}, ${embargoTrust}, ${sql.json(sizes)}, ${downloadLimit})
    on conflict (id) do update set products = excluded.products, types = excluded.types, languages = excluded.languages,
       starts_at = excluded.starts_at, ends_at = excluded.ends_at, archive_days = excluded.archive_days,
       delay_minutes = excluded.delay_minutes, embargo_trust = excluded.embargo_trust, sizes = excluded.sizes,
       download_limit = excluded.download_limit
    returning ${columns(sql)}`
  const row = rows[0]
  if (row === undefined) throw new Error('the licence was not written')
  return row
}
