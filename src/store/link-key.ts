import { randomBytes } from 'node:crypto'
import type { Db } from './db.ts'

/** The key with which links are signed where the operator gives none: made by whoever asks first, then the same for every process. */
export const storedLinkKey = async (sql: Db): Promise<Buffer> => {
  const rows = await sql<{ key: Uint8Array }[]>`
    with made as (insert into link_key (key) values (${randomBytes(32)}) on conflict (one) do nothing returning key)
    select key from made union all select key from link_key limit 1`
  // Of two that make one at the same time, the second sees the other's only with its next statement.
  const key = rows[0]?.key ?? (await sql<{ key: Uint8Array }[]>`select key from link_key`)[0]?.key
  if (key === undefined) throw new Error('the key of links was neither written nor found')
  return Buffer.from(key)
}
