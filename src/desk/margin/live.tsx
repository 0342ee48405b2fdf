import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { placeName, placeOfLine } from '../../domain/place-zones.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type DraftText, draftOf, isDraftId } from '../../store/draft.ts'
import type { WebEnv } from '../../web/env.ts'
import { formatTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { ReachView } from '../reach-view.tsx'
import { languageOfDraft } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { draftFromForm, emptyDraft, readForm } from '../write/draft-form.ts'
import { headOf, type Plan, planOf } from '../write/plan.ts'
import { StoryPictures } from './pictures.tsx'
import { proposalsFor } from './proposals.ts'
import { SummaryNote } from './summary.tsx'

/** `POST /desk/drafts/{id}/margin`: what stands beside a story, for its form as it is now; nothing is saved. JSON: HTML of who will get it, of the summary
 *  and of the clock at its place, and what it could be filed under. */
export const marginRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/drafts/:id/margin', c => margin(desk, c, c.req.param('id')))
  return routes
}

const margin = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  requireCan(c.get('person'), 'draft')
  if (!isDraftId(id)) throw new Refusal('not-found', `there is no draft ${id}`)
  const [seat, stored] = await Promise.all([seatOf(desk, c), draftOf(desk.db, id)])
  const text = await readForm(c)
  const typed = draftFromForm(text, stored ?? emptyDraft(seat.person, text('type')))
  const draft = { ...typed, item: stored?.item ?? null }
  const { screen } = seat
  const head = await headOf(desk, draft)
  const [plan, proposals] = await Promise.all([planOf(desk, seat, draft, head), proposalsFor(desk, screen, draft)])
  const ready = 'errors' in plan ? null : plan
  return c.json(
    {
      reach: await htmlOf(<ReachPart screen={screen} plan={ready} />),
      summary: await htmlOf(<SummaryNote {...{ screen, draft }} />),
      said: ready === null ? '' : t(screen.language, 'desk.reach.count', { count: ready.reach.count }),
      pictures: stored === null ? '' : await htmlOf(<StoryPictures {...{ desk, screen }} draft={{ ...draft, id }} />),
      clock: await htmlOf(<PlaceClock {...{ screen, draft }} now={desk.publisher.clock()} />),
      proposals,
    },
    200,
    { 'Cache-Control': 'no-store' },
  )
}

/** The HTML of a part; one that waits for something gives it later. */
const htmlOf = async (part: { toString(): string | Promise<string> }): Promise<string> => part.toString()

/** Who will get the story, on top of the margin; scripts keep it up to date. */
export const ReachGroup = ({ screen, id, plan }: { screen: Screen; id: string; plan: Plan | null }) => {
  const { language } = screen
  return (
    <details class="margin-group margin-reach" data-group="reach" open>
      <summary>
        <span class="margin-title">{t(language, 'desk.reach')}</span>{' '}
        <span class="margin-count num" id="margin-said">
          {plan === null ? '' : t(language, 'desk.reach.count', { count: plan.reach.count })}
        </span>
      </summary>
      <div id="margin-reach">
        <ReachPart screen={screen} plan={plan} />
      </div>
      <margin-live src={`/desk/drafts/${id}/margin`} />
    </details>
  )
}

const ReachPart = ({ screen, plan }: { screen: Screen; plan: Plan | null }) =>
  plan === null ? (
    <p class="muted">{t(screen.language, 'desk.reach.unknown')}</p>
  ) : (
    <>
      <ReachView screen={screen} reach={plan.reach} />
      {plan.pictures.length > 0 && (
        <p class="meta">{t(screen.language, 'desk.pictures.count', { count: plan.pictures.length })}</p>
      )}
    </>
  )

/** The clock on the wall where a story plays beside the agency's, where they differ; nothing for a place that is not known. */
const PlaceClock = ({ screen, draft, now }: { screen: Screen; draft: DraftText; now: Date }) => {
  const { language, timeZone } = screen
  const place = placeOfLine(draft.fields.dateline)
  if (place === null) return null
  const [there, here] = [formatTime(language, now, place.zone), formatTime(language, now, timeZone)]
  if (there === here) return null
  const name = placeName(draft.fields.dateline, languageOfDraft(draft))
  return <>{t(language, 'desk.clock', { place: name, there, here })}</>
}
