import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Draft, draftOf, isDraftId } from '../../store/draft.ts'
import { recordDraftEvent } from '../../store/draft-event.ts'
import { claimPresence, leavePresence, presentAt, takePresence } from '../../store/presence.ts'
import { readSession } from '../../web/cookies.ts'
import { csrfToken } from '../../web/csrf.ts'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { streamFragments } from '../../web/live.ts'
import { screenOf } from '../../web/screen.ts'
import { parseOrRefuse } from '../../wire/filing.ts'
import type { Desk } from '../env.ts'
import { tabSchema } from './autosave.ts'
import { draftNow } from './draft-now.ts'

const bodySchema = z.strictObject({
  tab: tabSchema,
  /** The tab before, of a page that was loaded again. */
  was: tabSchema.nullable().default(null),
  /** That the page shows. */
  revision: z.number().int().min(0),
})

/** Who has a draft open: `POST …/presence` every five seconds, `…/take-over`, `…/leave`, and `GET …/live`, which tells all of it and the text as it is
 *  saved. `GET …/door` gives a page the token of whoever is signed in now. All but the last answer `DraftNow`. */
export const presenceRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/drafts/:id/presence', async c => {
    const { id, draft, posted, person } = await asked(desk, c)
    const mayWrite = draft === null || isWritable(draft)
    const { tab, was, revision } = posted
    const present = await claimPresence(desk.db, { draft: id, tab, was, person: person.id, mayWrite })
    return c.json(draftNow(c, { draft, present, asks: { tab, revision } }))
  })
  routes.post('/drafts/:id/take-over', async c => {
    const { id, draft, posted, person } = await asked(desk, c)
    const { tab } = posted
    if (draft !== null && isWritable(draft)) {
      const former = await takePresence(desk.db, { draft: id, tab, person: person.id })
      if (former !== null && former.id !== person.id)
        await recordDraftEvent(desk.db, { draft: id, by: person.id, kind: 'taken-over', detail: { from: former.name } })
    }
    const [now, present] = await Promise.all([draftOf(desk.db, id), presentAt(desk.db, id)])
    return c.json(draftNow(c, { draft: now, present, asks: { tab, revision: null } }))
  })
  routes.post('/drafts/:id/leave', async c => {
    const { id, posted, person } = await asked(desk, c)
    await leavePresence(desk.db, { draft: id, tab: posted.tab, person: person.id })
    return c.body(null, 204)
  })
  routes.get('/drafts/:id/door', c => {
    const session = readSession(c, 'desk')
    return c.json({ csrf: session === null ? null : csrfToken(session), person: c.get('person').id })
  })
  routes.get('/drafts/:id/live', c => follow(desk, c, c.req.param('id')))
  return routes
}

const isWritable = (draft: Draft): boolean => draft.closedAt === null && draft.stage !== 'scheduled'

const asked = async (desk: Desk, c: Context<WebEnv>) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const id = c.req.param('id') ?? ''
  if (!isDraftId(id)) throw new Refusal('not-found', `there is no draft ${id}`)
  const posted = parseOrRefuse(bodySchema, await c.req.json())
  return { id, person, posted, draft: await draftOf(desk.db, id) }
}

/** How long a page may stay open after its reader has been signed out. */
const recheckMs = 15_000

/** Each event is a `DraftNow` as JSON, from the point of view of the tab. */
const follow = (desk: Desk, c: Context<WebEnv>, id: string) => {
  const tab = parseOrRefuse(tabSchema, c.req.query('tab'))
  return streamFragments(c, async (send, signal) => {
    let isDue = true
    let wake = () => {}
    const unfollow = await desk.board.followDraft(id, () => {
      isDue = true
      wake()
    })
    signal.addEventListener('abort', () => wake())
    let revision: number | null = Number(c.req.query('revision')) || 0
    try {
      while (!signal.aborted) {
        if ((await desk.people.personOf('desk', readSession(c, 'desk'))) === null)
          return send({ kind: 'end', text: t(screenOf(c).language, 'desk.signedOut') })
        while (isDue && !signal.aborted) {
          isDue = false
          const [draft, present] = await Promise.all([draftOf(desk.db, id), presentAt(desk.db, id)])
          const now = draftNow(c, { draft, present, asks: { tab, revision } })
          // Whoever writes has the text, and learns with the next save if it is not the one that stands.
          const { fields, ...rest } = now
          await send({ kind: 'replace', id: now.revision, html: JSON.stringify(now.writes ? rest : now) })
          revision = now.revision
        }
        await Promise.race([
          new Promise<void>(resolve => {
            wake = resolve
            if (isDue || signal.aborted) resolve()
          }),
          pause(recheckMs),
        ])
      }
    } finally {
      unfollow()
    }
  })
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms).unref())
