import { Refusal } from '../domain/refusal.ts'
import type { Db } from '../store/db.ts'
import { dismissRaw, type Raw, rawOf, requeueAll, requeueRaw } from '../store/intake-raw.ts'
import { mostArrivalBytes } from './take.ts'

/** @throws Refusal `not-found` */
export const requireRaw = async (db: Db, id: number): Promise<Raw> => {
  const raw = Number.isSafeInteger(id) && id > 0 ? await rawOf(db, id) : null
  if (raw === null) throw new Refusal('not-found', `there is no raw document ${id}`, { field: 'id' })
  return raw
}

/** Has a raw read again, as after a parser was mended. Items of it that were sent, drafted or dismissed stay as they are. @throws Refusal `not-found` */
export const retryRaw = async (db: Db, id: number): Promise<void> => {
  await requireRaw(db, id)
  await requeueRaw(db, { id })
}

/** Has other bytes read in place of those that came, which are kept beside them. @param by who mended them @throws Refusal `not-found`, `too-large`, `bad-input` */
export const repairRaw = async (
  db: Db,
  id: number,
  { bytes, by }: { bytes: Uint8Array; by: string },
): Promise<void> => {
  await requireRaw(db, id)
  if (bytes.length === 0) throw new Refusal('bad-input', 'bytes: there are none', { field: 'bytes' })
  if (bytes.length > mostArrivalBytes) throw new Refusal('too-large', `larger than ${mostArrivalBytes} bytes`)
  await requeueRaw(db, { id, repaired: { bytes, by } })
}

/** Takes a raw out of quarantine unread. @throws Refusal `not-found`, also where it is not in quarantine */
export const dismissQuarantined = async (db: Db, id: number, by: string): Promise<void> => {
  if (!(await dismissRaw(db, { id, by }))) {
    throw new Refusal('not-found', `raw document ${id} is not in quarantine`, { field: 'id' })
  }
}

/** Has everything that a source ever gave read again, but what was dismissed. @returns how many documents */
export const reparse = (db: Db, source: string): Promise<number> => requeueAll(db, source)
