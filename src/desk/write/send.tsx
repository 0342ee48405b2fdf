import { type Context, Hono } from 'hono'
import { actionOf, requireCan } from '../../accounts/guard.ts'
import type { ItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Draft, rebaseDraft, requireDraft, settleDraft } from '../../store/draft.ts'
import { storedAnswer } from '../../store/wire.ts'
import type { WebEnv } from '../../web/env.ts'
import { statusOf } from '../../web/problem.ts'
import { publish } from '../../wire/publish.ts'
import type { Desk } from '../env.ts'
import { seatOf } from '../seat.ts'
import { readForm } from './draft-form.ts'
import { drawEditor } from './draw-editor.tsx'
import { errorOf, headOf, planOf } from './plan.ts'

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

/** A draft goes on the wire once, whoever presses and however often: its idempotency key is made of its id. */
const keyOf = ({ id }: Draft): string => `desk ${id}`

/** The entry that a draft has become, also where the answer was lost before it could be noted; null while it has not been sent. */
export const sentAs = async (desk: Desk, draft: Draft): Promise<{ item: ItemId; seq: number } | null> => {
  const answer = await storedAnswer(desk.db, keyOf(draft))
  if (answer === null) return null
  const item = answer.item as ItemId
  if (draft.sentSeq === null) await settleDraft(desk.db, { ...draft, seq: answer.seq, item })
  return { item, seq: answer.seq }
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
    const { item, baseSeq: expects } = draft
    const { filing, type } = plan
    const sent = await publish(desk.publisher, { filing, type, item, expects, key: keyOf(draft) })
    await settleDraft(desk.db, { id, revision, seq: sent.seq, item: sent.item })
    return toItem(c, sent)
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
