import { Refusal } from '../domain/refusal.ts'
import type { Signal } from '../domain/signal.ts'
import type { Person, Role } from '../store/person.ts'

/** What somebody may want to do that not everybody may. */
export type Action =
  | 'draft'
  | 'broadcast'
  | 'update'
  | 'correct'
  | 'advise'
  | 'withhold'
  | 'kill'
  | 'lift-embargo'
  /** Products, subscribers, licences, keys, people of the agency. */
  | 'accounts'
  /** How the newsroom is divided: its desks and who is on them. */
  | 'desks'
  /** Where news comes in from, and what becomes of it. */
  | 'sources'
  /** The people and keys of one's own organisation. */
  | 'members'

const wire: readonly Action[] = ['broadcast', 'update', 'correct', 'advise', 'withhold', 'kill', 'lift-embargo']

/** Who may do what; everybody who is signed in may read what their realm shows. */
const permissions: Readonly<Record<Role, readonly Action[]>> = {
  writer: ['draft'],
  editor: ['draft', ...wire, 'desks'],
  admin: ['draft', ...wire, 'desks', 'accounts', 'sources'],
  reader: [],
  master: ['members'],
}

const actions: Readonly<Record<Signal, Action>> = {
  new: 'broadcast',
  update: 'update',
  correction: 'correct',
  advisory: 'advise',
  withhold: 'withhold',
  kill: 'kill',
  release: 'lift-embargo',
}

/** What sending this signal is called in the table of permissions. */
export const actionOf = (signal: Signal): Action => actions[signal]

export const can = (person: Pick<Person, 'role'>, action: Action): boolean => permissions[person.role].includes(action)

/** @throws Refusal `forbidden` naming the action and the role */
export const requireCan = (person: Pick<Person, 'role'>, action: Action): void => {
  if (!can(person, action)) throw new Refusal('forbidden', `the role ${person.role} does not include: ${action}`)
}
