import { type Context, Hono } from 'hono'
import { can, requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Stage, stages } from '../../domain/stage.ts'
import { deskUnits } from '../../store/desk-unit.ts'
import { type Draft, requireDraft } from '../../store/draft.ts'
import { recordDraftEvent } from '../../store/draft-event.ts'
import { assignDraft, moveStage, moveToDesk } from '../../store/draft-stage.ts'
import { staffNames } from '../../store/intake-view.ts'
import { seeMentions } from '../../store/mention.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'
import { readForm } from '../write/draft-form.ts'
import { backTo } from './back.ts'
import { mentionedIn } from './mentions.ts'
import { mayMove } from './stage-acts.tsx'
import { undoEvent } from './undo.ts'

const longestNote = 4000

/** What is done with a draft beside writing it: stages, assignment, desks, notes; and taking that back. */
export const workActRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/drafts/:id/stage', c =>
    act(desk, c, (draft, text) => {
      const to = stages.find(each => each === text('to'))
      if (to === undefined) throw new Refusal('bad-input', 'to: one of writing, review, ready', { field: 'to' })
      return changeStage(desk, c, draft, {
        to,
        from: stages.find(each => each === text('from')),
        note: text('why') || text('note'),
      })
    }),
  )
  routes.post('/drafts/:id/assign', c => act(desk, c, (draft, text) => assign(desk, c, draft, text)))
  routes.post('/drafts/:id/desk', c => act(desk, c, (draft, text) => toDesk(desk, c, draft, text)))
  routes.post('/drafts/:id/note', c => act(desk, c, (draft, text) => comment(desk, c, draft, text('note'))))
  routes.post('/drafts/:id/undo', async c => {
    requireCan(c.get('person'), 'draft')
    const text = await readForm(c)
    const draft = await requireDraft(desk.db, c.req.param('id'))
    const undone = await undoEvent(desk, c, draft, Number(text('event')) || 0)
    return backTo(c, text('back'), undone === null ? { missed: draft.id } : { done: undone })
  })
  routes.post('/mentions/seen', async c => {
    await seeMentions(desk.db, { person: c.get('person').id, draft: null })
    return backTo(c, (await readForm(c))('back'), {})
  })
  return routes
}

/** Does something with an open draft and goes back to where the form was: with what was done, or with the word that somebody was quicker. */
const act = async (
  desk: Desk,
  c: Context<WebEnv>,
  deed: (draft: Draft, text: (name: string) => string) => Promise<number | null>,
): Promise<Response> => {
  requireCan(c.get('person'), 'draft')
  const draft = await requireDraft(desk.db, c.req.param('id') ?? '')
  const text = await readForm(c)
  const event = draft.closedAt === null ? await deed(draft, text) : null
  return backTo(c, text('back') || `/desk/drafts/${draft.id}`, event === null ? { missed: draft.id } : { done: event })
}

/** Moves a draft on. @param move `from`: the stage that was seen; left out: where it stands @returns the event; null where somebody was quicker
 *  @throws Refusal `forbidden`, and `note-required` for sending back without a word */
export const changeStage = async (
  desk: Desk,
  c: Context<WebEnv>,
  draft: Draft,
  { to, from = draft.stage, note }: { to: Stage; from?: Stage | undefined; note: string },
): Promise<number | null> => {
  const person = c.get('person')
  if (from === to) return null
  if (!mayMove(person, from, to)) {
    throw new Refusal('forbidden', `the role ${person.role} may not move a draft from ${from} to ${to}`)
  }
  const isSentBack = to === 'writing' && can(person, 'broadcast') && draft.updatedBy.id !== person.id
  const said = noteOf(note)
  if (isSentBack && said === null) {
    throw new Refusal('note-required', 'whoever gets a story back is told why', { field: 'note' })
  }
  // Who gets a story back is told, named in the note or not.
  const told = isSentBack ? [draft.updatedBy.id, draft.author.id] : []
  const mentions = [...(await named(desk, said)), ...told].filter(each => each !== person.id)
  return moveStage(desk.db, { draft: draft.id, by: person.id, from, to, note: said, mentions })
}

const assign = async (desk: Desk, c: Context<WebEnv>, draft: Draft, text: (name: string) => string) => {
  const to = text('person') === '' ? null : text('person')
  const staff = await staffNames(desk.db)
  if (to !== null && !staff.some(each => each.id === to)) {
    throw new Refusal('bad-input', 'person: somebody of the agency', { field: 'person' })
  }
  const note = noteOf(text('note'))
  const mentions = mentionedIn(note ?? '', staff)
  return assignDraft(desk.db, { draft: draft.id, by: c.get('person').id, to, note, mentions })
}

const toDesk = async (desk: Desk, c: Context<WebEnv>, draft: Draft, text: (name: string) => string) => {
  const to = text('desk') === '' ? null : text('desk')
  if (to !== null && !(await deskUnits(desk.db)).some(each => each.id === to)) {
    throw new Refusal('bad-input', 'desk: an open desk of the agency', { field: 'desk' })
  }
  return moveToDesk(desk.db, { draft: draft.id, by: c.get('person').id, to })
}

const comment = async (desk: Desk, c: Context<WebEnv>, draft: Draft, typed: string) => {
  const note = noteOf(typed)
  if (note === null) throw new Refusal('bad-input', 'note: a few words', { field: 'note' })
  const by = c.get('person').id
  return recordDraftEvent(desk.db, { draft: draft.id, by, kind: 'comment', note, mentions: await named(desk, note) })
}

const noteOf = (typed: string): string | null => {
  const note = typed.trim()
  if (note.length > longestNote) {
    throw new Refusal('bad-input', `note: at most ${longestNote} characters`, { field: 'note' })
  }
  return note === '' ? null : note
}

const named = async ({ db }: Desk, note: string | null): Promise<string[]> =>
  note === null || !note.includes('@') ? [] : mentionedIn(note, await staffNames(db))
