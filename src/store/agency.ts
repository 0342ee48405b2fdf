import type { Db } from './db.ts'
import { SetupError } from './setup-error.ts'

/** The agency of this installation, as stored at its first start. */
export interface Agency {
  /** First part of every item id. */
  readonly code: string
  readonly name: string
  /** Part of every GUID. */
  readonly domain: string
  readonly contact: string
}

/**
 * Stores the agency at the first start; later its name and contact follow the settings.
 * @throws SetupError where code or domain differ from those of the first start: ids and GUIDs that are out are made of them
 */
export const ensureAgency = async (db: Db, { code, name, domain, contact }: Agency): Promise<Agency> => {
  const rows = await db<Agency[]>`
    insert into agency (code, name, domain, contact) values (${code}, ${name}, ${domain}, ${contact})
    on conflict (one) do update set name = excluded.name, contact = excluded.contact
    where agency.code = excluded.code and agency.domain = excluded.domain
    returning code, name, domain, contact`
  if (rows[0] !== undefined) return rows[0]
  const stored = await storedAgency(db)
  if (stored === null) throw new Error('the agency was neither written nor found')
  const wrong = [
    ...(stored.domain === domain ? [] : [`AGENCY_DOMAIN=${stored.domain} (it is "${domain}" now)`]),
    ...(stored.code === code ? [] : [`AGENCY_CODE=${stored.code} (it is "${code}" now)`]),
  ]
  throw new SetupError(
    `This database belongs to an agency whose items are named with ${wrong.join(' and ')}. ` +
      'Names that are out cannot change: set it back, or start with another database.',
  )
}

/** The agency as stored; null before the first start. */
export const storedAgency = async (db: Db): Promise<Agency | null> => {
  const rows = await db<Agency[]>`select code, name, domain, contact from agency`
  return rows[0] ?? null
}
