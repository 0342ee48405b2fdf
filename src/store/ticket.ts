import type { Db } from './db.ts'

/** Keeps a ticket until it is used or `expiresAt`; expired ones go. */
export const insertTicket = async (
  sql: Db,
  { tokenDigest, credential, now, expiresAt }: { tokenDigest: Buffer; credential: string; now: Date; expiresAt: Date },
): Promise<void> => {
  await sql`
    with expired as (
      delete from ticket where expires_at <= ${now}
    )
    insert into ticket (token_digest, credential_id, expires_at) values (${tokenDigest}, ${credential}, ${expiresAt})`
}

/** Takes a ticket away and says whose it was; null where there is none or it is too old. Of two who try, one gets it. */
export const takeTicket = async (sql: Db, tokenDigest: Buffer, now: Date): Promise<string | null> => {
  const rows = await sql<{ credential: string; isAlive: boolean }[]>`
    delete from ticket where token_digest = ${tokenDigest}
    returning credential_id as credential, expires_at > ${now} as "isAlive"`
  const row = rows[0]
  return row?.isAlive ? row.credential : null
}
