import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import type { Person } from '../../accounts/people.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Draft, type DraftText, draftOf, insertDraft, isDraftId, makeDraftId } from '../../store/draft.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import { statusOf } from '../../web/problem.ts'
import { screenOf } from '../../web/screen.ts'
import { sendDraft } from '../../wire/send-draft.ts'
import type { Desk } from '../env.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { seatOf } from '../seat.ts'
import { askForDraft } from '../second/ask.ts'
import { emptyDraft, isSameDraft, readForm } from '../write/draft-form.ts'
import { errorOf, planOf, sendingOf } from '../write/plan.ts'
import { sentAs } from '../write/sent-as.ts'
import { FlashForm } from './box.tsx'
import { type FlashTexts, flashInputs, freshFlash } from './fields.tsx'
import { flashWaits } from './waits.ts'

/** `/desk/flash`: one line to everybody; `/desk/flash/reach`: to how many. */
export const flashRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/flash', async c => {
    requireCan(c.get('person'), 'draft')
    return draw(desk, c, { texts: await freshFlash(desk.db, c.get('person')) })
  })
  routes.get('/flash/reach', async c => {
    const chosen = { language: c.req.query('language') ?? '', category: c.req.query('category') ?? '' }
    return c.html(await reachOfFlash(desk, await seatOf(desk, c), { key: '', line: '', ...chosen }))
  })
  routes.post('/flash', c => sendFlash(desk, c))
  return routes
}

const draftOfFlash = (person: Person, { line, language, category }: FlashTexts): DraftText => {
  const empty = emptyDraft(person)
  return { ...empty, fields: { ...empty.fields, headline: line, language, category, priority: '1' } }
}

/** How many would get it now, in words. */
const reachOfFlash = async (desk: Desk, seat: Seat, texts: FlashTexts) => {
  const { language } = seat.screen
  const draft = draftOfFlash(seat.person, { ...texts, line: texts.line || '…' })
  const plan = await planOf(desk, seat, { ...draft, item: null }, null)
  return (
    <p class="flash-reach num" id="flash-reach">
      {'errors' in plan
        ? t(language, 'desk.flash.choose')
        : t(language, 'desk.flash.reach', { count: plan.reach.count })}
    </p>
  )
}

interface Drawing {
  readonly texts: FlashTexts
  /** By fields of a draft. */
  readonly errors?: readonly FieldError[]
  readonly status?: number
}

/** The page; to a script that sent the box, the errors as it shows them. */
const draw = async (desk: Desk, c: Context<WebEnv>, { texts, errors = [], status = 200 }: Drawing) => {
  const named = errors.map(({ field, message }) => ({ field: inputOf(field), message }))
  if (isScript(c)) return c.json({ errors: named, key: texts.key }, status as 200)
  const seat = await seatOf(desk, c)
  const { screen, person } = seat
  const reach = await reachOfFlash(desk, seat, texts)
  return page(
    c,
    <DeskFrame
      {...{ seat, place: null, title: t(screen.language, 'desk.flash') }}
      back={{ href: '/desk', label: t(screen.language, 'desk.nav.wire') }}
    >
      <FlashForm {...{ screen, texts, reach, waits: flashWaits(desk, person), errors: named }} />
    </DeskFrame>,
    status,
  )
}

const inputOf = (field: string | null): string | null =>
  field !== null && field in flashInputs ? flashInputs[field as keyof typeof flashInputs] : null

/** The box sends its form by script and is answered with where to go, or with what has to be put right. */
const isScript = (c: Context<WebEnv>): boolean => /\bapplication\/json\b/u.test(c.req.header('accept') ?? '')

const sendFlash = async (desk: Desk, c: Context<WebEnv>) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const text = await readForm(c)
  const texts = {
    key: text('flashKey'),
    line: text(flashInputs.headline).replace(/\s+/gu, ' ').trim(),
    language: text(flashInputs.language),
    category: text(flashInputs.category),
  }
  const id = texts.key
  if (!isDraftId(id)) throw new Refusal('stale-form', 'the form has no key', { field: 'flashKey' })
  const seat = await seatOf(desk, c)
  const typed = draftOfFlash(person, texts)
  const plan = await planOf(desk, seat, { ...typed, item: null }, null)
  if ('errors' in plan) return draw(desk, c, { texts, errors: plan.errors, status: 422 })
  const draft = await begun(desk, person, id, typed)
  if (draft === null) return drawUsed(desk, c, texts)
  const before = await sentAs(desk, draft)
  if (before !== null) return goTo(c, `/desk/items/${before.item}?sent=${before.seq}`)
  const sending = sendingOf(draft, plan)
  if (flashWaits(desk, person) !== null) return goTo(c, await askForDraft(desk, person, sending))
  try {
    const sent = await sendDraft(desk.publisher, sending, person.id)
    return goTo(c, `/desk/items/${sent.item}?sent=${sent.seq}`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return draw(desk, c, { texts, errors: [errorOf(seat, error)], status: statusOf(error.code) })
  }
}

/** The draft of this form, begun now or before; null where another line went out under its key. */
const begun = async ({ db }: Desk, person: Person, id: string, typed: DraftText): Promise<Draft | null> => {
  await insertDraft(db, { ...typed, id, item: null, baseSeq: null, by: person.id })
  const draft = await draftOf(db, id)
  return draft !== null && isSameDraft(draft, typed) && (draft.closedAt === null || draft.sentSeq !== null)
    ? draft
    : null
}

/** The box of a page that came back shows the line before: what is typed into it now is another flash. */
const drawUsed = (desk: Desk, c: Context<WebEnv>, texts: FlashTexts) => {
  const message = t(screenOf(c).language, 'desk.flash.used')
  const errors = [{ field: null, message }]
  return draw(desk, c, { texts: { ...texts, key: makeDraftId() }, errors, status: 409 })
}

const goTo = (c: Context<WebEnv>, href: string) => (isScript(c) ? c.json({ href }) : c.redirect(href, 303))
