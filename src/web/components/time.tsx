import { formatDate, formatDateTime, formatTime } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'

const forms = { time: formatTime, date: formatDate, dateTime: formatDateTime } as const

/** A moment in the agency's zone. Hovering tells date, time and zone in full, and with scripts the reader's own time. */
export const Time = ({ screen, at, form = 'time' }: { screen: Screen; at: Date; form?: keyof typeof forms }) => {
  const { language, timeZone } = screen
  return (
    <time
      datetime={at.toISOString()}
      title={`${formatDateTime(language, at, timeZone)} · ${timeZone}`}
      data-yours={t(language, 'time.yours')}
    >
      {forms[form](language, at, timeZone)}
    </time>
  )
}
