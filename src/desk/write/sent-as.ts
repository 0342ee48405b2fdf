import type { ItemId } from '../../domain/ids.ts'
import { type Draft, settleDraft } from '../../store/draft.ts'
import { storedAnswer } from '../../store/wire.ts'
import { draftKey } from '../../wire/send-draft.ts'
import type { Desk } from '../env.ts'

/** The entry that a draft has become, also where the answer was lost before it could be noted; null while it has not been sent. */
export const sentAs = async (desk: Pick<Desk, 'db'>, draft: Draft): Promise<{ item: ItemId; seq: number } | null> => {
  const answer = await storedAnswer(desk.db, draftKey(draft.id))
  if (answer === null) return null
  const item = answer.item as ItemId
  if (draft.sentSeq === null) await settleDraft(desk.db, { ...draft, seq: answer.seq, item })
  return { item, seq: answer.seq }
}
