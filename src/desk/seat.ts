import type { Context } from 'hono'
import type { WebEnv } from '../web/env.ts'
import { screenOf } from '../web/screen.ts'
import type { Desk } from './env.ts'
import { deskCounts, type Seat } from './frame.tsx'

/** Who looks at a page of the desk, on what screen, and what waits there. */
export const seatOf = async (desk: Desk, c: Context<WebEnv>): Promise<Seat> => ({
  screen: screenOf(c),
  person: c.get('person'),
  counts: await deskCounts(desk),
})
