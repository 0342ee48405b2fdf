import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'
import { Icon, type IconName } from './icon.tsx'

/** A link to a plain text. With scripts it copies that text and says so; without, it opens it. */
export const CopyLink = ({
  screen,
  href,
  label,
  hotkey,
  icon = 'copy',
  of,
}: {
  screen: Screen
  href: string
  label: string
  hotkey?: string
  icon?: IconName
  /** Read out after the label, where several links have the same. */
  of?: string
}) => (
  <a
    class="button button-plain"
    href={href}
    data-copy=""
    data-key={hotkey}
    data-done={t(screen.language, 'copy.done')}
    data-failed={t(screen.language, 'copy.failed')}
  >
    <Icon name={icon} />
    <span>{label}</span>
    {of !== undefined && <span class="visually-hidden">{of}</span>}
  </a>
)
