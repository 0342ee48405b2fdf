import { can } from '../../accounts/guard.ts'
import type { IncomingRow } from '../../store/intake-item.ts'
import type { Raw, RawRow } from '../../store/intake-raw.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { Field } from '../../web/components/field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Seat } from '../frame.tsx'
import { RawView } from './raw.tsx'
import { rawText } from './raw-text.ts'

/** A document that came in, as the quarantine shows it. */
export interface OpenRaw {
  readonly raw: Raw
  /** What was read in it, where it was. */
  readonly items: readonly IncomingRow[]
  /** Of its source, where its bytes name none. */
  readonly charset: string | null
}

interface PaneProps {
  seat: Seat
  opened: OpenRaw | null
  isAsked: boolean
  typed?: string
  error?: string
}

/** The most bytes that can be edited in a form. */
export const mostEditedBytes = 250_000

/** A document in quarantine: why, what can be done, and its bytes. */
export const QuarantinePane = ({ seat, opened, isAsked, ...typing }: PaneProps) => {
  const { language } = seat.screen
  return (
    <aside id="pane" class="columns-pane in-pane" aria-label={t(language, 'desk.incoming.pane')}>
      {opened === null ? (
        <EmptyState icon="inbox" title={t(language, isAsked ? 'desk.incoming.pane.gone' : 'desk.incoming.pane.empty')}>
          {t(language, isAsked ? 'desk.incoming.pane.gone.how' : 'desk.incoming.pane.how')}
        </EmptyState>
      ) : (
        <OpenPane {...{ seat, opened }} {...typing} />
      )}
    </aside>
  )
}

const OpenPane = ({ seat, opened, typed, error }: Omit<PaneProps, 'isAsked'> & { opened: OpenRaw }) => {
  const { screen, person } = seat
  const { language } = screen
  const { raw, charset, items } = opened
  // What is read again may go out by itself, where its source is set so.
  const mayAct = can(person, 'broadcast')
  const isWaiting = raw.status === 'quarantined'
  return (
    <>
      <header class="in-bar">
        <div class="bar">
          {isWaiting && mayAct && <Acts {...{ screen, raw }} />}
          <span class="bar-end">
            <LinkButton href="/desk/incoming/quarantine" icon="close" kind="quiet" esc>
              {t(language, 'desk.incoming.close')}
            </LinkButton>
          </span>
        </div>
      </header>
      <div class="in-content">
        <h2 class="in-name" dir="auto">
          {raw.name ?? `${raw.sourceName} ${raw.id}`}
        </h2>
        <RawState {...{ screen, raw }} />
        {isWaiting && !mayAct && <p class="muted">{t(language, 'desk.quarantine.editors')}</p>}
        {items[0] !== undefined && (
          <p>
            <a href={`/desk/incoming?state=all&open=${items[0].id}`}>{t(language, 'desk.quarantine.items')}</a>
          </p>
        )}
        {isWaiting && mayAct && <Repair {...{ screen, raw, charset, typed, error }} />}
        <RawView {...{ screen, raw }} fallback={charset} />
      </div>
    </>
  )
}

/** Where a document stands now, as a live fragment replaces it. */
export const RawState = ({ screen: { language }, raw }: { screen: Screen; raw: RawRow }) => (
  <div id={`raw-state-${raw.id}`}>
    {raw.status === 'quarantined' ? (
      <NoticeBand tone="urgent" title={t(language, 'desk.quarantine.why')}>
        <p>
          <bdi>{raw.reason}</bdi>
        </p>
      </NoticeBand>
    ) : (
      <NoticeBand
        tone={raw.status === 'taken' ? 'update' : 'plain'}
        title={t(language, `desk.quarantine.${raw.status}`)}
        announce
      />
    )}
  </div>
)

const Acts = ({ screen, raw }: { screen: Screen; raw: Raw }) => (
  <>
    <form method="post" action={`/desk/incoming/quarantine/${raw.id}/retry`}>
      <CsrfField screen={screen} />
      <Button icon="refresh" kind="primary" hotkey="t">
        {t(screen.language, 'desk.quarantine.retry')}
      </Button>
    </form>
    <form method="post" action={`/desk/incoming/quarantine/${raw.id}/dismiss`}>
      <CsrfField screen={screen} />
      <Button icon="close" hotkey="x">
        {t(screen.language, 'desk.quarantine.dismiss')}
      </Button>
    </form>
  </>
)

interface RepairProps {
  screen: Screen
  raw: Raw
  charset: string | null
  typed: string | undefined
  error: string | undefined
}

/** The text to be changed; what came stays. */
const Repair = ({ screen, raw, charset, typed, error }: RepairProps) => {
  const { language } = screen
  const before = editableText(raw, charset)
  return (
    <details class="in-more" open={typed !== undefined || error !== undefined}>
      <summary>{t(language, 'desk.quarantine.repair')}</summary>
      {before === null ? (
        <p class="muted">{t(language, 'desk.quarantine.repair.not')}</p>
      ) : (
        <form method="post" action={`/desk/incoming/quarantine/${raw.id}/repair`} class="in-repair" data-guard="">
          <CsrfField screen={screen} />
          <Field
            {...{ screen, name: 'text', value: typed ?? before.text, rows: 20, mono: true, error }}
            label={t(language, 'desk.quarantine.repair.text')}
            hint={t(language, 'desk.quarantine.repair.how')}
          />
          <Button icon="check">{t(language, 'desk.quarantine.repair.read')}</Button>
        </form>
      )}
    </details>
  )
}

/** What is edited: the text as it was last repaired, else as it came; null for what is no text, or too long for a form. */
export const editableText = (raw: Raw, charset: string | null) => {
  const bytes = raw.repaired ?? raw.bytes
  const contentType = raw.repaired === null ? raw.contentType : null
  if (bytes.length > mostEditedBytes) return null
  const text = rawText(bytes, { contentType, fallback: charset, most: mostEditedBytes })
  return text.isText ? text : null
}
