import type { IntakeSource } from '../../store/intake-source.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { FilterChoice } from '../../web/components/filter-choice.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { type IncomingChoice, incomingStates, isNarrowed } from './choice.ts'

interface FilterProps {
  screen: Screen
  choice: IncomingChoice
  sources: readonly IntakeSource[]
}

/** Which part of what came in is shown: a plain form whose answer stands in the address. */
export const IncomingFilter = ({ screen: { language }, choice, sources }: FilterProps) => (
  <form class="filter-bar" method="get" action="/desk/incoming" aria-label={t(language, 'desk.filter')}>
    <select class="input filter-choice" name="state" aria-label={t(language, 'desk.incoming.state')}>
      {incomingStates.map(state => (
        <option value={state} selected={state === choice.state}>
          {t(language, `desk.incoming.state.${state}`)}
        </option>
      ))}
    </select>
    <FilterChoice
      {...{ name: 'source', value: choice.source, label: t(language, 'desk.incoming.fact.source') }}
      all={t(language, 'desk.incoming.allSources')}
      options={sources.map(({ id, name }) => [id, name])}
    />
    <input
      class="input filter-choice in-words"
      type="search"
      name="q"
      value={choice.q ?? ''}
      dir="auto"
      aria-label={t(language, 'desk.incoming.words')}
      placeholder={t(language, 'desk.incoming.words')}
      data-key="/"
      enterkeyhint="search"
    />
    <Button icon="filter">{t(language, 'desk.filter.show')}</Button>
    {isNarrowed(choice) && (
      <LinkButton href="/desk/incoming" kind="quiet" icon="close">
        {t(language, 'desk.incoming.reset')}
      </LinkButton>
    )}
  </form>
)
