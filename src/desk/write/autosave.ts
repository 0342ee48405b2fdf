import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Draft, type DraftText, draftOf, insertDraft, isDraftId } from '../../store/draft.ts'
import { saveDraft } from '../../store/draft-save.ts'
import { putAside } from '../../store/draft-text.ts'
import { storableText } from '../../store/json.ts'
import { claimPresence, type Present } from '../../store/presence.ts'
import type { WebEnv } from '../../web/env.ts'
import { problemHeaders, problemOf, statusOf } from '../../web/problem.ts'
import { parseOrRefuse } from '../../wire/filing.ts'
import type { Desk } from '../env.ts'
import { draftFromForm, emptyDraft, isSameDraft } from './draft-form.ts'
import { type DraftNow, draftNow } from './draft-now.ts'
import { keepCaptions } from './keep-captions.ts'

export const tabSchema = z.string().regex(/^[\w-]{1,64}$/u)
const saveSchema = z.strictObject({
  tab: tabSchema,
  /** That the page saw; 0: the draft begins. */
  revision: z.number().int().min(0),
  /** All inputs of the form by name. */
  fields: z.record(z.string().max(100), z.string().max(1_000_000)),
  /** Nobody is there any more who could decide between two texts. */
  isLast: z.boolean().default(false),
})
type Save = z.output<typeof saveSchema>

/** Saving by itself: `POST /desk/drafts/{id}/autosave` {tab, revision, fields}, every second while somebody types. It answers with the draft as it is
 *  now (`DraftNow`), or refuses with 409 and the same as `now`: another tab has the lease, or the draft is not the one that was seen. What is typed by
 *  somebody who does not have the lease is put aside. */
export const autosaveRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/drafts/:id/autosave', c => autosave(desk, c, c.req.param('id')))
  return routes
}

const autosave = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  if (!isDraftId(id)) throw new Refusal('not-found', `there is no draft ${id}`)
  const posted = parseOrRefuse(saveSchema, await c.req.json())
  const stored = (await draftOf(desk.db, id)) ?? (await begin(desk, c, id, posted))
  if (stored === null) throw new Refusal('not-found', `there is no draft ${id}`)
  const typed = draftFromForm(textIn(posted), stored)
  const claim = { draft: id, tab: posted.tab, person: person.id, mayWrite: isOpen(stored) }
  const present = await claimPresence(desk.db, claim)
  const answer = (draft: Draft, revision: number | null): DraftNow =>
    draftNow(c, { draft, present, asks: { tab: posted.tab, revision } })
  if (isSameDraft(typed, stored)) return c.json(answer(stored, stored.revision))
  if (writesIn(present, posted.tab) && isOpen(stored)) {
    const { revision } = posted
    const next = await saveDraft(desk.db, { ...typed, id, revision, by: person.id, isTyping: true })
    if (next !== null) {
      await keepCaptions(desk, { before: stored, after: typed, by: person.id })
      return c.json({ ...answer({ ...stored, revision: next, updatedAt: new Date(), updatedBy: person }, next) })
    }
  }
  const now = (await draftOf(desk.db, id)) ?? stored
  const isAside = !writesIn(present, posted.tab) || !isOpen(now) || posted.isLast
  if (isAside) await setAside(desk, { typed, now, by: person.id, revision: posted.revision })
  return refuse(c, { ...answer(now, null) }, isAside)
}

const isOpen = (draft: Draft): boolean => draft.closedAt === null && draft.stage !== 'scheduled'

const writesIn = (present: readonly Present[], tab: string): boolean =>
  present.some(each => each.tab === tab && each.writes)

/** The first save makes the draft; null where the page has seen one that is not there. */
const begin = async (desk: Desk, c: Context<WebEnv>, id: string, posted: Save): Promise<Draft | null> => {
  if (posted.revision !== 0) return null
  const person = c.get('person')
  const text = textIn(posted)
  const first = draftFromForm(text, emptyDraft(person, text('type')))
  await insertDraft(desk.db, { ...first, id, item: null, baseSeq: null, by: person.id })
  return draftOf(desk.db, id)
}

const textIn =
  ({ fields }: Save) =>
  (name: string): string =>
    storableText((fields[name] ?? '').replace(/\r\n?/gu, '\n'))

const setAside = async (
  desk: Desk,
  { typed, now, by, revision }: { typed: DraftText; now: Draft; by: string; revision: number },
): Promise<void> => {
  if (!isSameDraft(typed, now)) await putAside(desk.db, { ...typed, draft: now.id, by, revision })
}

/** RFC 9457 §3.2: the problem has two members of its own. */
const refuse = (c: Context<WebEnv>, now: DraftNow, isAside: boolean) => {
  const refusal = new Refusal('draft-moved', 'the draft is not the one that this page saw, or somebody else writes')
  const status = statusOf(refusal.code)
  const problem = { ...problemOf(refusal, c.get('requestId')), now, isAside }
  return c.body(JSON.stringify(problem), status as 409, {
    'Content-Type': 'application/problem+json',
    ...problemHeaders(refusal, status),
  })
}
