import { type Context, Hono } from 'hono'
import { itemsOfRaw } from '../../store/intake-item.ts'
import { quarantined, type RawRow, rawOf } from '../../store/intake-raw.ts'
import { intakeSource } from '../../store/intake-source.ts'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { Pager } from '../../web/components/pager.tsx'
import { Time } from '../../web/components/time.tsx'
import { LiveFrame } from '../../web/components/wire-list.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { seatOf } from '../seat.ts'
import { numberOf } from './choice.ts'
import { type OpenRaw, QuarantinePane } from './quarantine-pane.tsx'
import { IncomingTabs } from './tabs.tsx'

const pageSize = 50

/** `/desk/incoming/quarantine`: what could not be read, and beside it why. */
export const quarantineRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/incoming/quarantine', c => drawQuarantine(desk, c))
  return routes
}

/** Draws the list with a document beside it. @param typed what somebody had typed into its text, where that was refused */
export const drawQuarantine = async (
  desk: Desk,
  c: Context<WebEnv>,
  more: { readonly open?: number; readonly typed?: string; readonly error?: string; readonly status?: number } = {},
) => {
  const query = new URL(c.req.url).searchParams
  const open = more.open ?? numberOf(query.get('open'))
  const before = numberOf(query.get('before'))
  const [seat, found, opened] = await Promise.all([
    seatOf(desk, c),
    quarantined(desk.db, { before, limit: pageSize + 1 }),
    open === null ? null : openRaw(desk, open),
  ])
  const { screen } = seat
  const { language } = screen
  const rows = found.slice(0, pageSize)
  const older = found.length > pageSize ? rows.at(-1)?.id : undefined
  const list = <QuarantineRows {...{ screen, rows, open }} />
  const src = `/desk/incoming/live?list=quarantine${open === null ? '' : `&open=${open}`}`
  return page(
    c,
    <DeskFrame seat={seat} title={t(language, 'desk.quarantine')} place="incoming" headless panes>
      <h1 class="visually-hidden">{t(language, 'desk.quarantine')}</h1>
      <div class={open === null ? 'columns in-columns' : 'columns in-columns in-reading'}>
        <section class="in-list" aria-label={t(language, 'desk.quarantine')}>
          <IncomingTabs screen={screen} counts={seat.counts} current="quarantine" />
          {before === null ? <LiveFrame screen={screen} live={{ src, after: '' }} children={list} /> : list}
          <Pager
            screen={screen}
            newer={before === null ? null : '/desk/incoming/quarantine'}
            older={older === undefined ? null : `/desk/incoming/quarantine?before=${older}`}
          />
        </section>
        <QuarantinePane {...{ seat, opened, isAsked: open !== null }} {...more} />
      </div>
    </DeskFrame>,
    more.status,
  )
}

const openRaw = async ({ db }: Desk, id: number): Promise<OpenRaw | null> => {
  const raw = await rawOf(db, id)
  if (raw === null) return null
  const [source, items] = await Promise.all([intakeSource(db, raw.source), itemsOfRaw(db, id)])
  return { raw, items, charset: source?.defaults.charset ?? null }
}

/** The newest of what could not be read, as a live fragment replaces it whole. */
export const newestQuarantined = ({ db }: Desk): Promise<RawRow[]> => quarantined(db, { limit: pageSize })

interface RowsProps {
  screen: Screen
  rows: readonly RawRow[]
  open: number | null
}

/** The list as a whole, which a live fragment replaces. */
export const QuarantineRows = ({ screen, rows, open }: RowsProps) => {
  const { language } = screen
  return (
    <div id="quarantine">
      {rows.length === 0 ? (
        <EmptyState icon="check" title={t(language, 'desk.quarantine.empty')}>
          {t(language, 'desk.quarantine.empty.how')}
        </EmptyState>
      ) : (
        <ol class="wire" aria-label={t(language, 'desk.quarantine.list')}>
          {rows.map(row => (
            <QuarantineRow {...{ screen, row }} isCurrent={row.id === open} />
          ))}
        </ol>
      )}
    </div>
  )
}

const QuarantineRow = ({ screen, row, isCurrent }: { screen: Screen; row: RawRow; isCurrent: boolean }) => (
  <li id={`raw-${row.id}`} class={isCurrent ? 'row row-in row-current' : 'row row-in'}>
    <span class="priority-bar" />
    <span class="row-time num">
      <Time screen={screen} at={row.receivedAt} />
    </span>
    <span class="row-main">
      <span class="mark mark-urgent">
        <Icon name="alert" />
      </span>
      <a
        class="row-link"
        href={`/desk/incoming/quarantine?open=${row.id}`}
        data-row=""
        dir="auto"
        aria-current={isCurrent ? 'true' : undefined}
      >
        {row.name ?? `${row.sourceName} ${row.id}`}
      </a>
    </span>
    <span class="row-meta">
      <span class="row-place">
        <bdi>{row.sourceName}</bdi>
      </span>
      <span class="row-reason" dir="auto">
        {row.reason}
      </span>
    </span>
  </li>
)
