import { Refusal } from '../../domain/refusal.ts'
import { type DraftFields, requireDraft } from '../../store/draft.ts'
import { saveDraft } from '../../store/draft-save.ts'
import type { Desk } from '../env.ts'

const tries = 5

/** Changes a part of the fields of an open draft, whoever else saves it meanwhile. @throws Refusal `not-found` for one that is not there or not open,
 *  `draft-moved` where somebody saves it all the time */
export const changeDraft = async (
  desk: Pick<Desk, 'db'>,
  { draft, by }: { draft: string; by: string },
  change: (fields: DraftFields) => DraftFields,
): Promise<void> => {
  for (let n = 0; n < tries; n++) {
    const stored = await requireDraft(desk.db, draft)
    if (stored.closedAt !== null) throw new Refusal('not-found', 'this draft is not open any more')
    const { id, revision, signal, note, line } = stored
    const fields = change(stored.fields)
    if ((await saveDraft(desk.db, { id, revision, signal, note, line, fields, by })) !== null) return
  }
  throw new Refusal('draft-moved', 'somebody is saving this draft at the moment')
}
