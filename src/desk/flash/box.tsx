import type { Child } from 'hono/jsx'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { ErrorSummary, type FieldError } from '../../web/components/error-summary.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { FlashFields, type FlashTexts } from './fields.tsx'

/** The way to the flash box in the frame: `f`, and a page of its own where there are no scripts. */
export const FlashLink = ({ screen }: { screen: Screen }) => (
  <a class="button button-flash" href="/desk/flash" data-key="f" data-flash="">
    <Icon name="flash" />
    <span>{t(screen.language, 'desk.flash')}</span>
  </a>
)

interface FlashFormProps {
  readonly screen: Screen
  readonly texts: FlashTexts
  /** Why a flash of this person waits for somebody else: `writer` may not broadcast, the agency wants a `second` person. null: it goes out. */
  readonly waits: 'writer' | 'second' | null
  readonly errors?: readonly FieldError[]
  /** Who would get it, where that has been counted. */
  readonly reach?: Child
}

/** One line to everybody. */
export const FlashForm = ({ screen, texts, waits, errors = [], reach }: FlashFormProps) => {
  const { language } = screen
  return (
    <form class="stack flash-form" id="flash-form" method="post" action="/desk/flash" novalidate>
      <CsrfField screen={screen} />
      <ErrorSummary screen={screen} errors={errors} />
      <FlashFields {...{ screen, texts, errors }} />
      {reach ?? <p class="flash-reach" id="flash-reach" />}
      <div class="bar">
        <Button kind="primary" icon={waits === null ? 'send' : 'users'}>
          {t(language, waits === null ? 'desk.flash.send' : 'desk.flash.ask')}
        </Button>
        <kbd>Enter</kbd>
      </div>
      {waits !== null && <p class="field-hint">{t(language, `desk.flash.${waits}`)}</p>}
    </form>
  )
}

/** The flash box over any page of the desk: `client/flash.js` opens it, sends it and keeps what was typed. */
export const FlashBox = ({ screen, texts, waits }: Pick<FlashFormProps, 'screen' | 'texts' | 'waits'>) => {
  const { language } = screen
  return (
    <dialog
      class="flash-box"
      id="flash-box"
      aria-labelledby="flash-title"
      data-offline={t(language, 'desk.flash.offline')}
      data-refused={t(language, 'desk.flash.refused')}
    >
      <header class="sheet-head">
        <h2 id="flash-title">{t(language, 'desk.flash')}</h2>
        <form method="dialog">
          <button class="button button-quiet" type="submit">
            <Icon name="close" />
            <span>{t(language, 'sheet.close')}</span>
          </button>
        </form>
      </header>
      <div class="sheet-body">
        <p class="flash-problem" id="flash-problem" role="alert" />
        <FlashForm {...{ screen, texts, waits }} />
      </div>
    </dialog>
  )
}
