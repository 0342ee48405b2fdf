import { type Context, Hono } from 'hono'
import { can } from '../../accounts/guard.ts'
import { deskUnits } from '../../store/desk-unit.ts'
import { requireDraft } from '../../store/draft.ts'
import { draftEvents } from '../../store/draft-event.ts'
import { staffNames } from '../../store/intake-view.ts'
import { seeMentions } from '../../store/mention.ts'
import { LinkButton } from '../../web/components/button.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { titleOfDraft } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { HandOn } from './hand-on.tsx'
import { StageMark } from './stage-acts.tsx'
import { namesOf } from './told.tsx'
import { Trail } from './trail-view.tsx'

/** `/desk/drafts/{id}/trail`: what was done with a draft, by whom, and everything by which it is handed on. */
export const trailRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/drafts/:id/trail', c => drawTrail(desk, c, c.req.param('id')))
  return routes
}

const drawTrail = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const draft = await requireDraft(desk.db, id)
  const { id: person } = c.get('person')
  // Who reads the trail has seen where it names them; the page's own counts then know.
  await seeMentions(desk.db, { person, draft: id })
  const [seat, events, names, staff, units] = await Promise.all([
    seatOf(desk, c),
    draftEvents(desk.db, [id]),
    namesOf(desk),
    staffNames(desk.db),
    deskUnits(desk.db),
  ])
  const { screen } = seat
  const { language } = screen
  const isOpen = draft.closedAt === null
  return page(
    c,
    <DeskFrame
      {...{ seat, title: titleOfDraft(screen, draft), place: 'drafts' }}
      back={
        isOpen
          ? { href: `/desk/drafts/${id}`, label: t(language, 'desk.work.trail.write') }
          : { href: '/desk/drafts', label: t(language, 'desk.nav.drafts') }
      }
      only={
        isOpen && can(seat.person, 'broadcast') ? (
          <LinkButton href={`/desk/drafts/${id}/schedule`} icon="clock">
            {t(language, 'desk.work.schedule')}
          </LinkButton>
        ) : null
      }
      scripts={isOpen ? ['mention.js'] : []}
    >
      <div class="trail-page">
        <section aria-labelledby="trail-title">
          <h2 id="trail-title">{t(language, 'desk.work.trail')}</h2>
          <p class="cluster meta">
            <StageMark screen={screen} draft={draft} />
            {draft.desk !== null && <bdi>{draft.desk.name}</bdi>}
            {draft.assignee !== null && <span>{t(language, 'desk.work.with', { name: draft.assignee.name })}</span>}
          </p>
          <Trail {...{ screen, events, names }} />
        </section>
        {isOpen && <HandOn {...{ seat, draft, staff, units }} />}
      </div>
    </DeskFrame>,
  )
}
