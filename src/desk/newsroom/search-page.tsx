import { stages } from '../../domain/stage.ts'
import { languageCodes } from '../../domain/taxonomy.ts'
import type { DeskUnit } from '../../store/desk-unit.ts'
import type { QueueRow } from '../../store/draft-queue.ts'
import { Button } from '../../web/components/button.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { FilterChoice } from '../../web/components/filter-choice.tsx'
import { Pager } from '../../web/components/pager.tsx'
import { languageName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { type Story, StoryRow } from '../rows.tsx'
import { DraftRows } from './draft-rows.tsx'
import { type Found, periods, type SearchChoice, searchHref, searchKinds } from './search-choice.ts'

interface SearchProps {
  seat: Seat
  units: readonly DeskUnit[]
  choice: SearchChoice
  /** null: not searched. */
  drafts: Found<QueueRow> | null
  stories: Found<Story> | null
}

/** What was found in drafts and on the wire. */
export const SearchPage = ({ seat, units, choice, drafts, stories }: SearchProps) => {
  const { screen, person } = seat
  const { language } = screen
  const isAll = choice.kind === 'all'
  const count = (drafts?.rows.length ?? 0) + (stories?.rows.length ?? 0)
  return (
    <DeskFrame seat={seat} title={t(language, 'desk.work.search')} place="search" q={choice.q}>
      <div class="draft-page">
        <SearchForm {...{ screen, choice, units }} />
        {count === 0 && (
          <EmptyState
            icon="search"
            title={t(language, choice.q === '' ? 'desk.work.search.start' : 'desk.work.search.none')}
          >
            {t(language, 'desk.work.search.how')}
          </EmptyState>
        )}
        {drafts !== null && drafts.rows.length > 0 && (
          <section class="found" aria-labelledby="found-drafts">
            <h2 id="found-drafts">{t(language, 'desk.nav.drafts')}</h2>
            <DraftRows {...{ screen, rows: drafts.rows, person }} />
            <More {...{ screen, choice, kind: 'drafts', isAll, older: drafts.older }} />
          </section>
        )}
        {stories !== null && stories.rows.length > 0 && (
          <section class="found" aria-labelledby="found-wire">
            <h2 id="found-wire">{t(language, 'desk.nav.wire')}</h2>
            <ol class="wire">
              {stories.rows.map(story => (
                <StoryRow {...{ screen, story }} />
              ))}
            </ol>
            <More {...{ screen, choice, kind: 'wire', isAll, older: stories.older }} />
          </section>
        )}
      </div>
    </DeskFrame>
  )
}

interface MoreProps {
  screen: Screen
  choice: SearchChoice
  kind: 'drafts' | 'wire'
  isAll: boolean
  older: string | null
}

/** Where there is more: of both, the way to all of one kind; of one kind, its next page. */
const More = ({ screen, choice, kind, isAll, older }: MoreProps) => {
  if (!isAll) {
    const newer = choice.after === null ? null : searchHref(choice)
    return <Pager {...{ screen, newer }} older={older === null ? null : searchHref(choice, { after: older })} />
  }
  return older === null ? null : (
    <p class="desk-drafts-more">
      <a href={searchHref(choice, { kind })}>{t(screen.language, `desk.work.search.more.${kind}`)}</a>
    </p>
  )
}

interface FormProps {
  screen: Screen
  choice: SearchChoice
  units: readonly DeskUnit[]
}

const SearchForm = ({ screen: { language }, choice, units }: FormProps) => (
  <form class="filter-bar" method="get" action="/desk/search" aria-label={t(language, 'desk.work.search')}>
    <input
      class="input queue-words"
      type="search"
      name="q"
      value={choice.q}
      dir="auto"
      placeholder={t(language, 'desk.work.search.placeholder')}
      aria-label={t(language, 'desk.work.search.words')}
    />
    <FilterChoice
      {...{
        name: 'kind',
        value: choice.kind === 'all' ? null : choice.kind,
        label: t(language, 'desk.work.search.kind'),
      }}
      all={t(language, 'desk.work.search.kind.all')}
      options={searchKinds
        .filter(each => each !== 'all')
        .map(each => [each, t(language, each === 'wire' ? 'desk.nav.wire' : 'desk.nav.drafts')])}
    />
    <FilterChoice
      {...{ name: 'language', value: choice.language, label: t(language, 'desk.field.language') }}
      all={t(language, 'desk.filter.languages')}
      options={languageCodes.map(code => [code, languageName(language, code)])}
    />
    <FilterChoice
      {...{ name: 'period', value: choice.period, label: t(language, 'desk.work.search.period') }}
      all={t(language, 'desk.work.search.period.any')}
      options={periods.map(each => [each, t(language, `desk.work.search.period.${each}`)])}
    />
    <FilterChoice
      {...{ name: 'stage', value: choice.stage, label: t(language, 'desk.work.stages') }}
      all={t(language, 'desk.work.search.stage.any')}
      options={stages.map(each => [each, t(language, `desk.work.stage.${each}`)])}
    />
    <FilterChoice
      {...{ name: 'desk', value: choice.desk, label: t(language, 'desk.work.desk') }}
      all={t(language, 'desk.work.desk.any')}
      options={[['none', t(language, 'desk.work.desk.none')], ...units.map(({ id, name }) => [id, name] as const)]}
    />
    <Button icon="search">{t(language, 'desk.work.search')}</Button>
  </form>
)
