import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Draft, requireDraft } from '../../store/draft.ts'
import { recordDraftEvent } from '../../store/draft-event.ts'
import { saveDraft } from '../../store/draft-save.ts'
import { type FormerText, formerText, formerTexts } from '../../store/draft-text.ts'
import { presentAt } from '../../store/presence.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import type { WebEnv } from '../../web/env.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { DiffView } from '../item/diff-view.tsx'
import { languageOfDraft, titleOfDraft } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { inputsOf } from './draft-now.ts'

/** `/desk/drafts/{id}/texts`: what stood in the draft before and what was typed too late, each beside what stands now, and how to have it back. */
export const textRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/drafts/:id/texts', c => drawTexts(desk, c, c.req.param('id')))
  routes.post('/drafts/:id/texts/:text/restore', c => restore(desk, c, c.req.param('id')))
  return routes
}

const drawTexts = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const draft = await requireDraft(desk.db, id)
  const [seat, texts] = await Promise.all([seatOf(desk, c), formerTexts(desk.db, id)])
  const { language } = seat.screen
  const back = { href: `/desk/drafts/${id}`, label: t(language, 'desk.edit') }
  return page(
    c,
    <DeskFrame seat={seat} title={t(language, 'desk.texts')} place="drafts" back={back}>
      <div class="texts stack">
        <p class="muted">{titleOfDraft(seat.screen, draft)}</p>
        {texts.length === 0 && <EmptyState icon="history" title={t(language, 'desk.texts.none')} />}
        {texts.map(text => (
          <TextView {...{ seat, draft, text }} />
        ))}
      </div>
    </DeskFrame>,
  )
}

const TextView = ({ seat: { screen }, draft, text }: { seat: Seat; draft: Draft; text: FormerText }) => {
  const { language, timeZone } = screen
  const [now, then] = [inputsOf(draft), inputsOf(text)]
  const changed = Object.keys(labels).filter(
    name => (now[name] ?? '') !== (then[name] ?? ''),
  ) as (keyof typeof labels)[]
  const when = { name: text.person.name, time: formatDateTime(language, text.at, timeZone) }
  const written = languageOfDraft(text)
  return (
    <section class="texts-one stack" id={`text-${text.id}`} aria-labelledby={`text-title-${text.id}`}>
      <h2 id={`text-title-${text.id}`}>{t(language, `desk.texts.${text.kind}`, when)}</h2>
      {changed.length === 0 && <p class="muted">{t(language, 'desk.texts.same')}</p>}
      {changed.map(name => (
        <div>
          <h3 class="field-label">{t(language, labels[name])}</h3>
          <DiffView {...{ screen, before: now[name] ?? '', after: then[name] ?? '', language: written }} />
        </div>
      ))}
      {draft.closedAt === null && changed.length > 0 && (
        <form method="post" action={`/desk/drafts/${draft.id}/texts/${text.id}/restore`}>
          <CsrfField screen={screen} />
          <input type="hidden" name="revision" value={draft.revision} />
          <Button icon="history">{t(language, `desk.texts.${text.kind}.act`)}</Button>
        </form>
      )}
    </section>
  )
}

/** What is worth looking at beside each other. */
const labels = {
  headline: 'desk.field.headline',
  deck: 'desk.field.deck',
  dateline: 'desk.field.dateline',
  bylines: 'desk.field.bylines',
  body: 'desk.field.body',
  summary: 'desk.field.summary',
  keywords: 'desk.field.keywords',
  subjects: 'desk.field.subjects',
  note: 'desk.field.note',
  line: 'desk.field.line',
} as const

/** An old text becomes the draft's again; the one that goes is kept, so that this too can be undone. */
const restore = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const draft = await requireDraft(desk.db, id)
  const number = Number(c.req.param('text'))
  const text = Number.isSafeInteger(number) ? await formerText(desk.db, id, number) : null
  if (text === null) throw new Refusal('not-found', 'this draft has no such text')
  const writer = (await presentAt(desk.db, id)).find(each => each.writes && each.person.id !== person.id)
  if (writer !== undefined)
    throw new Refusal('draft-moved', `${writer.person.name} is writing in this draft: take it over first`)
  const revision = Number((await c.req.parseBody()).revision)
  const { signal, fields, note, line } = text
  if (!Number.isSafeInteger(revision))
    throw new Refusal('bad-input', 'revision: must be a number', { field: 'revision' })
  const next = await saveDraft(desk.db, { id, revision, signal, fields, note, line, by: person.id, keeps: true })
  if (next === null) throw new Refusal('draft-moved', 'the draft was saved, sent or scheduled meanwhile')
  await recordDraftEvent(desk.db, {
    draft: id,
    by: person.id,
    kind: 'restored',
    detail: { text: number, revision: draft.revision },
  })
  return c.redirect(`/desk/drafts/${id}?saved=1`, 303)
}
