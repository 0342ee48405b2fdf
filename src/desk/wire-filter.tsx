import type { Entry } from '../domain/entry.ts'
import { itemTypes } from '../domain/ids.ts'
import { signals } from '../domain/signal.ts'
import { categoryCodes, languageCodes } from '../domain/taxonomy.ts'
import type { WireFilter } from '../store/desk-list.ts'
import { Button, LinkButton } from '../web/components/button.tsx'
import { FilterChoice } from '../web/components/filter-choice.tsx'
import { categoryName, languageName, signalName } from '../web/i18n/names.ts'
import { typeName } from '../web/i18n/sizes.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'

/** The filter that an address names; what it names and nobody knows counts as not named. */
export const filterOf = (query: URLSearchParams): WireFilter => ({
  language: languageCodes.find(each => each === query.get('language')) ?? null,
  category: categoryCodes.find(each => each === query.get('category')) ?? null,
  signal: signals.find(each => each === query.get('signal')) ?? null,
  type: itemTypes.find(each => each === query.get('type')) ?? null,
})

/** The filter as the query of an address, with what else stands in it: `?language=tr&before=12`, or nothing. */
export const queryOf = (filter: WireFilter, more: Readonly<Record<string, string | number | null>> = {}): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...more })) if (value !== null) query.set(name, String(value))
  return query.size === 0 ? '' : `?${query}`
}

export const isFiltered = (filter: WireFilter): boolean => Object.values(filter).some(value => value !== null)

export const matchesFilter = (
  { language, category, signal, type }: WireFilter,
  entry: Pick<Entry, 'language' | 'category' | 'signal' | 'type'>,
): boolean =>
  (language === null || entry.language === language) &&
  (category === null || entry.category === category) &&
  (signal === null || entry.signal === signal) &&
  (type === null || entry.type === type)

/** Which part of the wire is shown: a plain form whose answer stands in the address. */
export const FilterBar = ({ screen, filter, show }: { screen: Screen; filter: WireFilter; show?: string }) => {
  const { language } = screen
  return (
    <form class="filter-bar" method="get" action="/desk" aria-label={t(language, 'desk.filter')}>
      <FilterChoice
        {...{ name: 'type', label: t(language, 'desk.media.types'), value: filter.type }}
        options={itemTypes.map(code => [code, typeName(language, code)])}
        all={t(language, 'desk.filter.types')}
      />
      <FilterChoice
        {...{ name: 'language', label: t(language, 'desk.field.language'), value: filter.language }}
        options={languageCodes.map(code => [code, languageName(language, code)])}
        all={t(language, 'desk.filter.languages')}
      />
      <FilterChoice
        {...{ name: 'category', label: t(language, 'desk.field.category'), value: filter.category }}
        options={categoryCodes.map(code => [code, categoryName(language, code)])}
        all={t(language, 'desk.filter.categories')}
      />
      <FilterChoice
        {...{ name: 'signal', label: t(language, 'desk.signal'), value: filter.signal }}
        options={signals.map(code => [code, signalName(language, code)])}
        all={t(language, 'desk.filter.signals')}
      />
      {show !== undefined && <input type="hidden" name="show" value={show} />}
      <Button icon="filter">{t(language, 'desk.filter.show')}</Button>
      {isFiltered(filter) && (
        <LinkButton href="/desk" kind="quiet" icon="close">
          {t(language, 'desk.filter.all')}
        </LinkButton>
      )}
    </form>
  )
}
