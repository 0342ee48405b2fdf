import { actionOf, can } from '../../accounts/guard.ts'
import type { Person } from '../../accounts/people.ts'
import type { ItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { draftOf, settleDraft } from '../../store/draft.ts'
import { scheduleDraft } from '../../store/draft-schedule.ts'
import { decideLook, type LookDecision, type SecondLook } from '../../store/second-look.ts'
import { itemHead } from '../../store/version.ts'
import { storedAnswer } from '../../store/wire.ts'
import { publish } from '../../wire/publish.ts'
import { type DraftSending, draftKey, sendDraft } from '../../wire/send-draft.ts'
import type { Desk } from '../env.ts'
import { type Waiting, waitingOf } from './request.ts'

/** Whether somebody may let this go out, or refuse it: whoever may send it themselves, but not who asked. */
export const mayDecide = (person: Pick<Person, 'id' | 'role'>, look: Pick<SecondLook, 'signal' | 'askedBy'>): boolean =>
  can(person, actionOf(look.signal)) && person.id !== look.askedBy.id

/**
 * Lets go out what waited, as it was frozen.
 * @param seen the last entry of the item that the decider has seen
 * @throws Refusal `forbidden` for who asked or may not send it; `item-moved` where the item has a newer entry than was seen; as `publish`. It goes on waiting.
 */
export const confirmLook = (desk: Desk, person: Person, { id, seen }: { id: string; seen: number | null }) =>
  decideLook(desk.db, { id, by: person.id }, async look => {
    requireDecider(person, look)
    const waiting = waitingOf(look)
    const before = await sentBefore(desk, waiting)
    if (before !== null) return { outcome: 'sent', seq: before }
    if (waiting.kind === 'draft') {
      const { sending } = waiting
      const draft = await draftOf(desk.db, sending.draft)
      if (draft === null || draft.closedAt !== null) return { outcome: 'withdrawn' }
      const sendAt = waiting.sendAt === undefined ? null : new Date(waiting.sendAt)
      if (sendAt !== null && sendAt > desk.publisher.clock()) return scheduled(desk, look, sending, sendAt)
      const { seq } = await sendDraft(desk.publisher, sending, look.askedBy.id)
      return { outcome: 'sent', seq }
    }
    const { publication } = waiting
    await requireSeen(desk, publication.item, seen)
    const { seq } = await publish(desk.publisher, { ...publication, expects: seen })
    return { outcome: 'sent', seq }
  })

/** Puts it on the schedule that it was asked for. @throws Refusal `draft-moved` where the draft says something else now, or is on the schedule already */
const scheduled = async (
  { db }: Desk,
  look: SecondLook,
  sending: DraftSending,
  sendAt: Date,
): Promise<LookDecision> => {
  const { draft: id, revision } = sending
  const event = await scheduleDraft(db, { id, revision, sendAt, sending, by: look.askedBy.id })
  if (event === null) throw new Refusal('draft-moved', 'the draft was saved or scheduled since this was asked')
  return { outcome: 'sent' }
}

/** Sends it back to who asked. @throws Refusal `forbidden`, `note-required` */
export const refuseLook = (desk: Desk, person: Person, { id, note }: { id: string; note: string }) =>
  decideLook(desk.db, { id, by: person.id }, async look => {
    requireDecider(person, look)
    const before = await sentBefore(desk, waitingOf(look))
    if (before !== null) return { outcome: 'sent', seq: before }
    if (note === '') throw new Refusal('note-required', 'say why it does not go out', { field: 'note' })
    return { outcome: 'refused', note }
  })

/** Takes back what one has asked for oneself. @throws Refusal `forbidden` */
export const withdrawLook = (desk: Desk, person: Person, id: string) =>
  decideLook(desk.db, { id, by: person.id }, async look => {
    if (person.id !== look.askedBy.id) throw new Refusal('forbidden', 'only who asked for a second person withdraws it')
    const before = await sentBefore(desk, waitingOf(look))
    return before === null ? { outcome: 'withdrawn' } : { outcome: 'sent', seq: before }
  })

const requireDecider = (person: Person, look: SecondLook) => {
  if (person.id === look.askedBy.id)
    throw new Refusal('forbidden', 'who asks for a second person cannot be the second person')
  if (!mayDecide(person, look))
    throw new Refusal('forbidden', `the role ${person.role} does not include: ${actionOf(look.signal)}`)
}

/** The entry that it has become already: a crash came between sending it and writing that down. */
const sentBefore = async ({ db }: Desk, waiting: Waiting): Promise<number | null> => {
  const key = waiting.kind === 'draft' ? draftKey(waiting.sending.draft) : waiting.publication.key
  const answer = await storedAnswer(db, key)
  if (answer === null) return null
  const { seq, item } = answer
  if (waiting.kind === 'draft') {
    const { draft: id, revision } = waiting.sending
    await settleDraft(db, { id, revision, seq, item: item as ItemId })
  }
  return seq
}

const requireSeen = async ({ db }: Desk, item: ItemId | null, seen: number | null) => {
  const head = item === null ? null : await itemHead(db, item)
  if (head !== null && seen !== head.lastSeq)
    throw new Refusal('item-moved', `${head.id} has a newer entry (${head.lastSeq}) than the one you saw`)
}
