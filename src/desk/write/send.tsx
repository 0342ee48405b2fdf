import { type Context, Hono } from 'hono'
import { actionOf, requireCan } from '../../accounts/guard.ts'
import type { ItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { rebaseDraft, requireDraft } from '../../store/draft.ts'
import type { WebEnv } from '../../web/env.ts'
import { statusOf } from '../../web/problem.ts'
import { sendDraft } from '../../wire/send-draft.ts'
import type { Desk } from '../env.ts'
import { seatOf } from '../seat.ts'
import { askForDraft, needsSecondPerson } from '../second/ask.ts'
import { readForm } from './draft-form.ts'
import { drawEditor } from './draw-editor.tsx'
import { errorOf, headOf, planOf, sendingOf } from './plan.ts'
import { sentAs } from './sent-as.ts'

/** From draft to wire. */
export const sendRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/drafts/:id/send', c => send(desk, c, c.req.param('id')))
  routes.post('/drafts/:id/rebase', async c => {
    requireCan(c.get('person'), 'draft')
    const draft = await requireDraft(desk.db, c.req.param('id'))
    const text = await readForm(c)
    await rebaseDraft(desk.db, { id: draft.id, baseSeq: Number(text('seq')) || 0 })
    return c.redirect(`/desk/drafts/${draft.id}`, 303)
  })
  return routes
}

const send = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const draft = await requireDraft(desk.db, id)
  const person = c.get('person')
  requireCan(person, actionOf(draft.signal))
  const before = await sentAs(desk, draft)
  if (before !== null) return toItem(c, before)
  if (draft.closedAt !== null) return c.redirect(`/desk/drafts?discarded=${id}`, 303)
  const revision = Number((await readForm(c))('revision'))
  if (revision !== draft.revision) {
    return drawEditor(desk, c, { draft, sheet: 'send', isMoved: true, status: statusOf('draft-moved') })
  }
  const [seat, head] = await Promise.all([seatOf(desk, c), headOf(desk, draft)])
  const plan = await planOf(desk, seat, draft, head)
  if ('errors' in plan) return drawEditor(desk, c, { draft, sheet: 'check', status: 422 })
  try {
    const sending = sendingOf(draft, plan)
    // Upon a version that has moved nothing is asked: sending it says so.
    const isFresh = head === null || head.lastSeq === draft.baseSeq
    if (isFresh && needsSecondPerson(desk, sending.filing))
      return c.redirect(await askForDraft(desk, person, sending), 303)
    return toItem(c, await sendDraft(desk.publisher, sending, person.id))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Another editor sent the same draft in the same moment: it is on the wire once.
    const sent = error.code === 'key-reused' ? await sentAs(desk, draft) : null
    if (sent !== null) return toItem(c, sent)
    const errors = [errorOf(seat, error)]
    return drawEditor(desk, c, { draft, sheet: null, errors, status: statusOf(error.code) })
  }
}

const toItem = (c: Context<WebEnv>, { item, seq }: { item: ItemId; seq: number }) =>
  c.redirect(`/desk/items/${item}?sent=${seq}`, 303)
