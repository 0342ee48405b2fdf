import type { Person } from '../../accounts/people.ts'
import { stages } from '../../domain/stage.ts'
import type { DeskUnit } from '../../store/desk-unit.ts'
import type { QueueRow, queueCounts } from '../../store/draft-queue.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { FilterChoice } from '../../web/components/filter-choice.tsx'
import { Pager } from '../../web/components/pager.tsx'
import { formatNumber } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { type QueueChoice, queueQuery, whoses } from './choice.ts'
import { DraftRows } from './draft-rows.tsx'

/** A page of a queue with its counts. */
export interface QueueView {
  readonly choice: QueueChoice
  readonly person: Pick<Person, 'role'>
  readonly rows: readonly QueueRow[]
  readonly counts: Awaited<ReturnType<typeof queueCounts>>
  /** Where the next page begins; null at the end. */
  readonly older: string | null
}

const hrefOf = (choice: QueueChoice, change: Partial<QueueChoice>) => `/desk/drafts${queueQuery(choice, change)}`

/** The tabs by stage and the rows; a live fragment replaces it as a whole, its rows are morphed. */
export const Queue = ({ screen, view }: { screen: Screen; view: QueueView }) => {
  const { language } = screen
  const { choice, person, rows, counts, older } = view
  const back = `/desk/drafts${queueQuery(choice, { after: choice.after })}`
  return (
    <div id="queue">
      <nav class="tabs stage-tabs" aria-label={t(language, 'desk.work.stages')}>
        {[null, ...stages].map(stage => (
          <a href={hrefOf(choice, { stage })} aria-current={stage === choice.stage ? 'page' : undefined}>
            {stage === null ? t(language, 'desk.work.stage.any') : t(language, `desk.work.stage.${stage}`)}{' '}
            <span class="count num">
              {formatNumber(
                language,
                stages.reduce(
                  (sum, each) => (stage === null || each === stage ? sum + counts[each][choice.whose] : sum),
                  0,
                ),
              )}
            </span>
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState icon="draft" title={t(language, emptyTitle(choice))}>
          {t(language, choice.q === '' ? 'desk.empty.drafts.how' : 'desk.work.empty.words.how')}
        </EmptyState>
      ) : (
        <DraftRows {...{ screen, rows, person, back }} acts />
      )}
      <Pager
        screen={screen}
        newer={choice.after === null ? null : hrefOf(choice, {})}
        older={older === null ? null : hrefOf(choice, { after: older })}
      />
    </div>
  )
}

const emptyTitle = ({ q, stage, whose }: QueueChoice) => {
  if (q !== '') return 'desk.work.empty.words' as const
  if (stage !== null) return `desk.work.empty.${stage}` as const
  return whose === 'mine'
    ? 'desk.empty.drafts.mine'
    : whose === 'assigned'
      ? 'desk.work.empty.assigned'
      : 'desk.empty.drafts.all'
}

interface FilterProps {
  screen: Screen
  choice: QueueChoice
  units: readonly DeskUnit[]
}

/** Whose drafts, of which desk, with which words: a plain form whose answer stands in the address. */
export const QueueFilterBar = ({ screen: { language }, choice, units }: FilterProps) => (
  <div class="queue-filter">
    <nav class="tabs" aria-label={t(language, 'desk.whose')}>
      {whoses.map(whose => (
        <a href={hrefOf(choice, { whose })} aria-current={whose === choice.whose ? 'page' : undefined}>
          {t(language, whose === 'assigned' ? 'desk.work.whose.assigned' : `desk.whose.${whose}`)}
        </a>
      ))}
    </nav>
    <form class="filter-bar" method="get" action="/desk/drafts" aria-label={t(language, 'desk.filter')}>
      {choice.stage !== null && <input type="hidden" name="stage" value={choice.stage} />}
      {choice.whose !== 'all' && <input type="hidden" name="whose" value={choice.whose} />}
      <FilterChoice
        {...{ name: 'desk', value: choice.desk, label: t(language, 'desk.work.desk') }}
        all={t(language, 'desk.work.desk.any')}
        options={[['none', t(language, 'desk.work.desk.none')], ...units.map(({ id, name }) => [id, name] as const)]}
      />
      <input
        class="input queue-words"
        type="search"
        name="q"
        value={choice.q}
        placeholder={t(language, 'desk.work.words')}
        aria-label={t(language, 'desk.work.words')}
      />
      <Button icon="filter">{t(language, 'desk.filter.show')}</Button>
      {(choice.desk !== null || choice.q !== '') && (
        <LinkButton href={hrefOf(choice, { desk: null, q: '' })} kind="quiet" icon="close">
          {t(language, 'desk.filter.all')}
        </LinkButton>
      )}
    </form>
  </div>
)
