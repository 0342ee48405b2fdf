import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'
import { Icon } from './icon.tsx'

interface PagerProps {
  screen: Screen
  /** Addresses; null at the end of the list. */
  newer: string | null
  older: string | null
}

/** Leads along a list that is ordered by time. */
export const Pager = ({ screen, newer, older }: PagerProps) =>
  newer === null && older === null ? null : (
    <nav class="pager" aria-label={t(screen.language, 'pager.label')}>
      {newer !== null && (
        <a class="button button-plain" href={newer} rel="prev">
          <Icon name="back" />
          <span>{t(screen.language, 'pager.newer')}</span>
        </a>
      )}
      {older !== null && (
        <a class="button button-plain pager-older" href={older} rel="next">
          <span>{t(screen.language, 'pager.older')}</span>
          <Icon name="forward" />
        </a>
      )}
    </nav>
  )
