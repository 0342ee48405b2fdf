import { directionOf, languageCodes } from '../../domain/taxonomy.ts'
import { toLocal } from '../../domain/zoned-time.ts'
import type { GoesOut } from '../../store/going-out.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { formatLongDate, formatTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref } from '../rows.tsx'
import { clockChangeOn, spanWords } from './moment-words.ts'

interface RowsProps {
  screen: Screen
  /** In the order of their times. */
  rows: readonly GoesOut[]
  isEditor: boolean
  now: Date
}

/** What goes out when, by day, with a line at the present moment and a word on days on which the clock is set. */
export const ScheduleRows = ({ screen, rows, isEditor, now }: RowsProps) => {
  const { language, timeZone } = screen
  const dayOf = (at: Date) => toLocal(at, timeZone).slice(0, 10)
  const days = [...new Set([now, ...rows.map(row => row.at)].map(dayOf))].sort()
  return (
    <div id="schedule">
      {rows.length === 0 && (
        <EmptyState icon="clock" title={t(language, 'desk.work.empty.scheduled')}>
          {t(language, 'desk.work.schedule.empty.how')}
        </EmptyState>
      )}
      {days.map(day => {
        const ofDay = rows.filter(row => dayOf(row.at) === day)
        const isToday = day === dayOf(now)
        const before = isToday ? ofDay.filter(row => row.at <= now) : ofDay
        const after = isToday ? ofDay.filter(row => row.at > now) : []
        return (
          <section class="schedule-day" aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{formatLongDate(language, new Date(`${day}T12:00:00Z`), 'UTC')}</h2>
            <ClockChange screen={screen} day={day} />
            <ol class="draft-rows">
              {before.map(row => (
                <ScheduleRow {...{ screen, row, isEditor, now }} />
              ))}
              {isToday && (
                <li class="schedule-now" id="schedule-now">
                  <span>{t(language, 'desk.work.schedule.now', { time: formatTime(language, now, timeZone) })}</span>{' '}
                  <span class="muted">{timeZone}</span>
                </li>
              )}
              {after.map(row => (
                <ScheduleRow {...{ screen, row, isEditor, now }} />
              ))}
            </ol>
          </section>
        )
      })}
    </div>
  )
}

const ClockChange = ({ screen: { language, timeZone }, day }: { screen: Screen; day: string }) => {
  const minutes = clockChangeOn(day, timeZone)
  if (minutes === 0) return null
  return (
    <p class="schedule-change">
      <Icon name="alert" />{' '}
      {t(language, minutes > 0 ? 'desk.work.schedule.forward' : 'desk.work.schedule.backward', {
        span: spanWords(language, minutes * 60_000),
      })}
    </p>
  )
}

const ScheduleRow = ({ screen, row, isEditor, now }: Omit<RowsProps, 'rows'> & { row: GoesOut }) => {
  const { language, timeZone } = screen
  const written = languageCodes.find(each => each === row.language) ?? 'en'
  const lateMs = row.sentAt === null ? 0 : row.sentAt.getTime() - row.at.getTime()
  const href =
    row.draft !== null && row.sentAt === null
      ? `/desk/drafts/${row.draft}`
      : row.item !== null
        ? itemHref(row.item)
        : `/desk/drafts/${row.draft}`
  return (
    <li
      class={row.sentAt === null ? 'draft-row' : 'draft-row schedule-gone'}
      id={`row-${row.draft ?? row.item?.replaceAll(':', '-')}`}
    >
      <div class="draft-row-main">
        <time class="num schedule-time" datetime={row.at.toISOString()}>
          {formatTime(language, row.at, timeZone)}
        </time>
        <a class="row-link" href={href} data-row="" lang={written} dir={directionOf(written)}>
          {row.headline?.trim() || t(language, 'desk.untitled')}
        </a>
      </div>
      <p class="draft-row-meta">
        {row.kind === 'embargo' && <span>{t(language, 'desk.work.schedule.embargoEnds')}</span>}
        {row.sentAt === null && row.at > now && (
          <span class="num">
            {t(language, 'desk.work.schedule.in', { span: spanWords(language, row.at.getTime() - now.getTime()) })}
          </span>
        )}
        {row.sentAt === null && row.at <= now && (
          <span class="draft-later">{t(language, 'desk.work.schedule.due')}</span>
        )}
        {row.sentAt !== null && (
          <span>
            {lateMs > 60_000
              ? t(language, 'desk.work.schedule.late', { span: spanWords(language, lateMs) })
              : t(language, 'desk.work.schedule.sent')}
          </span>
        )}
        {row.by !== null && (
          <span>
            <Icon name="user" /> <bdi>{row.by.name}</bdi>
          </span>
        )}
        {row.desk !== null && <bdi>{row.desk}</bdi>}
      </p>
      {row.draft !== null && row.sentAt === null && isEditor && (
        <div class="draft-row-acts">
          <LinkButton href={`/desk/drafts/${row.draft}/schedule`} icon="clock">
            {t(language, 'desk.work.schedule.change')}
          </LinkButton>
          <form method="post" action={`/desk/drafts/${row.draft}/unschedule`}>
            <CsrfField screen={screen} />
            <input type="hidden" name="back" value="/desk/schedule" />
            <Button icon="close" kind="quiet">
              {t(language, 'desk.work.schedule.off')}
            </Button>
          </form>
        </div>
      )}
    </li>
  )
}
