import { isLapsed } from '../domain/licence.ts'
import { directionOf } from '../domain/taxonomy.ts'
import { hasActed } from '../store/act.ts'
import { listItems } from '../store/list.ts'
import { NoticeBand } from '../web/components/notice-band.tsx'
import { Time } from '../web/components/time.tsx'
import { formatDate } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import { type Choice, choiceOf, queryOf } from './choice.ts'
import type { Portal, Visit } from './env.ts'
import { type Story, storiesOf } from './story.ts'

const flashMs = 30 * 60_000
const anywhere = choiceOf(new URLSearchParams())

/** The newest flash of the last half hour that this person has not opened; null where there is none. */
export const unseenFlash = async (portal: Portal, { scope, person, now }: Visit): Promise<Story | null> => {
  if (scope === null) return null
  const flashes = await listItems(portal.db, {
    ...{ scope, now, filter: { priorities: [1] }, text: null, before: null, offset: 0, limit: 1 },
    ...{ from: new Date(now.getTime() - flashMs), to: null },
  })
  const [newest] = flashes.filter(({ verdict }) => verdict !== 'notice')
  if (newest === undefined || (await hasActed(portal.db, person.id, newest.item))) return null
  const [story] = await storiesOf(portal, [newest])
  return story ?? null
}

/** A flash across the window until it is opened. */
export const FlashBand = ({
  visit: { screen },
  flash,
  choice = anywhere,
}: {
  visit: Visit
  flash: Story | null
  choice?: Choice
}) => (
  <div id="flash-band">
    {flash !== null && (
      <NoticeBand
        tone="flash"
        announce
        title={
          <a
            href={`/portal${queryOf(choice, { open: flash.view.item })}`}
            lang={flash.view.language}
            dir={directionOf(flash.view.language)}
            data-key="f"
            data-key-label={t(screen.language, 'portal.flash')}
          >
            {flash.view.headline}
          </a>
        }
      >
        <p class="flash-when num">
          <Time screen={screen} at={flash.delivery.entry.at} />
        </p>
      </NoticeBand>
    )}
  </div>
)

/** Says plainly why less is shown than was before, and whom to ask. */
export const LicenceBand = ({ visit: { screen, scope, now } }: { visit: Visit }) => {
  const { language, agency } = screen
  const contact = agency.contact
  return (
    <div id="licence-band">
      {scope === null ? (
        <NoticeBand tone="urgent" title={t(language, 'portal.licence.none')}>
          <p>{t(language, 'portal.licence.ask', { contact })}</p>
        </NoticeBand>
      ) : isLapsed(scope, now) ? (
        <NoticeBand
          tone="urgent"
          title={t(language, 'portal.licence.ended', {
            date: formatDate(language, scope.until ?? now, screen.timeZone),
          })}
        >
          <p>
            {t(language, 'portal.licence.notices')} {t(language, 'portal.licence.ask', { contact })}
          </p>
        </NoticeBand>
      ) : now < scope.from ? (
        <NoticeBand
          tone="plain"
          title={t(language, 'portal.licence.begins', { date: formatDate(language, scope.from, screen.timeZone) })}
        />
      ) : null}
    </div>
  )
}
