import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { dayOf, formatItemId, guidOf } from '../../domain/ids.ts'
import { firstVersion, nextVersion } from '../../domain/item.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ItemHead, SentVersion } from '../../domain/version.ts'
import { draftOf } from '../../store/draft.ts'
import { entriesAfter } from '../../store/entry.ts'
import { openLooks, type SecondLook, secondLookOf } from '../../store/second-look.ts'
import { itemHead } from '../../store/version.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import { refusalMessage, statusOf } from '../../web/problem.ts'
import { screenOf } from '../../web/screen.ts'
import { reachOf } from '../audience.ts'
import type { Desk } from '../env.ts'
import { itemsShownBy } from '../item/item.tsx'
import { seatOf } from '../seat.ts'
import { readForm } from '../write/draft-form.ts'
import { lookHref } from './ask.ts'
import { LookBands } from './bands.tsx'
import { confirmLook, refuseLook, withdrawLook } from './decide.ts'
import { LookPage } from './look-page.tsx'
import { filingOfWaiting, type Waiting, waitingOf } from './request.ts'

/** `/desk/looks/{id}`: what waits for a second person, and what is decided about it. `/desk/looks/bands`: all that waits, for pages that follow it. */
export const lookRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/looks/bands', async c =>
    c.html(<LookBands screen={screenOf(c)} person={c.get('person')} looks={await openLooks(desk.db)} />),
  )
  routes.get('/looks/:id', async c => drawLook(desk, c, await requireLook(desk, c)))
  routes.post('/looks/:id/confirm', c =>
    decide(desk, c, (id, text) => {
      const seen = text('seq') === '' ? null : Number(text('seq')) || 0
      return confirmLook(desk, c.get('person'), { id, seen })
    }),
  )
  routes.post('/looks/:id/refuse', c =>
    decide(desk, c, (id, text) => refuseLook(desk, c.get('person'), { id, note: text('note').trim().slice(0, 1000) })),
  )
  routes.post('/looks/:id/withdraw', c => decide(desk, c, id => withdrawLook(desk, c.get('person'), id)))
  return routes
}

const requireLook = async ({ db }: Desk, c: Context<WebEnv>): Promise<SecondLook> => {
  const id = c.req.param('id') ?? ''
  const look = await secondLookOf(db, id)
  if (look === null) throw new Refusal('not-found', `nothing waits under ${id.slice(0, 80)}`)
  return look
}

const decide = async (
  desk: Desk,
  c: Context<WebEnv>,
  work: (id: string, text: (name: string) => string) => Promise<SecondLook | null>,
) => {
  requireCan(c.get('person'), 'draft')
  const look = await requireLook(desk, c)
  const text = await readForm(c)
  try {
    const after = (await work(look.id, text)) ?? look
    if (after.outcome === 'withdrawn' && look.draft !== null && after.askedBy.id === c.get('person').id)
      return c.redirect(`/desk/drafts/${look.draft}`, 303)
    return c.redirect((await whereItWent(desk, after)) ?? lookHref(look.id), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'forbidden') throw error
    const { language } = screenOf(c)
    const { title, advice } = refusalMessage(language, error)
    const message = error.code === 'note-required' ? t(language, 'desk.second.wrong.note') : `${title}. ${advice}`
    return drawLook(desk, c, look, { errors: [{ field: error.field, message }], status: statusOf(error.code) })
  }
}

/** The page of what it became; null: it was not sent. */
const whereItWent = async ({ db }: Desk, { sentSeq }: SecondLook): Promise<string | null> => {
  if (sentSeq === null) return null
  const [entry] = await entriesAfter(db, { after: sentSeq - 1, upTo: sentSeq, limit: 1 })
  return entry === undefined ? null : `/desk/items/${entry.item}?sent=${sentSeq}`
}

const drawLook = async (
  desk: Desk,
  c: Context<WebEnv>,
  look: SecondLook,
  { errors = [], status = 200 }: { errors?: readonly FieldError[]; status?: number } = {},
) => {
  const waiting = waitingOf(look)
  const [seat, head, draft] = await Promise.all([
    seatOf(desk, c),
    look.item === null ? null : itemHead(desk.db, look.item),
    look.draft === null ? null : draftOf(desk.db, look.draft),
  ])
  const version = look.decidedAt === null ? versionToBe(desk, waiting, head) : null
  const reach = version === null ? null : await reachOf(desk, version, version.signal, head === null)
  const items = version === null ? [] : await itemsShownBy(desk, [version])
  const asked = waiting.kind === 'draft' ? waiting.sending.expects : waiting.publication.expects
  const sendAt = waiting.kind === 'draft' && waiting.sendAt !== undefined ? new Date(waiting.sendAt) : null
  const isMoved = head !== null && asked !== null && head.lastSeq !== asked
  return page(c, <LookPage {...{ seat, look, version, reach, head, draft, items, errors, isMoved, sendAt }} />, status)
}

/** What subscribers would have; null where the item has gone on so that it cannot follow. */
const versionToBe = (desk: Desk, waiting: Waiting, head: ItemHead | null): SentVersion | null => {
  const filing = filingOfWaiting(waiting)
  const now = desk.publisher.clock()
  try {
    if (head !== null)
      return { ...nextVersion(head, filing), seq: head.lastSeq + 1, sentAt: now, firstSentAt: head.newest.firstSentAt }
    const { code, domain } = desk.publisher.agency
    const type = waiting.kind === 'draft' ? waiting.sending.type : 'text'
    const item = formatItemId(code, type, dayOf(now), 1)
    const version = firstVersion({ item, guid: guidOf(domain, item), type }, filing, now)
    return { ...version, seq: 1, sentAt: now, firstSentAt: now }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return null
  }
}
