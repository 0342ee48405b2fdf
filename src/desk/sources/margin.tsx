import type { Child } from 'hono/jsx'
import type { SourceHealth } from '../../store/intake-health.ts'
import type { IntakeSource } from '../../store/intake-source.ts'
import type { SourceHour } from '../../store/intake-view.ts'
import { Button, type ButtonKind } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import type { IconName } from '../../web/components/icon.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { Time } from '../../web/components/time.tsx'
import { formatNumber } from '../../web/i18n/format.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { isLookedAt } from './fields.ts'
import { HoursChart, HoursTable } from './hours.tsx'
import { ConditionMark, ConditionWords } from './list.tsx'

interface MarginProps {
  screen: Screen
  /** Undefined where it was forgotten in this moment. */
  health: SourceHealth | undefined
  hours: readonly SourceHour[]
  now: Date
  mayChange: boolean
}

/** How a source does, and what can be done with it by one press; what cannot be taken back stands apart, behind a second one. */
export const SourceMargin = ({ screen, health, hours, now, mayChange }: MarginProps) => {
  if (health === undefined) return null
  const { language } = screen
  const { source } = health
  const moment = (at: Date | null): Child =>
    at === null ? t(language, 'desk.source.never') : <Time screen={screen} at={at} form="dateTime" />
  const rows: [Key, Child][] = [
    ['desk.source.last', moment(source.lastArrivalAt)],
    ...(isLookedAt(source.kind)
      ? ([
          ['desk.source.lastLook', moment(source.lastPollAt)],
          ['desk.source.lastGood', moment(source.lastOkAt)],
          ['desk.source.next', source.enabled ? moment(source.nextPollAt) : '–'],
        ] satisfies [Key, Child][])
      : []),
    [
      'desk.source.errors',
      health.errorRate === null ? '–' : `${formatNumber(language, Math.round(health.errorRate * 100))} %`,
    ],
    [
      'desk.incoming.state.waiting',
      <a href={`/desk/incoming?source=${source.id}`}>{formatNumber(language, health.waiting + health.held)}</a>,
    ],
    ['desk.quarantine', <a href="/desk/incoming/quarantine">{formatNumber(language, health.quarantined)}</a>],
  ]
  return (
    <aside class="source-margin" aria-label={t(language, 'desk.source.health')}>
      <ConditionMark screen={screen} condition={health.condition} />
      <ConditionWords screen={screen} health={health} />
      <dl class="facts">
        {rows.map(([label, value]) => (
          <div>
            <dt>{t(language, label)}</dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
      </dl>
      <h2 class="editor-heading">{t(language, 'desk.source.day')}</h2>
      <HoursChart {...{ screen, hours, now }} />
      <HoursTable {...{ screen, hours, now }} />
      {mayChange && <Acts screen={screen} source={source} />}
    </aside>
  )
}

interface ActProps {
  screen: Screen
  source: IntakeSource
  act: 'on' | 'off' | 'look' | 'anew' | 'reread' | 'forget'
  icon: IconName
  kind?: ButtonKind
}

const Act = ({ screen, source, act, icon, kind = 'plain' }: ActProps) => (
  <form method="post" action={`/desk/sources/${source.id}/${act}`}>
    <CsrfField screen={screen} />
    <Button {...{ icon, kind }}>{t(screen.language, `desk.source.act.${act}`)}</Button>
  </form>
)

const Acts = ({ screen, source }: { screen: Screen; source: IntakeSource }) => {
  const { language } = screen
  const shared = { screen, source }
  return (
    <>
      <div class="bar">
        {isLookedAt(source.kind) && source.enabled && <Act {...shared} act="look" icon="refresh" />}
        <Act {...shared} act={source.enabled ? 'off' : 'on'} icon={source.enabled ? 'pause' : 'check'} />
      </div>
      <details class="in-more">
        <summary>{t(language, 'desk.source.rarely')}</summary>
        <div class="stack">
          <p class="field-hint">{t(language, 'desk.source.act.reread.how')}</p>
          <Act {...shared} act="reread" icon="history" />
          {isLookedAt(source.kind) && (
            <>
              <p class="field-hint">{t(language, 'desk.source.act.anew.how')}</p>
              <Act {...shared} act="anew" icon="refresh" />
            </>
          )}
          <p class="field-hint">{t(language, 'desk.source.act.forget.how')}</p>
          <Act {...shared} act="forget" icon="close" kind="danger" />
        </div>
      </details>
    </>
  )
}

interface HandInProps {
  screen: Screen
  source: IntakeSource
  /** Where documents are posted to. */
  address: string
  /** A key that was just made. */
  made?: string
  mayChange: boolean
}

/** How documents are handed in over HTTP; a new key is shown once. */
export const HandIn = ({ screen, source, address, made, mayChange }: HandInProps) => {
  const { language } = screen
  const key = made ?? 'dli_…'
  return (
    <section class="hand-in stack" aria-labelledby="hand-in">
      <h2 class="editor-heading" id="hand-in">
        {t(language, 'desk.source.handIn')}
      </h2>
      <p>
        <code class="mono" dir="ltr">
          POST {address}
        </code>
      </p>
      {made !== undefined && (
        <NoticeBand tone="update" icon="key" title={t(language, 'desk.source.key.made')} announce>
          <p>
            <code class="mono hand-in-key" dir="ltr">
              {made}
            </code>
          </p>
          <p>{t(language, 'desk.source.key.once')}</p>
        </NoticeBand>
      )}
      <section class="raw-frame" tabindex={0} aria-label={t(language, 'desk.source.example')}>
        <pre class="raw-text mono" dir="ltr">
          {`curl -H 'Authorization: Bearer ${key}' \\\n  -H 'Content-Type: application/xml' \\\n  --data-binary @story.xml \\\n  '${address}'`}
        </pre>
      </section>
      <p class="field-hint">{t(language, 'desk.source.handIn.how')}</p>
      {mayChange && (
        <form method="post" action={`/desk/sources/${source.id}/key`}>
          <CsrfField screen={screen} />
          <Button icon="key">{t(language, source.hasKey ? 'desk.source.key.replace' : 'desk.source.key.make')}</Button>
        </form>
      )}
      {mayChange && source.hasKey && made === undefined && (
        <p class="field-hint">{t(language, 'desk.source.key.replace.how')}</p>
      )}
    </section>
  )
}
