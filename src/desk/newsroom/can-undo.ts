import { can } from '../../accounts/guard.ts'
import type { Person } from '../../accounts/people.ts'
import type { DraftEvent } from '../../store/draft-event.ts'

const undoable = [
  'stage',
  'sent-back',
  'assigned',
  'desk',
  'scheduled',
  'unscheduled',
  'begun',
] as const satisfies readonly DraftEvent['kind'][]

/** Whether an event can be taken back by this person: their own, or anybody's for those who decide what goes out. */
export const canUndo = (person: Pick<Person, 'id' | 'role'>, event: DraftEvent): boolean =>
  undoable.some(each => each === event.kind) && (event.person?.id === person.id || can(person, 'broadcast'))
