import { Icon } from './components/icon.tsx'
import { t } from './i18n/translate.ts'
import type { Screen } from './screen.ts'

/** The list of keys that `?` opens. `client/keys.js` adds those that the page itself gives to its links and buttons. */
export const KeysDialog = ({ screen: { language, face } }: { screen: Screen }) => {
  const rows = [
    ['j', t(language, 'keys.next')],
    ['k', t(language, 'keys.previous')],
    ['Enter', t(language, 'keys.open')],
    ['Esc', t(language, 'keys.back')],
    ['Ctrl Enter', t(language, 'keys.send')],
    ['Ctrl k', t(language, face === 'desk' ? 'keys.commands' : 'keys.search')],
    ['?', t(language, 'keys.help')],
  ]
  return (
    <dialog class="keys" id="keys" aria-labelledby="keys-title">
      <header class="sheet-head">
        <h2 id="keys-title">{t(language, 'keys.title')}</h2>
        <form method="dialog">
          <button class="button button-quiet" type="submit">
            <Icon name="close" />
            <span>{t(language, 'sheet.close')}</span>
          </button>
        </form>
      </header>
      <dl class="keys-list" id="keys-list">
        {rows.map(([keys = '', words]) => (
          <div>
            <dt>
              {keys.split(' ').map(key => (
                <kbd>{key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" id="keys-enabled" checked />
        <span>{t(language, 'keys.enabled')}</span>
      </label>
    </dialog>
  )
}
