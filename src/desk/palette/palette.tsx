import { Icon } from '../../web/components/icon.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

/** The command palette: Ctrl or ⌘ with K. `client/palette.js`, fetched when it is first opened, fills it with what the page can do and with what is found. */
export const Palette = ({ screen }: { screen: Screen }) => {
  const { language } = screen
  return (
    <dialog class="palette" id="palette" aria-label={t(language, 'desk.palette')} data-src={screen.asset('palette.js')}>
      <div class="palette-field">
        <Icon name="search" />
        <input
          class="palette-input"
          id="palette-input"
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-label={t(language, 'desk.palette.what')}
          placeholder={t(language, 'desk.palette.what')}
          autocomplete="off"
          spellcheck={false}
          maxlength={200}
        />
        <kbd>Esc</kbd>
      </div>
      <div
        class="palette-list"
        id="palette-list"
        role="listbox"
        aria-label={t(language, 'desk.palette')}
        data-acts={t(language, 'desk.palette.acts')}
        data-drafts={t(language, 'desk.nav.drafts')}
        data-items={t(language, 'desk.nav.wire')}
        data-search={t(language, 'desk.palette.search', { q: '{q}' })}
        data-none={t(language, 'desk.palette.none')}
      />
      <p class="visually-hidden" id="palette-count" role="status" />
    </dialog>
  )
}
