import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { allow, can } from '../../accounts/guard.ts'
import { type SourceHealth, sourceHealth } from '../../store/intake-health.ts'
import type { IntakeSource } from '../../store/intake-source.ts'
import { type SourceHour, sourceHours } from '../../store/intake-view.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { Icon, type IconName } from '../../web/components/icon.tsx'
import { Time } from '../../web/components/time.tsx'
import type { WebEnv } from '../../web/env.ts'
import { formatNumber } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { seatOf } from '../seat.ts'
import { isLookedAt } from './fields.ts'
import { HoursChart, hoursShown } from './hours.tsx'

const hourMs = 3_600_000

/** `/desk/sources`: where news comes in from, and how each does. Editors look, administrators change. */
export const sourceListRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/sources', allow('editor', 'admin'), c => drawSources(desk, c))
  return routes
}

const drawSources = async (desk: Desk, c: Context<WebEnv>) => {
  const now = desk.publisher.clock()
  const since = new Date(now.getTime() - hoursShown * hourMs)
  const [seat, health, hours] = await Promise.all([
    seatOf(desk, c),
    sourceHealth(desk.db, now),
    sourceHours(desk.db, since),
  ])
  const { screen, person } = seat
  const { language } = screen
  const mayChange = can(person, 'sources')
  return page(
    c,
    <DeskFrame
      seat={seat}
      title={t(language, 'desk.nav.sources')}
      place="sources"
      {...(mayChange ? { only: <AddButton screen={screen} /> } : {})}
    >
      <div class="sources">
        {health.length === 0 ? (
          <EmptyState icon="rss" title={t(language, 'desk.incoming.empty.sources')}>
            {t(language, 'desk.source.empty.how')}
          </EmptyState>
        ) : (
          <ol class="source-rows">
            {health.map(each => (
              <SourceRow
                {...{ screen, now, mayChange }}
                health={each}
                hours={hours.filter(({ source }) => source === each.source.id)}
              />
            ))}
          </ol>
        )}
      </div>
    </DeskFrame>,
  )
}

const AddButton = ({ screen }: { screen: Screen }) => (
  <LinkButton href="/desk/sources/new" icon="plus" kind="primary">
    {t(screen.language, 'desk.source.add')}
  </LinkButton>
)

interface RowProps {
  screen: Screen
  health: SourceHealth
  hours: readonly SourceHour[]
  now: Date
  mayChange: boolean
}

const SourceRow = ({ screen, health, hours, now, mayChange }: RowProps) => {
  const { language } = screen
  const { source, rates, waiting, held, quarantined } = health
  const count = (n: number) => formatNumber(language, n)
  return (
    <li class="source-row" id={source.id}>
      <div class="source-what">
        <h2>
          <a href={`/desk/sources/${source.id}`} data-row="" dir="auto">
            {source.name}
          </a>
        </h2>
        <p class="cluster meta">
          <ConditionMark screen={screen} condition={health.condition} />
          <span>{t(language, `desk.source.kind.${source.kind}`)}</span>
          <span>{t(language, `desk.source.mode.${source.routing.mode}`)}</span>
        </p>
        <ConditionWords screen={screen} health={health} />
      </div>
      <dl class="source-facts">
        <Fact label={t(language, 'desk.source.last')}>
          {source.lastArrivalAt === null ? (
            t(language, 'desk.source.never')
          ) : (
            <Time screen={screen} at={source.lastArrivalAt} form="dateTime" />
          )}
        </Fact>
        <Fact label={t(language, 'desk.source.next')}>
          <NextLook {...{ screen, source, now }} />
        </Fact>
        <Fact label={t(language, 'desk.source.errors')}>
          {health.errorRate === null ? '–' : `${count(Math.round(health.errorRate * 100))} %`}
        </Fact>
        <Fact label={t(language, 'desk.incoming.state.waiting')}>
          <a href={`/desk/incoming?source=${source.id}`}>{count(waiting + held)}</a>
        </Fact>
        <Fact label={t(language, 'desk.quarantine')}>
          {quarantined === 0 ? count(0) : <a href="/desk/incoming/quarantine">{count(quarantined)}</a>}
        </Fact>
      </dl>
      <div class="source-chart">
        <HoursChart screen={screen} hours={hours} now={now} />
        <p class="meta num">{t(language, 'desk.source.inDay', { count: rates.items })}</p>
      </div>
      {mayChange && isLookedAt(source.kind) && source.enabled && (
        <form method="post" action={`/desk/sources/${source.id}/look`} class="source-act">
          <CsrfField screen={screen} />
          <Button icon="refresh" kind="quiet">
            {t(language, 'desk.source.look')}
          </Button>
        </form>
      )}
    </li>
  )
}

/** When a source is looked at next; to some, things are sent by others. */
const NextLook = ({ screen, source, now }: { screen: Screen; source: IntakeSource; now: Date }) => {
  if (!isLookedAt(source.kind) || !source.enabled) return <>–</>
  if (source.nextPollAt <= now) return <>{t(screen.language, 'desk.source.now')}</>
  return <Time screen={screen} at={source.nextPollAt} />
}

const Fact = ({ label, children }: { label: string; children: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd class="num">{children}</dd>
  </div>
)

const marks: Readonly<Record<SourceHealth['condition'], { tone: string; icon: IconName }>> = {
  well: { tone: 'update', icon: 'check' },
  failing: { tone: 'flash', icon: 'alert' },
  stalled: { tone: 'urgent', icon: 'clock' },
  off: { tone: 'killed', icon: 'pause' },
}

/** How a source does, as a word with a mark. */
export const ConditionMark = ({ screen, condition }: { screen: Screen; condition: SourceHealth['condition'] }) => (
  <span class={`mark mark-${marks[condition].tone}`}>
    <Icon name={marks[condition].icon} />
    <span>{t(screen.language, `desk.source.condition.${condition}`)}</span>
  </span>
)

/** Why a source does not do well, in words. */
export const ConditionWords = ({ screen, health }: { screen: Screen; health: SourceHealth }) => {
  const { language } = screen
  const { source, condition } = health
  return (
    <>
      {condition === 'stalled' && (
        <p class="source-why">{t(language, 'desk.source.stalled', { count: source.stalledAfterMinutes ?? 0 })}</p>
      )}
      {source.failures > 0 && source.enabled && (
        <p class="source-why">
          {t(language, 'desk.source.failures', { count: source.failures })} <bdi>{source.lastError}</bdi>
        </p>
      )}
    </>
  )
}
