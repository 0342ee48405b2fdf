import { hkdfSync } from 'node:crypto'
import type { Db } from '../store/db.ts'
import { storedLinkKey } from '../store/link-key.ts'

/** The key of links: one of its own made of the operator's (HKDF, RFC 5869), so that neither tells of the other; without that, the stored one. */
export const linkKeyOf = async (db: Db, secretKey: Buffer | null): Promise<Buffer> =>
  secretKey === null ? storedLinkKey(db) : Buffer.from(hkdfSync('sha256', secretKey, '', 'dateline links', 32))
