import type { Draft } from '../../store/draft.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Plan } from '../write/plan.ts'
import { hintsThatStand } from './style.tsx'

const messagesShown = 5

/** What was looked at before something is sent: the hints that stand, the pictures that go with it, until when it may be used and whose it is. */
export const Checks = ({ screen, draft, plan }: { screen: Screen; draft: Draft; plan: Plan }) => {
  const { language, timeZone } = screen
  const hints = hintsThatStand(draft, screen)
  const { rights, expiresAt } = plan.version.content
  const holder = rights?.holder ?? rights?.notice ?? null
  const messages = [...new Set(hints.map(each => each.message))].slice(0, messagesShown)
  return (
    <section aria-labelledby="checks">
      <h3 class="editor-heading" id="checks">
        {t(language, 'desk.check.title')}
      </h3>
      <ul class="checks">
        <li>
          {hints.length === 0
            ? t(language, 'desk.check.clean')
            : `${t(language, 'desk.check.hints', { count: hints.length })}: ${messages.join(' · ')}`}
        </li>
        {plan.pictures.length > 0 && <li>{t(language, 'desk.pictures.count', { count: plan.pictures.length })}</li>}
        {expiresAt !== undefined && (
          <li>
            {t(language, 'desk.check.expires', { time: formatDateTime(language, new Date(expiresAt), timeZone) })}
          </li>
        )}
        {holder !== null && <li>{t(language, 'desk.check.rights', { holder })}</li>}
      </ul>
    </section>
  )
}
