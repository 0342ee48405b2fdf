import { createHash } from 'node:crypto'
import type { Db } from '../../src/store/db.ts'

/** Walks the whole wire: seq contiguous from 1, every entry with its version, item and digest, the head where the last entry is.
 *  @throws Error saying what is wrong @returns how many entries there are */
export const checkWire = async (db: Db): Promise<number> => {
  let seq = 0
  let chain = createHash('sha256').update('dateline wire 1').digest()
  const rows = db`
    select e.seq, e.at, e.signal, e.digest, v.document, v.salt, v.digest as sealed, i.last_seq
      from entry e left join version v on v.item_id = e.item_id and v.number = e.version left join item i on i.id = e.item_id order by e.seq`
  for await (const batch of rows.cursor(1_000)) {
    for (const row of batch) {
      if (row.seq !== seq + 1) throw new Error(`after entry ${seq} comes ${row.seq}`)
      seq = row.seq
      if (row.sealed === null || row.last_seq === null) throw new Error(`entry ${seq} is a half: no version or no item`)
      const sealed = createHash('sha256').update(row.salt).update(row.document).digest()
      const numbers = Buffer.alloc(16)
      numbers.writeBigInt64BE(BigInt(seq), 0)
      numbers.writeBigInt64BE(BigInt(row.at.getTime()), 8)
      chain = createHash('sha256').update(chain).update(numbers).update(row.signal).update(sealed).digest()
      if (!chain.equals(row.digest)) throw new Error(`the digest of entry ${seq} is not what its content gives`)
    }
  }
  const [head] = await db<{ seq: number; digest: Buffer }[]>`select seq, digest from wire_head`
  if (head?.seq !== seq || !chain.equals(head.digest))
    throw new Error(`the head says ${head?.seq}, the last entry is ${seq}`)
  return seq
}
