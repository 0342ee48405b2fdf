import { isLapsed } from '../domain/licence.ts'
import { countItems, listItems, type Wanted } from '../store/list.ts'
import { EmptyState } from '../web/components/empty-state.tsx'
import { Pager } from '../web/components/pager.tsx'
import { formatLongDate, formatNumber } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import { type Choice, isNarrowed, queryOf, wantedOf } from './choice.ts'
import type { Portal, Visit } from './env.ts'
import { StoryRow } from './row.tsx'
import { type Story, storiesOf } from './story.ts'

const pageSize = 50
const countedAtMost = 1_000

/** One page of the wire as somebody chose it. */
export interface WirePage {
  readonly stories: readonly Story[]
  /** Where the older page begins; null at the end. */
  readonly older: number | null
  /** How many stories a search found; null where nothing was searched. */
  readonly found: { readonly count: number; readonly isApproximate: boolean } | null
}

/** The products that a contract has now. */
export const productsOf = ({ catalogue }: Portal, { scope }: Visit) =>
  catalogue.products().filter(product => scope?.products.includes(product.id))

/** Reads a page of the wire, newest first. */
export const wirePage = async (portal: Portal, visit: Visit, choice: Choice): Promise<WirePage> => {
  const { scope, now } = visit
  if (scope === null) return { stories: [], older: null, found: null }
  const wanted: Wanted = {
    ...{ scope, now, text: choice.q, from: null, to: null },
    ...wantedOf(choice, productsOf(portal, visit)),
  }
  const place = { before: choice.before, offset: 0 }
  const [rows, found] = await Promise.all([
    listItems(portal.db, { ...wanted, ...place, limit: pageSize + 1 }),
    choice.q === null ? null : countItems(portal.db, { ...wanted, before: null, offset: 0, bound: countedAtMost }),
  ])
  const shown = rows.slice(0, pageSize)
  return {
    stories: await storiesOf(portal, shown),
    older: rows.length > pageSize ? (shown.at(-1)?.seq ?? null) : null,
    found,
  }
}

interface PartProps {
  visit: Visit
  choice: Choice
  shown: WirePage
}

/** The rows, with the day between them where it changes. */
export const WireRows = ({ visit, choice, shown }: PartProps) => {
  const { screen, now } = visit
  let day = formatLongDate(screen.language, now, screen.timeZone)
  return (
    <>
      {shown.stories.map(story => {
        const own = formatLongDate(screen.language, story.delivery.entry.at, screen.timeZone)
        const isNewDay = own !== day
        day = own
        return (
          <>
            {isNewDay && <li class="wire-day">{own}</li>}
            <StoryRow {...{ visit, story, choice }} />
          </>
        )
      })}
    </>
  )
}

export const rowsId = 'wire-rows'

/** The whole list once more, for an open page whose contract has changed. */
export const WireRowsAgain = (props: PartProps) => (
  <ol
    id={rowsId}
    class={props.choice.view === null ? 'wire' : 'wire wire-pictures'}
    aria-label={t(props.visit.screen.language, 'portal.nav.wire')}
  >
    <WireRows {...props} />
  </ol>
)

export const WirePager = ({ visit: { screen }, choice, shown }: PartProps) => (
  <div id="wire-pager">
    <Pager
      screen={screen}
      newer={choice.before === null ? null : `/portal${queryOf(choice, { before: null, open: null })}`}
      older={shown.older === null ? null : `/portal${queryOf(choice, { before: shown.older, open: null })}`}
    />
  </div>
)

/** What was searched for, and how many stories have it. */
export const WireFound = ({ visit: { screen }, choice, shown }: PartProps) => (
  <div id="wire-found">
    {choice.q !== null && shown.found !== null && (
      <p class="wire-found">
        {t(screen.language, 'portal.found', { count: shown.found.count, number: countText(screen, shown.found) })}{' '}
        <bdi class="wire-query">{choice.q}</bdi>
      </p>
    )}
  </div>
)

const countText = (screen: Screen, { count, isApproximate }: { count: number; isApproximate: boolean }): string =>
  `${formatNumber(screen.language, count)}${isApproximate ? '+' : ''}`

/** What will appear in an empty list, and how. */
export const WireEmpty = ({ visit: { screen, scope, now }, choice }: { visit: Visit; choice: Choice }) => {
  const { language } = screen
  if (scope !== null && isLapsed(scope, now) && !isNarrowed(choice)) {
    return (
      <EmptyState icon="info" title={t(language, 'portal.empty.lapsed')}>
        {t(language, 'portal.licence.notices')}
      </EmptyState>
    )
  }
  if (choice.q !== null) {
    return (
      <EmptyState icon="search" title={t(language, 'portal.empty.search')}>
        {t(language, 'portal.empty.search.how')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon="wire" title={t(language, isNarrowed(choice) ? 'portal.empty.filtered' : 'portal.empty')}>
      {t(language, isNarrowed(choice) ? 'portal.empty.filtered.how' : 'portal.empty.how')}
    </EmptyState>
  )
}
