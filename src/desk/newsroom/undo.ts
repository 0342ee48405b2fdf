import type { Context } from 'hono'
import { actionOf, requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Stage, stages } from '../../domain/stage.ts'
import { type Draft, discardDraft } from '../../store/draft.ts'
import { type DraftEvent, draftEventOf, recordDraftEvent } from '../../store/draft-event.ts'
import { endSchedule, scheduleDraft } from '../../store/draft-schedule.ts'
import { assignDraft, moveStage, moveToDesk } from '../../store/draft-stage.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'
import { seatOf } from '../seat.ts'
import { needsSecondPerson } from '../second/ask.ts'
import { sendingOf } from '../write/plan.ts'
import { canUndo } from './can-undo.ts'
import { planAt } from './schedule-plan.ts'

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
    // A draft that was begun from an item: it goes as long as nobody has written in it.
    case 'begun':
      return draft.revision === 1 && (await discardDraft(desk.db, { id: draft.id, isDiscarded: true }))
        ? recordDraftEvent(desk.db, { draft: draft.id, by: person.id, kind: 'discarded' })
        : null
    case 'desk':
      return moveToDesk(desk.db, { ...deed, from: after, to: before })
    case 'scheduled':
      requireCan(person, 'broadcast')
      return endSchedule(desk.db, { id: draft.id, by: person.id, kind: 'unscheduled', undoes: event.id })
    case 'unscheduled':
      return scheduleAgain(desk, c, draft, event)
    default:
      return null
  }
}

/** Puts a draft back on the schedule for the time it had, where that is still to come and nobody has saved since. */
const scheduleAgain = async (
  desk: Desk,
  c: Context<WebEnv>,
  draft: Draft,
  event: DraftEvent,
): Promise<number | null> => {
  requireCan(c.get('person'), actionOf(draft.signal))
  const sendAt = new Date(String(event.detail.at))
  const isStanding = draft.stage === 'ready' && draft.closedAt === null && draft.revision === event.detail.revision
  if (!isStanding || Number.isNaN(sendAt.getTime()) || sendAt <= desk.publisher.clock()) return null
  const planned = await planAt(desk, await seatOf(desk, c), draft, { date: '', time: '', turn: null })
  if (planned.plan === null || needsSecondPerson(desk, planned.plan.filing)) return null
  const { id, revision } = draft
  return scheduleDraft(desk.db, {
    id,
    revision,
    sendAt,
    sending: sendingOf(draft, planned.plan),
    by: c.get('person').id,
  })
}

const textOf = (value: string | number | null | undefined): string | null => (typeof value === 'string' ? value : null)
const stageOf = (text: string | null): Stage | null => stages.find(each => each === text) ?? null
