import type { Signal } from '../../domain/signal.ts'
import type { IncomingRow } from '../../store/intake-item.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { titleOfDraft } from '../rows.tsx'
import { type IncomingChoice, incomingQuery } from './choice.ts'
import type { Opened } from './open.ts'

interface ActsProps {
  screen: Screen
  choice: IncomingChoice
  row: IncomingRow
  /** Whether we have an earlier version of it on the wire. */
  isUpdate: boolean
}

/** What can be done with an item that waits; of one that does not, what was done. A live fragment replaces it as a whole. */
export const IncomingActs = ({ screen, choice, row, isUpdate }: ActsProps) => {
  const { language } = screen
  const id = `in-acts-${row.id}`
  if (row.status !== 'waiting' && row.status !== 'held') {
    return (
      <p class="in-done meta" id={id}>
        <span class="tag">{t(language, `desk.incoming.status.${row.status}`)}</span>{' '}
        {row.decidedAt !== null && formatDateTime(language, row.decidedAt, screen.timeZone)}
      </p>
    )
  }
  const back = incomingQuery(choice)
  const take = isUpdate ? (row.signal === 'correction' ? 'correction' : 'update') : 'new'
  return (
    <div class="bar" id={id}>
      {hasText(row.signal) && (
        <form method="post" action={`/desk/incoming/${row.id}/take`}>
          <CsrfField screen={screen} />
          <Button kind="primary" icon="draft" hotkey="t">
            {t(language, `desk.incoming.take.${take}`)}
          </Button>
        </form>
      )}
      <form method="post" action={`/desk/incoming/${row.id}/dismiss${back}`}>
        <CsrfField screen={screen} />
        <Button icon="close" hotkey="x">
          {t(language, 'desk.incoming.dismiss')}
        </Button>
      </form>
    </div>
  )
}

/** What takes something back is no draft: it is done to the item itself. */
const hasText = (signal: Signal): boolean => signal === 'new' || signal === 'update' || signal === 'correction'

/** Quotes it in a new draft, or in one of the reader's own. */
export const CiteMenu = ({ screen, opened: { row, citable } }: { screen: Screen; opened: Opened }) => {
  const { language } = screen
  if (!hasText(row.signal)) return null
  return (
    <details class="menu in-cite">
      <summary class="button button-plain">
        <Icon name="share" />
        <span>{t(language, 'desk.incoming.cite')}</span>
      </summary>
      <form class="menu-sheet in-cite-sheet" method="post" action={`/desk/incoming/${row.id}/cite`}>
        <CsrfField screen={screen} />
        <Button name="draft" value="" kind="quiet" icon="plus">
          {t(language, 'desk.incoming.cite.new')}
        </Button>
        {citable.map(draft => (
          <Button name="draft" value={draft.id} kind="quiet" icon="draft">
            {titleOfDraft(screen, draft)}
          </Button>
        ))}
      </form>
    </details>
  )
}
