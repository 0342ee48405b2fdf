import { type Context, Hono } from 'hono'
import { incomingItems, type IncomingRow as Row } from '../../store/intake-item.ts'
import { type IntakeSource, intakeSources } from '../../store/intake-source.ts'
import { incomingSights } from '../../store/intake-view.ts'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { Pager } from '../../web/components/pager.tsx'
import { WireList } from '../../web/components/wire-list.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { seatOf } from '../seat.ts'
import { type IncomingChoice, incomingChoiceOf, incomingHref, incomingQuery, isNarrowed, statusesOf } from './choice.ts'
import { IncomingFilter } from './filter.tsx'
import { openIncoming } from './open.ts'
import { IncomingPane } from './pane.tsx'
import { type Arrived, IncomingRow } from './row.tsx'
import { IncomingTabs } from './tabs.tsx'

const pageSize = 50

/** `/desk/incoming`: what has come in, and beside it the item that is open. */
export const incomingRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/incoming', c => drawIncoming(desk, c))
  return routes
}

const drawIncoming = async (desk: Desk, c: Context<WebEnv>) => {
  const choice = incomingChoiceOf(new URL(c.req.url).searchParams)
  // The cursor first: what comes in while the list is read is told by the live stream.
  const after = Date.now()
  const [seat, shown, sources, opened] = await Promise.all([
    seatOf(desk, c),
    incomingPage(desk, choice),
    intakeSources(desk.db),
    choice.open === null ? null : openIncoming(desk, { id: choice.open, person: c.get('person').id }),
  ])
  const { screen } = seat
  const { language } = screen
  const live = { src: `/desk/incoming/live${incomingQuery(choice, { before: null, view: 'parsed' })}`, after }
  const title = opened === null ? t(language, 'desk.nav.incoming') : opened.row.headline || t(language, 'desk.untitled')
  return page(
    c,
    <DeskFrame seat={seat} title={title} place="incoming" headless panes>
      <h1 class="visually-hidden">{t(language, 'desk.nav.incoming')}</h1>
      <div class={choice.open === null ? 'columns in-columns' : 'columns in-columns in-reading'}>
        <section class="in-list" aria-label={t(language, 'desk.nav.incoming')}>
          <IncomingTabs screen={screen} counts={seat.counts} current="incoming" />
          <IncomingFilter {...{ screen, choice, sources }} />
          <WireList
            screen={screen}
            label={t(language, 'desk.incoming.list')}
            live={choice.before === null ? live : null}
            empty={<Empty {...{ screen, choice, sources }} />}
          >
            {shown.rows.map(arrived => (
              <IncomingRow {...{ screen, arrived, choice }} />
            ))}
          </WireList>
          <Pager
            screen={screen}
            newer={choice.before === null ? null : incomingHref(choice, { before: null, open: null })}
            older={shown.older === null ? null : incomingHref(choice, { before: shown.older, open: null })}
          />
        </section>
        <IncomingPane {...{ screen, choice, opened }} />
      </div>
    </DeskFrame>,
  )
}

/** One page of the list, newest first; `older` is where the next begins, null at the end. */
const incomingPage = async (desk: Desk, choice: IncomingChoice) => {
  const { source, q, before } = choice
  const found = await incomingItems(desk.db, { source, q, before, status: statusesOf(choice), limit: pageSize + 1 })
  const rows = found.slice(0, pageSize)
  return { rows: await arrivedOf(desk, rows), older: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
}

/** Rows with what lists show of them, in the same order. */
export const arrivedOf = async ({ db }: Desk, rows: readonly Row[]): Promise<Arrived[]> => {
  const sights = await incomingSights(
    db,
    rows.map(row => row.id),
  )
  const byId = new Map(sights.map(sight => [sight.id, sight]))
  return rows.map(row => ({ row, sight: byId.get(row.id) }))
}

interface EmptyProps {
  screen: Screen
  choice: IncomingChoice
  sources: readonly IntakeSource[]
}

const Empty = ({ screen: { language }, choice, sources }: EmptyProps) => {
  const isWithoutSources = sources.length === 0
  const which = isWithoutSources ? 'sources' : isNarrowed(choice) ? 'filtered' : 'waiting'
  return (
    <EmptyState icon="inbox" title={t(language, `desk.incoming.empty.${which}`)}>
      {t(language, `desk.incoming.empty.${which}.how`)}
    </EmptyState>
  )
}
