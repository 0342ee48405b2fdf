import { itemTypes } from '../domain/ids.ts'
import type { Product } from '../domain/product.ts'
import { signals } from '../domain/signal.ts'
import { categoryCodes, languageCodes, priorities } from '../domain/taxonomy.ts'
import { Button, LinkButton } from '../web/components/button.tsx'
import { FilterChoice } from '../web/components/filter-choice.tsx'
import { Icon } from '../web/components/icon.tsx'
import { categoryName, languageName, priorityName, signalName } from '../web/i18n/names.ts'
import { typeName } from '../web/i18n/sizes.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import { type Choice, isNarrowed, nothing, queryOf } from './choice.ts'
import type { Visit } from './env.ts'

interface FilterBarProps {
  screen: Screen
  scope: Visit['scope']
  choice: Choice
  /** Those of the contract. */
  products: readonly Product[]
}

/** Which part of the wire is shown: a plain form whose answer stands in the address. It offers what the contract has. */
export const FilterBar = ({ screen, scope, choice, products }: FilterBarProps) => {
  const { language } = screen
  const written = scope?.languages ?? languageCodes
  const types = itemTypes.filter(each => scope?.types.includes(each))
  return (
    <form class="filter-bar" method="get" action="/portal" aria-label={t(language, 'portal.filter')} data-again="">
      {choice.q !== null && <input type="hidden" name="q" value={choice.q} />}
      {choice.view !== null && <input type="hidden" name="view" value={choice.view} />}
      {types.length > 1 && (
        <FilterChoice
          {...{ name: 'type', label: t(language, 'portal.filter.type'), value: choice.type }}
          all={t(language, 'portal.filter.types')}
          options={[
            ...types.map(type => [type, typeName(language, type)] as const),
            ...(types.length > 2 && types.includes('text')
              ? [['media', t(language, 'portal.filter.media')] as const]
              : []),
          ]}
        />
      )}
      {written.length > 1 && (
        <FilterChoice
          {...{ name: 'language', label: t(language, 'portal.filter.language'), value: choice.language }}
          all={t(language, 'portal.filter.languages')}
          options={written.map(code => [code, languageName(language, code)])}
        />
      )}
      <FilterChoice
        {...{ name: 'category', label: t(language, 'portal.filter.category'), value: choice.category }}
        all={t(language, 'portal.filter.categories')}
        options={categoryCodes.map(code => [code, categoryName(language, code)])}
      />
      <FilterChoice
        {...{ name: 'priority', label: t(language, 'portal.filter.priority'), value: choice.priority }}
        all={t(language, 'portal.filter.priorities')}
        options={priorities.map(code => [code, priorityName(language, code)])}
      />
      <FilterChoice
        {...{ name: 'signal', label: t(language, 'portal.filter.signal'), value: choice.signal }}
        all={t(language, 'portal.filter.signals')}
        options={signals.map(code => [code, signalName(language, code)])}
      />
      {products.length > 1 && (
        <FilterChoice
          {...{ name: 'product', label: t(language, 'portal.filter.product'), value: choice.product }}
          all={t(language, 'portal.filter.products')}
          options={products.map(product => [product.code, product.names[language]])}
        />
      )}
      <Button icon="filter">{t(language, 'portal.filter.show')}</Button>
      {isNarrowed(choice) && (
        <LinkButton href={`/portal${queryOf({ ...nothing, view: choice.view })}`} kind="quiet" icon="close">
          {t(language, 'portal.filter.all')}
        </LinkButton>
      )}
      {types.some(each => each !== 'text') && <ViewSwitch screen={screen} choice={choice} />}
    </form>
  )
}

/** Between the list and the grid of pictures. */
const ViewSwitch = ({ screen: { language }, choice }: Pick<FilterBarProps, 'screen' | 'choice'>) => {
  const isGrid = choice.view === 'pictures'
  const href = (view: Choice['view']) => `/portal${queryOf(choice, { view, before: null, open: null })}`
  return (
    <span class="view-switch">
      <a class="view-choice" href={href(null)} aria-current={isGrid ? undefined : 'true'}>
        <Icon name="wire" />
        <span>{t(language, 'portal.view.list')}</span>
      </a>
      <a class="view-choice" href={href('pictures')} aria-current={isGrid ? 'true' : undefined} data-key="g p">
        <Icon name="grid" />
        <span>{t(language, 'portal.view.pictures')}</span>
      </a>
    </span>
  )
}
