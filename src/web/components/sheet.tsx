import type { Child } from 'hono/jsx'
import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'
import { Icon } from './icon.tsx'

interface SheetProps {
  screen: Screen
  title: string
  /** Where the page is without the sheet; Esc leads there too. */
  closeHref: string
  children: Child
}

/** A sheet over the page, open because the address says so (`?sheet=send`): a link opens it, a link closes it, scripts only hold the focus. */
export const Sheet = ({ screen, title, closeHref, children }: SheetProps) => (
  <div class="sheet-ground">
    <dialog class="sheet" open aria-labelledby="sheet-title">
      <header class="sheet-head">
        <h2 id="sheet-title" tabindex={-1} autofocus>
          {title}
        </h2>
        <a class="button button-quiet" href={closeHref} data-esc="">
          <Icon name="close" />
          <span>{t(screen.language, 'sheet.close')}</span>
        </a>
      </header>
      <div class="sheet-body">{children}</div>
    </dialog>
  </div>
)
