import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  type DraftText,
  discardDraft,
  draftOf,
  insertDraft,
  isDraftId,
  makeDraftId,
  requireDraft,
} from '../../store/draft.ts'
import { saveDraft } from '../../store/draft-save.ts'
import type { WebEnv } from '../../web/env.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { editFromForm } from '../media/edit.ts'
import { changedMembers } from '../media/members.tsx'
import { afterSave } from '../newsroom/after-save.ts'
import { seatOf } from '../seat.ts'
import { drawConflict } from './conflict.tsx'
import { draftFromForm, emptyDraft, isSameDraft, readForm } from './draft-form.ts'
import { drawEditor } from './draw-editor.tsx'
import { EditorPage } from './editor-page.tsx'
import { keepCaptions } from './keep-captions.ts'
import { sentAs } from './sent-as.ts'

/** Writing: `/desk/new`, `/desk/drafts/{id}` and what a save answers. */
export const editorRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/new', c => drawNew(desk, c))
  routes.get('/drafts/:id', c => openDraft(desk, c, c.req.param('id')))
  routes.post('/drafts/:id', c => save(desk, c, c.req.param('id')))
  routes.post('/drafts/:id/discard', async c => {
    requireCan(c.get('person'), 'draft')
    const { id } = await requireDraft(desk.db, c.req.param('id'))
    await discardDraft(desk.db, { id, isDiscarded: true })
    return c.redirect(`/desk/drafts?discarded=${id}`, 303)
  })
  routes.post('/drafts/:id/reopen', async c => {
    requireCan(c.get('person'), 'draft')
    const { id } = await requireDraft(desk.db, c.req.param('id'))
    await discardDraft(desk.db, { id, isDiscarded: false })
    return c.redirect(`/desk/drafts/${id}`, 303)
  })
  return routes
}

const drawNew = async (desk: Desk, c: Context<WebEnv>) => {
  const seat = await seatOf(desk, c)
  const draft = emptyDraft(seat.person, c.req.query('type'))
  return page(
    c,
    <EditorPage
      {...{ seat, id: makeDraftId(), draft, stored: null, head: null, errors: [], plan: null, uploads: [], items: [] }}
    />,
  )
}

const openDraft = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const draft = await requireDraft(desk.db, id)
  const sent = await sentAs(desk, draft)
  if (sent !== null) return c.redirect(`/desk/items/${sent.item}?sent=${sent.seq}`, 302)
  if (draft.closedAt !== null) return c.redirect(`/desk/drafts?discarded=${id}`, 302)
  const sheet = (['send', 'files', 'figure', 'members'] as const).find(each => each === c.req.query('sheet')) ?? null
  return drawEditor(desk, c, { draft, sheet, isSaved: c.req.query('saved') !== undefined })
}

/** Saves what was typed, or shows both texts where somebody else saved meanwhile. */
const save = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  if (!isDraftId(id)) throw new Refusal('not-found', `there is no draft ${id}`)
  const text = await readForm(c)
  const revision = Number(text('revision')) || 0
  const stored = await draftOf(desk.db, id)
  if (stored === null) {
    if (revision !== 0) throw new Refusal('not-found', `there is no draft ${id}`)
    const first = draftFromForm(text, emptyDraft(person, text('type')))
    await insertDraft(desk.db, { ...first, id, item: null, baseSeq: null, by: person.id })
    // Where somebody was faster, as after a double click, the text below is compared with what is there now.
    return saved(desk, c, id, text)
  }
  if (text('reopen') !== '') await discardDraft(desk.db, { id, isDiscarded: false })
  const wrong = await editFromForm(desk, text, stored.fields)
  const typed = withMembersMoved(draftFromForm(text, stored), text('do'))
  if (isSameDraft(typed, stored)) return saved(desk, c, id, text, { wrong })
  const next = await saveDraft(desk.db, { ...typed, id, revision, by: person.id })
  if (next !== null) await keepCaptions(desk, { before: stored, after: typed, by: person.id })
  return saved(desk, c, id, text, { isTaken: next !== null, wrong })
}

/** Where in the text something is to be put. */
const caretQuery = (caret: string): string => (/^\d{1,9}$/u.test(caret) ? `&at=${caret}` : '')

const withMembersMoved = (draft: DraftText, act: string): DraftText => {
  const { carried } = draft.fields
  if (carried?.members === undefined) return draft
  return {
    ...draft,
    fields: { ...draft.fields, carried: { ...carried, members: changedMembers(carried.members, act) } },
  }
}

/** Where to go after a save; a save that was not taken, because the draft says something else now, answers with both texts. */
const saved = async (
  desk: Desk,
  c: Context<WebEnv>,
  id: string,
  text: (name: string) => string,
  { isTaken = false, wrong = null }: { isTaken?: boolean; wrong?: string | null } = {},
) => {
  if (!isTaken) {
    const now = await requireDraft(desk.db, id)
    const typed = draftFromForm(text, now)
    if (!isSameDraft(typed, now)) return drawConflict(desk, c, { typed, now })
    if (now.closedAt !== null) return c.redirect(`/desk/drafts/${id}`, 303)
  }
  if (wrong !== null) return c.redirect(`/desk/drafts/${id}?wrong=${wrong}`, 303)
  const act = text('do')
  const handedOn = await afterSave(desk, c, id, act)
  if (handedOn !== null) return handedOn
  if (act.startsWith('member-')) return c.redirect(`/desk/drafts/${id}#field-members`, 303)
  switch (act) {
    case 'figure':
      return c.redirect(`/desk/drafts/${id}?sheet=figure${caretQuery(text('caret'))}`, 303)
    case 'files':
    case 'members':
      return c.redirect(`/desk/drafts/${id}?sheet=${act}`, 303)
    case 'preview':
      return c.redirect(`/desk/drafts/${id}/preview`, 303)
    case 'send':
      return c.redirect(`/desk/drafts/${id}?sheet=send`, 303)
    default:
      return c.redirect(`/desk/drafts/${id}?saved=1`, 303)
  }
}
