import type { ItemId } from '../domain/ids.ts'
import type { Db } from './db.ts'
import { type DraftText, insertDraft, makeDraftId } from './draft.ts'
import { incomingItem, markDrafted } from './intake-item.ts'
import { inTransaction } from './transaction.ts'

/** A draft to be made of an item that came in. */
export interface IncomingDraft {
  readonly incoming: number
  readonly text: DraftText
  /** The item on the wire that it is the next version of, and its last seq. */
  readonly item: ItemId | null
  readonly baseSeq: number | null
  /** The id of the person whose draft it is. */
  readonly by: string
}

/** Makes a draft and marks the item as drafted, in one transaction. @returns the draft's id: of the one that somebody else made, where they were quicker;
 *  null where the item waits no more for another reason */
export const draftIncoming = async (
  db: Db,
  draft: IncomingDraft,
): Promise<{ draft: string; isNew: boolean } | null> => {
  const { incoming, text, item, baseSeq, by } = draft
  const id = makeDraftId()
  try {
    await inTransaction(db, async transaction => {
      const sql = transaction as unknown as Db
      await insertDraft(sql, { ...text, id, item, baseSeq, by })
      if (!(await markDrafted(sql, { id: incoming, draft: id, by }))) throw new Taken()
    })
    return { draft: id, isNew: true }
  } catch (error) {
    if (!(error instanceof Taken)) throw error
    const other = (await incomingItem(db, incoming))?.draft ?? null
    return other === null ? null : { draft: other, isNew: false }
  }
}

/** Undoes the transaction. */
class Taken extends Error {}
