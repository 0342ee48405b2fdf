import type { Db } from './db.ts'

/** A source whose key has this digest. */
export interface KeySource {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
}

/** The source that a key belongs to; null: none. @param digest SHA-256 of the key */
export const sourceOfKey = async (sql: Db, digest: Uint8Array): Promise<KeySource | null> => {
  const rows = await sql<KeySource[]>`
    select id, name, enabled from intake_source where key_digest = ${Buffer.from(digest)} and kind = 'http' and removed_at is null`
  return rows[0] ?? null
}
