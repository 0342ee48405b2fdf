import type { Context } from 'hono'
import { can } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Stage, stages } from '../../domain/stage.ts'
import type { Draft } from '../../store/draft.ts'
import { type DraftEvent, draftEventOf } from '../../store/draft-event.ts'
import { assignDraft, moveStage, moveToDesk } from '../../store/draft-stage.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'

const undoable = ['stage', 'sent-back', 'assigned', 'desk'] as const satisfies readonly DraftEvent['kind'][]

/** Whether an event can be taken back by this person: their own, or anybody's for those who decide what goes out. */
export const canUndo = (
  person: { readonly id: string; readonly role: Parameters<typeof can>[0]['role'] },
  event: DraftEvent,
) => undoable.some(each => each === event.kind) && (event.person?.id === person.id || can(person, 'broadcast'))

/** Takes back what was done with a draft, where nothing has been done over it since. @returns the event of that; null where somebody was quicker
 *  @throws Refusal `not-found`, `forbidden` */
export const undoEvent = async (desk: Desk, c: Context<WebEnv>, draft: Draft, id: number): Promise<number | null> => {
  const event = await draftEventOf(desk.db, id)
  if (event === null || event.draft !== draft.id) throw new Refusal('not-found', `draft ${draft.id} has no event ${id}`)
  const person = c.get('person')
  if (!canUndo(person, event)) throw new Refusal('forbidden', 'this is not yours to take back')
  const deed = { draft: draft.id, by: person.id, undoes: event.id }
  const [before, after] = [textOf(event.detail.from), textOf(event.detail.to)]
  switch (event.kind) {
    case 'stage':
    case 'sent-back': {
      const [from, to] = [stageOf(after), stageOf(before)]
      return from === null || to === null ? null : moveStage(desk.db, { ...deed, from, to })
    }
    case 'assigned':
      return assignDraft(desk.db, { ...deed, from: after, to: before })
    case 'desk':
      return moveToDesk(desk.db, { ...deed, from: after, to: before })
    default:
      return null
  }
}

const textOf = (value: string | number | null | undefined): string | null => (typeof value === 'string' ? value : null)
const stageOf = (text: string | null): Stage | null => stages.find(each => each === text) ?? null
