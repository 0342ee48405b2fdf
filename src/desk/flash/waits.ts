import { can } from '../../accounts/guard.ts'
import type { Person } from '../../accounts/people.ts'
import type { Desk } from '../env.ts'
import { needsSecondPerson } from '../second/ask.ts'

/** Why a flash of somebody waits for another: a writer does not broadcast, or the agency wants two people. null: it goes out at once. */
export const flashWaits = (
  desk: Pick<Desk, 'secondPerson'>,
  person: Pick<Person, 'role'>,
): 'writer' | 'second' | null => {
  if (!can(person, 'broadcast')) return 'writer'
  return needsSecondPerson(desk, { signal: 'new', content: { priority: 1 } }) ? 'second' : null
}
