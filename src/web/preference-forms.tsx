import type { Child } from 'hono/jsx'
import { languageCodes } from '../domain/taxonomy.ts'
import { ownName } from './i18n/names.ts'
import { t } from './i18n/translate.ts'
import { type Screen, themes } from './screen.ts'

/** Buttons that change the language of the screens, each under its own name. */
export const LanguageChoice = ({ screen }: { screen: Screen }) => (
  <Choice screen={screen} legend={t(screen.language, 'app.language')}>
    {languageCodes.map(code => (
      <button
        class="choice"
        type="submit"
        name="language"
        value={code}
        lang={code}
        aria-pressed={code === screen.language ? 'true' : 'false'}
      >
        {ownName(code)}
      </button>
    ))}
  </Choice>
)

/** Light, dark, or as the device. */
export const ThemeChoice = ({ screen }: { screen: Screen }) => (
  <Choice screen={screen} legend={t(screen.language, 'app.theme')} theme>
    {themes.map(theme => (
      <button
        class="choice"
        type="submit"
        name="theme"
        value={theme}
        aria-pressed={theme === screen.theme ? 'true' : 'false'}
      >
        {t(screen.language, `theme.${theme}`)}
      </button>
    ))}
  </Choice>
)

const Choice = ({
  screen,
  legend,
  theme,
  children,
}: {
  screen: Screen
  legend: string
  theme?: boolean
  children: Child
}) => (
  <form class="choices" method="post" action="/preferences" data-theme-choice={theme ? '' : undefined} data-again="">
    <fieldset>
      <legend>{legend}</legend>
      <input type="hidden" name="return" value={screen.path} />
      <div class="choices-row">{children}</div>
    </fieldset>
  </form>
)
