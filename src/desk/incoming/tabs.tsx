import { formatNumber } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Counts } from '../frame.tsx'

interface TabsProps {
  screen: Screen
  counts: Counts
  current: 'incoming' | 'quarantine'
}

/** What came in, and what could not be read. */
export const IncomingTabs = ({ screen: { language }, counts, current }: TabsProps) => (
  <nav class="tabs in-tabs" aria-label={t(language, 'desk.nav.incoming')}>
    <a href="/desk/incoming" aria-current={current === 'incoming' ? 'page' : undefined}>
      {t(language, 'desk.nav.incoming')}
    </a>
    <a href="/desk/incoming/quarantine" aria-current={current === 'quarantine' ? 'page' : undefined} data-key="g q">
      {t(language, 'desk.quarantine')}{' '}
      <span class="count num" id="count-quarantine">
        {counts.quarantine === 0 ? '' : formatNumber(language, counts.quarantine)}
      </span>
    </a>
  </nav>
)
