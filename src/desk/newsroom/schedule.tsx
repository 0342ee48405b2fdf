import { type Context, Hono } from 'hono'
import { actionOf, requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Draft, requireDraft } from '../../store/draft.ts'
import { endSchedule, scheduleDraft } from '../../store/draft-schedule.ts'
import type { WebEnv } from '../../web/env.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { seatOf } from '../seat.ts'
import { askForDraft, needsSecondPerson } from '../second/ask.ts'
import { readForm } from '../write/draft-form.ts'
import { sendingOf } from '../write/plan.ts'
import { sentAs } from '../write/sent-as.ts'
import { backTo } from './back.ts'
import { SchedulePage } from './schedule-page.tsx'
import { planAt, type ScheduleTime, timeOf } from './schedule-plan.ts'

/** `/desk/drafts/{id}/schedule`: when a draft goes out by itself; and its taking off the schedule. */
export const scheduleRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/drafts/:id/schedule', async c => {
    const draft = await openDraft(desk, c, c.req.param('id'))
    const query = (name: string) => c.req.query(name) ?? ''
    return 'location' in draft ? c.redirect(draft.location, 302) : drawSchedule(desk, c, draft, timeOf(query))
  })
  routes.post('/drafts/:id/schedule', c => schedule(desk, c, c.req.param('id')))
  routes.post('/drafts/:id/unschedule', async c => {
    requireCan(c.get('person'), 'broadcast')
    const { id } = await requireDraft(desk.db, c.req.param('id'))
    const text = await readForm(c)
    const event = await endSchedule(desk.db, { id, by: c.get('person').id, kind: 'unscheduled' })
    return backTo(c, text('back') || `/desk/drafts/${id}`, event === null ? { missed: id } : { done: event })
  })
  return routes
}

/** A draft that may be scheduled by this person, or where to go instead: it has been sent or thrown away. @throws Refusal `forbidden`, `not-found` */
const openDraft = async (desk: Desk, c: Context<WebEnv>, id: string): Promise<Draft | { location: string }> => {
  const draft = await requireDraft(desk.db, id)
  requireCan(c.get('person'), actionOf(draft.signal))
  const sent = await sentAs(desk, draft)
  if (sent !== null) return { location: `/desk/items/${sent.item}?sent=${sent.seq}` }
  return draft.closedAt === null ? draft : { location: `/desk/drafts?discarded=${id}` }
}

const drawSchedule = async (
  desk: Desk,
  c: Context<WebEnv>,
  draft: Draft,
  time: ScheduleTime,
  { isMoved = false, status = 200 }: { isMoved?: boolean; status?: number } = {},
) => {
  const seat = await seatOf(desk, c)
  const planned = await planAt(desk, seat, draft, time)
  return page(c, <SchedulePage {...{ seat, draft, time, planned, isMoved }} now={desk.publisher.clock()} />, status)
}

const schedule = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const draft = await openDraft(desk, c, id)
  if ('location' in draft) return c.redirect(draft.location, 303)
  const text = await readForm(c)
  const time = timeOf(text)
  if (time.date === '') throw new Refusal('bad-input', 'date: a day as 2026-11-30', { field: 'date' })
  if (Number(text('revision')) !== draft.revision) {
    return drawSchedule(desk, c, draft, time, { isMoved: true, status: 409 })
  }
  const planned = await planAt(desk, await seatOf(desk, c), draft, time)
  if (planned.at === null || planned.plan === null) return drawSchedule(desk, c, draft, time, { status: 422 })
  const sending = sendingOf(draft, planned.plan)
  if (needsSecondPerson(desk, sending.filing))
    return c.redirect(await askForDraft(desk, c.get('person'), sending, planned.at), 303)
  const by = c.get('person').id
  const event = await scheduleDraft(desk.db, { id, revision: draft.revision, sendAt: planned.at, sending, by })
  return backTo(c, '/desk/schedule', event === null ? { missed: id } : { done: event })
}
