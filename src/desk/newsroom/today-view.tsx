import type { Person } from '../../accounts/people.ts'
import type { DeskDay, Lag, WireHour } from '../../store/day.ts'
import type { QueueRow } from '../../store/draft-queue.ts'
import type { GoesOut } from '../../store/going-out.ts'
import type { SourceHealth } from '../../store/intake-health.ts'
import type { Mention } from '../../store/mention.ts'
import { formatNumber } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Counts } from '../frame.tsx'
import { type Story, StoryRow } from '../rows.tsx'
import { DayChart } from './day-chart.tsx'
import { Assigned, Desks, Mentions, Next, Review } from './today-parts.tsx'
import { Troubles } from './today-troubles.tsx'

/** The day as somebody of the newsroom sees it. */
export interface Day {
  readonly person: Person
  readonly now: Date
  /** From which hour on it is told. */
  readonly since: Date
  readonly hours: readonly WireHour[]
  readonly flashes: readonly Story[]
  readonly desks: readonly DeskDay[]
  readonly behind: readonly Lag[]
  /** Those that have gone quiet or fail. */
  readonly sources: readonly SourceHealth[]
  readonly review: readonly QueueRow[]
  readonly assigned: readonly QueueRow[]
  readonly mentions: readonly Mention[]
  readonly next: readonly GoesOut[]
  readonly counts: Counts
}

/** The day in one look: what waits for the reader first, then the wire, the desks and what is in trouble. A live fragment replaces it as a whole. */
export const TodayView = ({ screen, day }: { screen: Screen; day: Day }) => {
  const { language } = screen
  const { hours, flashes, person } = day
  const sum = (of: keyof Pick<WireHour, 'items' | 'entries'>) => hours.reduce((all, hour) => all + hour[of], 0)
  return (
    <div class="today" id="today">
      <div class="today-column">
        <Mentions {...{ screen, mentions: day.mentions }} />
        <Assigned {...{ screen, rows: day.assigned, person }} />
        <Review {...{ screen, rows: day.review, person }} />
      </div>
      <div class="today-column">
        <section class="today-part" aria-labelledby="today-wire">
          <h2 id="today-wire">{t(language, 'desk.work.today.wire')}</h2>
          <p class="today-figures">
            <span>
              <strong class="num">{formatNumber(language, sum('items'))}</strong> {t(language, 'desk.work.today.items')}
            </span>
            <span>
              <strong class="num">{formatNumber(language, sum('entries'))}</strong>{' '}
              {t(language, 'desk.work.today.entries')}
            </span>
          </p>
          <DayChart {...{ screen, hours, since: day.since }} />
        </section>
        {flashes.length > 0 && (
          <section class="today-part" aria-labelledby="today-flashes">
            <h2 id="today-flashes">{t(language, 'desk.work.today.flashes')}</h2>
            <ol class="wire wire-narrow">
              {flashes.map(story => (
                <StoryRow {...{ screen, story }} />
              ))}
            </ol>
          </section>
        )}
        <Next {...{ screen, rows: day.next, now: day.now }} />
      </div>
      <div class="today-column">
        <Desks {...{ screen, desks: day.desks }} />
        <Troubles
          {...{ screen, behind: day.behind, sources: day.sources, quarantine: day.counts.quarantine, person }}
        />
      </div>
    </div>
  )
}
