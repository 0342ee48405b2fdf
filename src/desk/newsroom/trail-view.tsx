import type { DraftEvent } from '../../store/draft-event.ts'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { Time } from '../../web/components/time.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { eventWords, type Names } from './event-words.ts'

interface TrailProps {
  screen: Screen
  /** Oldest first. */
  events: readonly DraftEvent[]
  names: Names
}

/** What was done with drafts, in order: when, by whom, what, and the notes. */
export const Trail = ({ screen, events, names }: TrailProps) => {
  const { language } = screen
  if (events.length === 0) {
    return (
      <EmptyState icon="history" title={t(language, 'desk.work.trail.empty')}>
        {t(language, 'desk.work.trail.empty.how')}
      </EmptyState>
    )
  }
  return (
    <ol class="trail">
      {events.map(event => (
        <li class={`trail-event trail-${event.kind}`} id={`event-${event.id}`}>
          <p class="trail-head">
            <span class="num">
              <Time screen={screen} at={event.at} form="dateTime" />
            </span>{' '}
            <strong>
              <bdi>{event.person?.name ?? t(language, 'desk.work.trail.system')}</bdi>
            </strong>{' '}
            <span>{eventWords(screen, event, names)}</span>
            {event.detail.undoes != null && <span class="muted"> · {t(language, 'desk.work.trail.undone')}</span>}
          </p>
          {event.note !== null && (
            <p class="trail-note" dir="auto">
              {event.note}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
