import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Quota } from './files.ts'

/** How many downloads of today are used; a sentence of its own when none is left. */
export const QuotaLine = ({ screen: { language, agency }, quota }: { screen: Screen; quota: Quota }) => (
  <p id="quota" class={isSpent(quota) ? 'quota quota-spent' : 'quota meta'}>
    {quota.limit === null
      ? ''
      : isSpent(quota)
        ? `${t(language, 'portal.quota.spent', { count: quota.limit })} ${t(language, 'portal.licence.ask', { contact: agency.contact })}`
        : t(language, 'portal.quota', { used: quota.used, count: quota.limit })}
  </p>
)

const isSpent = ({ used, limit }: Quota): boolean => limit !== null && used >= limit
