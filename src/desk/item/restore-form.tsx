import type { SentVersion } from '../../domain/version.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref } from '../rows.tsx'

/** An old version as the beginning of the next: a draft, which its page offers to undo. */
export const RestoreForm = ({ screen, version }: { screen: Screen; version: SentVersion }) => (
  <form method="post" action={`${itemHref(version.item)}/versions/${version.number}/restore`}>
    <CsrfField screen={screen} />
    <Button icon="history" kind="quiet">
      {t(screen.language, 'desk.restore')}
    </Button>
  </form>
)
