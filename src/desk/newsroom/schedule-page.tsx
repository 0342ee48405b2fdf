import { toLocal } from '../../domain/zoned-time.ts'
import type { Draft } from '../../store/draft.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { ErrorSummary } from '../../web/components/error-summary.tsx'
import { Field } from '../../web/components/field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { t } from '../../web/i18n/translate.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { ReachView } from '../reach-view.tsx'
import { titleOfDraft } from '../rows.tsx'
import { momentWords, spanWords } from './moment-words.ts'
import type { Planned, ScheduleTime } from './schedule-plan.ts'

interface ScheduleProps {
  seat: Seat
  draft: Draft
  time: ScheduleTime
  planned: Planned
  /** The draft was saved between the opening of the page and its confirmation. */
  isMoved: boolean
  now: Date
}

/** When a draft goes out: first the time is looked at, with who gets it; then it is confirmed with a second press. */
export const SchedulePage = ({ seat, draft, time, planned, isMoved, now }: ScheduleProps) => {
  const { screen } = seat
  const { language, timeZone } = screen
  const { at, plan, errors } = planned
  const path = `/desk/drafts/${draft.id}/schedule`
  return (
    <DeskFrame
      {...{ seat, title: t(language, 'desk.work.schedule.title'), place: 'drafts' }}
      back={{ href: `/desk/drafts/${draft.id}`, label: t(language, 'desk.work.trail.write') }}
    >
      <div class="schedule-page stack">
        <p class="sheet-headline" dir="auto">
          {titleOfDraft(screen, draft)}
        </p>
        {isMoved && (
          <NoticeBand tone="urgent" title={t(language, 'desk.sheet.moved')} announce>
            <p>{t(language, 'desk.sheet.moved.how', { name: draft.updatedBy.name })}</p>
          </NoticeBand>
        )}
        {draft.sendAt !== null && <Standing {...{ seat, draft, now }} sendAt={draft.sendAt} />}
        <ErrorSummary screen={screen} errors={errors} />
        <TimeForm {...{ seat, time, planned, path, now }} />
        {at !== null && plan !== null && (
          <section class="stack" aria-labelledby="goes-out">
            <h2 id="goes-out" class="editor-heading">
              {momentWords(screen, at)}
            </h2>
            <p>
              {t(language, 'desk.work.schedule.in', { span: spanWords(language, at.getTime() - now.getTime()) })} ·{' '}
              {timeZone}
            </p>
            <p class="muted">{t(language, 'desk.work.schedule.frozen')}</p>
            <ReachView screen={screen} reach={plan.reach} />
            <form class="bar" method="post" action={path} data-submit-key="">
              <CsrfField screen={screen} />
              <input type="hidden" name="revision" value={draft.revision} />
              <input type="hidden" name="date" value={time.date} />
              <input type="hidden" name="time" value={time.time} />
              <input type="hidden" name="turn" value={time.turn ?? ''} />
              <Button kind="primary" icon="clock">
                {t(language, 'desk.work.schedule.confirm', { date: time.date, time: time.time })}
              </Button>
              <kbd class="bar-end">Ctrl Enter</kbd>
            </form>
          </section>
        )}
      </div>
    </DeskFrame>
  )
}

/** That it is scheduled already, and the way off the schedule. */
const Standing = ({ seat: { screen }, draft, sendAt, now }: { seat: Seat; draft: Draft; sendAt: Date; now: Date }) => {
  const { language } = screen
  const span = spanWords(language, sendAt.getTime() - now.getTime())
  return (
    <NoticeBand tone="embargo" icon="clock" title={momentWords(screen, sendAt)}>
      <div class="told">
        <p>{sendAt > now ? t(language, 'desk.work.schedule.in', { span }) : t(language, 'desk.work.schedule.due')}</p>
        <form method="post" action={`/desk/drafts/${draft.id}/unschedule`}>
          <CsrfField screen={screen} />
          <input type="hidden" name="back" value={`/desk/drafts/${draft.id}`} />
          <Button icon="close">{t(language, 'desk.work.schedule.off')}</Button>
        </form>
      </div>
    </NoticeBand>
  )
}

interface FormProps {
  seat: Seat
  time: ScheduleTime
  planned: Planned
  path: string
  now: Date
}

const hourMs = 3_600_000

/** Day and time by the agency's clock, and which of two where it shows the time twice. It only looks: nothing is scheduled by it. */
const TimeForm = ({ seat: { screen }, time, planned, path, now }: FormProps) => {
  const { language, timeZone } = screen
  const error = (name: string) => planned.errors.find(each => each.field === name)?.message
  const soon = toLocal(new Date(now.getTime() + hourMs), timeZone)
  const tomorrow = toLocal(new Date(now.getTime() + 24 * hourMs), timeZone).slice(0, 10)
  const chosen = time.date === '' ? soon : `${time.date}T${time.time}`
  return (
    <form class="schedule-form" method="get" action={path}>
      <Field
        {...{
          screen,
          name: 'date',
          type: 'date',
          value: chosen.slice(0, 10),
          min: toLocal(now, timeZone).slice(0, 10),
        }}
        label={t(language, 'desk.work.schedule.date')}
        error={error('date')}
      />
      <Field
        {...{ screen, name: 'time', value: chosen.slice(11, 16), maxLength: 5, dir: 'ltr' }}
        label={t(language, 'desk.work.schedule.time')}
        hint={t(language, 'desk.hint.embargo', { zone: timeZone })}
        error={error('time')}
      />
      {planned.either.length === 2 && (
        <fieldset class="schedule-turns" id="field-turn" tabindex={-1}>
          <legend class="field-label">{t(language, 'desk.work.schedule.twice.which')}</legend>
          {planned.either.map((at, i) => (
            <label class="check">
              <input
                type="radio"
                name="turn"
                value={i === 0 ? 'first' : 'second'}
                checked={time.turn === (i === 0 ? 'first' : 'second')}
              />
              <span>
                {t(language, i === 0 ? 'desk.work.schedule.first' : 'desk.work.schedule.second.turn')} ·{' '}
                {momentWords(screen, at)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="bar">
        <Button icon="eye">{t(language, 'desk.work.schedule.look')}</Button>
        <LinkButton href={`${path}?date=${soon.slice(0, 10)}&time=${soon.slice(11)}`} kind="quiet">
          {t(language, 'desk.work.schedule.hour')}
        </LinkButton>
        <LinkButton href={`${path}?date=${tomorrow}&time=06:00`} kind="quiet">
          {t(language, 'desk.work.schedule.morning')}
        </LinkButton>
      </div>
    </form>
  )
}
