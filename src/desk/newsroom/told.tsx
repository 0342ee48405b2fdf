import type { Context } from 'hono'
import type { Stage } from '../../domain/stage.ts'
import { deskUnits } from '../../store/desk-unit.ts'
import { type Draft, draftOf, isDraftId } from '../../store/draft.ts'
import { type DraftEvent, draftEventOf } from '../../store/draft-event.ts'
import { staffNames } from '../../store/intake-view.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import type { WebEnv } from '../../web/env.ts'
import { formatTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { titleOfDraft } from '../rows.tsx'
import { canUndo } from './can-undo.ts'
import { eventWords, type Names } from './event-words.ts'

/** What a page tells of what was just done: an act of the reader's, or that somebody else was quicker. */
export type Told =
  | {
      readonly kind: 'done'
      readonly draft: Draft
      readonly event: DraftEvent
      readonly names: Names
      readonly canUndo: boolean
    }
  | { readonly kind: 'missed'; readonly draft: Draft }

const freshMs = 10 * 60_000

/** Reads it from the address (`?done=` an event, `?missed=` a draft); null where there is nothing to tell, or it is old. */
export const toldOf = async (desk: Desk, c: Context<WebEnv>): Promise<Told | null> => {
  const [done, missed] = [c.req.query('done') ?? '', c.req.query('missed') ?? '']
  if (/^\d{1,15}$/.test(done)) {
    const event = await draftEventOf(desk.db, Number(done))
    if (event === null || Date.now() - event.at.getTime() > freshMs) return null
    const [draft, names] = await Promise.all([draftOf(desk.db, event.draft), namesOf(desk)])
    const person = c.get('person')
    return draft === null ? null : { kind: 'done', draft, event, names, canUndo: canUndo(person, event) }
  }
  const draft = isDraftId(missed) ? await draftOf(desk.db, missed) : null
  return draft === null ? null : { kind: 'missed', draft }
}

/** The people and desks of the agency by id. */
export const namesOf = async ({ db }: Pick<Desk, 'db'>): Promise<Names> => {
  const [staff, units] = await Promise.all([staffNames(db), deskUnits(db, { withClosed: true })])
  return new Map([...staff, ...units].map(({ id, name }) => [id, name]))
}

/** The band that says it, with the way back where there is one. */
export const ToldBand = ({ screen, told }: { screen: Screen; told: Told }) => {
  const { language, timeZone } = screen
  const { draft } = told
  const headline = titleOfDraft(screen, draft)
  if (told.kind === 'missed') {
    const stage: Stage = draft.stage
    return (
      <NoticeBand tone="urgent" title={t(language, 'desk.work.missed', { headline })} announce>
        <p>
          {draft.closedAt === null
            ? t(language, 'desk.work.missed.stage', {
                stage: t(language, `desk.work.stage.${stage}`),
                time: formatTime(language, draft.stageAt, timeZone),
              })
            : t(language, 'desk.work.missed.closed')}
        </p>
      </NoticeBand>
    )
  }
  const { event, names } = told
  return (
    <NoticeBand tone="update" title={<bdi>{headline}</bdi>} announce>
      <div class="told">
        <p>{eventWords(screen, event, names)}</p>
        {told.canUndo && (
          <form method="post" action={`/desk/drafts/${draft.id}/undo`}>
            <CsrfField screen={screen} />
            <input type="hidden" name="event" value={event.id} />
            <input type="hidden" name="back" value={screen.path} />
            <Button icon="history" hotkey="u">
              {t(language, 'desk.work.undo')}
            </Button>
          </form>
        )}
      </div>
    </NoticeBand>
  )
}
