import { type DraftText, draftOf } from '../../store/draft.ts'
import type { Desk } from '../env.ts'
import { changeDraft } from './draft-change.ts'
import { figuresOfDraft } from './story-pictures.ts'

/** The caption that is written in a story is that of the picture's own draft, where it has changed by this save. @param before the story as it was stored */
export const keepCaptions = async (
  desk: Pick<Desk, 'db'>,
  { before, after, by }: { before: Pick<DraftText, 'fields'>; after: Pick<DraftText, 'fields'>; by: string },
): Promise<void> => {
  if (before.fields.kept === after.fields.kept) return
  const known = new Map(figuresOfDraft(before.fields).map(each => [each.draft, each.caption]))
  for (const { draft, caption } of figuresOfDraft(after.fields)) {
    if (known.get(draft) === caption || (caption === '' && !known.has(draft))) continue
    const picture = await draftOf(desk.db, draft)
    if (picture === null || picture.closedAt !== null || picture.fields.body === caption) continue
    await changeDraft(desk, { draft, by }, fields => ({ ...fields, body: caption, kept: [] }))
  }
}
