import type { Context } from 'hono'
import { can } from '../accounts/guard.ts'
import { missedSchedules } from '../store/draft-schedule.ts'
import { openLooks } from '../store/second-look.ts'
import type { WebEnv } from '../web/env.ts'
import { screenOf } from '../web/screen.ts'
import type { Desk } from './env.ts'
import { freshFlash } from './flash/fields.tsx'
import { flashWaits } from './flash/waits.ts'
import { deskCounts, type Seat } from './frame.tsx'
import { toldOf } from './newsroom/told.tsx'

/** Who looks at a page of the desk, on what screen, and what waits there. */
export const seatOf = async (desk: Desk, c: Context<WebEnv>): Promise<Seat> => {
  const person = c.get('person')
  const [counts, told, looks, missed, texts] = await Promise.all([
    deskCounts(desk, person),
    toldOf(desk, c),
    openLooks(desk.db),
    missedSchedules(desk.db, person.id),
    can(person, 'draft') ? freshFlash(desk.db, person) : null,
  ])
  const flash = texts === null ? null : { texts, waits: flashWaits(desk, person) }
  return { screen: screenOf(c), person, counts, told, looks, missed, flash }
}
