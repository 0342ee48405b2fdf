import type { MissedSchedule } from '../../store/draft-schedule.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

/** That scheduled drafts were not sent; each until its trail has been opened. */
export const MissedBands = ({ screen, missed }: { screen: Screen; missed: readonly MissedSchedule[] }) => {
  const { language, timeZone } = screen
  return (
    <>
      {missed.map(({ draft, headline, at }) => (
        <NoticeBand tone="urgent" title={t(language, 'desk.work.schedule.missed', { headline })}>
          <div class="told">
            <p>{t(language, 'desk.work.schedule.missed.how', { time: formatDateTime(language, at, timeZone) })}</p>
            <LinkButton href={`/desk/drafts/${draft}/trail`} icon="history">
              {t(language, 'desk.work.schedule.missed.see')}
            </LinkButton>
          </div>
        </NoticeBand>
      ))}
    </>
  )
}
