import type { Person } from '../../accounts/people.ts'
import type { Lag } from '../../store/day.ts'
import type { SourceHealth } from '../../store/intake-health.ts'
import { Time } from '../../web/components/time.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { Part } from './today-part.tsx'

interface TroublesProps {
  screen: Screen
  behind: readonly Lag[]
  sources: readonly SourceHealth[]
  quarantine: number
  person: Person
}

/** Consumers that are behind, sources that have gone quiet or fail, documents that could not be read. */
export const Troubles = ({ screen, behind, sources, quarantine, person }: TroublesProps) => {
  const { language } = screen
  const isQuiet = behind.length === 0 && sources.length === 0 && quarantine === 0
  const maySee = person.role !== 'writer'
  return (
    <Part
      id="troubles"
      title={t(language, 'desk.work.today.troubles')}
      none={isQuiet ? t(language, 'desk.work.today.troubles.none') : null}
    >
      <ul class="troubles">
        {behind.map(({ subscriberName, kind, name, behind: count, seenAt }) => (
          <li>
            <strong>
              <bdi>{subscriberName}</bdi>
            </strong>{' '}
            <span class="muted">
              {kind} <bdi>{name}</bdi>
            </span>
            <br />
            {t(language, 'desk.work.today.behind', { count })}{' '}
            {seenAt !== null && (
              <span class="muted num">
                <Time screen={screen} at={seenAt} form="dateTime" />
              </span>
            )}
          </li>
        ))}
        {sources.map(({ source, condition }) => (
          <li>
            <strong>
              {maySee ? <a href={`/desk/sources/${source.id}`}>{source.name}</a> : <bdi>{source.name}</bdi>}
            </strong>
            <br />
            {t(language, condition === 'stalled' ? 'desk.work.today.stalled' : 'desk.work.today.failing')}{' '}
            {source.lastArrivalAt !== null && (
              <span class="muted num">
                <Time screen={screen} at={source.lastArrivalAt} form="dateTime" />
              </span>
            )}
          </li>
        ))}
        {quarantine > 0 && (
          <li>
            <a href="/desk/incoming/quarantine">{t(language, 'desk.work.today.quarantine', { count: quarantine })}</a>
          </li>
        )}
      </ul>
    </Part>
  )
}
