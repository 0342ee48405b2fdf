import { directionOf, languageCodes } from '../../domain/taxonomy.ts'
import type { IncomingRow as Incoming, IncomingHold } from '../../store/intake-item.ts'
import type { IncomingSight } from '../../store/intake-view.ts'
import { Icon } from '../../web/components/icon.tsx'
import { EmbargoMark, PriorityBar, PriorityMark, SignalMark } from '../../web/components/signal-mark.tsx'
import { Time } from '../../web/components/time.tsx'
import { formatNumber } from '../../web/i18n/format.ts'
import { categoryName } from '../../web/i18n/names.ts'
import { catalogues, type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { type IncomingChoice, incomingHref } from './choice.ts'

/** An item that came in, as a list shows it. */
export interface Arrived {
  readonly row: Incoming
  /** Undefined where it was forgotten meanwhile. */
  readonly sight: IncomingSight | undefined
}

interface RowProps {
  screen: Screen
  arrived: Arrived
  choice: IncomingChoice
}

const incomingRowId = (id: number): string => `in-${id}`

/** Language and direction of a text of somebody else's; `auto` where the language is not one of ours. */
export const writtenIn = (code: string | null): { lang?: string; dir: 'ltr' | 'rtl' | 'auto' } => {
  const known = languageCodes.find(each => each === code?.split('-')[0]?.toLowerCase())
  if (known !== undefined) return { lang: known, dir: directionOf(known) }
  return code === null ? { dir: 'auto' } : { lang: code, dir: 'auto' }
}

/** A row of the incoming list: bar, time, source, signal, marks, headline in its own direction. */
export const IncomingRow = ({ screen, arrived: { row, sight }, choice }: RowProps) => {
  const { language } = screen
  const isGone = row.status === 'dismissed' || row.status === 'superseded' || row.status === 'unchanged'
  const isCurrent = choice.open === row.id
  const classes = ['row', 'row-in', isGone && 'row-passed', isCurrent && 'row-current']
  return (
    <li id={incomingRowId(row.id)} class={classes.filter(Boolean).join(' ')}>
      <PriorityBar screen={screen} priority={row.priority ?? 4} />
      <span class="row-time num">
        <Time screen={screen} at={row.at} />
      </span>
      <span class="row-main">
        {isDecided(row.status) && <span class="tag">{t(language, `desk.incoming.status.${row.status}`)}</span>}
        {row.status === 'held' && <HeldMark screen={screen} holds={row.holds} />}
        <PriorityMark screen={screen} priority={row.priority ?? 4} />
        {row.signal !== 'new' && <SignalMark screen={screen} signal={row.signal} />}
        {sight?.embargo && <EmbargoMark screen={screen} until={momentOf(sight.embargo.until)} />}
        <a
          class="row-link"
          href={incomingHref(choice, { open: row.id, before: null, view: 'parsed' })}
          data-row=""
          {...writtenIn(row.language)}
          aria-current={isCurrent ? 'true' : undefined}
        >
          {row.headline.trim() || t(language, 'desk.untitled')}
        </a>
      </span>
      <span class="row-meta">
        <span class="row-place">
          <bdi>{row.sourceName}</bdi>
        </span>
        {row.category !== null && <span class="row-category">{categoryName(language, row.category)}</span>}
        {row.language !== null && row.language !== language && (
          <span class="row-language" lang="en">
            {row.language.slice(0, 7).toUpperCase()}
          </span>
        )}
        <span class="row-marks">
          <Marks {...{ screen, row, sight }} />
        </span>
      </span>
    </li>
  )
}

/** A moment that was read; null for what is no moment. */
const momentOf = (text: string | null): Date | null => {
  const at = text === null ? null : new Date(text)
  return at === null || Number.isNaN(at.getTime()) ? null : at
}

type Decided = Exclude<Incoming['status'], 'waiting' | 'held'>
const isDecided = (status: Incoming['status']): status is Decided => status !== 'waiting' && status !== 'held'

/** Version and pictures. */
const Marks = ({ screen, row, sight }: { screen: Screen; row: Incoming; sight: IncomingSight | undefined }) => {
  const { language } = screen
  const version = /^\d{1,4}$/.test(row.sourceVersion ?? '') ? Number(row.sourceVersion) : 0
  const pictures = sight?.renditions ?? 0
  return (
    <>
      {version > 1 && (
        <span class="num" title={t(language, 'row.version', { number: version })}>
          v{version}
        </span>
      )}
      {pictures > 0 && (
        <span class="num" title={t(language, 'desk.incoming.files', { count: pictures })}>
          <Icon name="copy" /> {formatNumber(language, pictures)}
          <span class="visually-hidden"> {t(language, 'desk.incoming.files', { count: pictures })}</span>
        </span>
      )}
    </>
  )
}

const HeldMark = ({ screen, holds }: { screen: Screen; holds: readonly IncomingHold[] }) => (
  <span class="mark mark-urgent" title={holds.map(hold => holdWords(screen, hold)).join(' · ')}>
    <Icon name="pause" />
    <span>
      {t(screen.language, 'desk.incoming.held', { reason: holds[0] === undefined ? '' : holdName(screen, holds[0]) })}
    </span>
  </span>
)

/** Why an item waits, in a few words. */
export const holdName = ({ language }: Screen, { code }: IncomingHold): string => {
  const keys = [`desk.hold.${code}`, `problem.${code}.title`]
  const key = keys.find((each): each is Key => each in catalogues.en)
  return key === undefined ? code : t(language, key)
}

/** Why an item waits, with what the reader of it found. */
const holdWords = (screen: Screen, hold: IncomingHold): string =>
  hold.detail === '' ? holdName(screen, hold) : `${holdName(screen, hold)}: ${hold.detail}`
