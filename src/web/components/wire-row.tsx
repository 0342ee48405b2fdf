import type { Child } from 'hono/jsx'
import type { ItemId } from '../../domain/ids.ts'
import type { Signal, State } from '../../domain/signal.ts'
import { type Category, directionOf, type Language, type Priority } from '../../domain/taxonomy.ts'
import { formatNumber } from '../i18n/format.ts'
import { categoryName } from '../i18n/names.ts'
import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'
import { Icon } from './icon.tsx'
import { EmbargoMark, PriorityBar, PriorityMark, SignalMark, StateMark } from './signal-mark.tsx'
import { Thumb, type ThumbView } from './thumb.tsx'
import { Time } from './time.tsx'

/** One story in a list, as far as a list shows it. */
export interface RowView {
  /** Id of the element, the same in the list and in live fragments: `rowId(item)`. */
  readonly id: string
  readonly href: string
  readonly at: Date
  readonly signal: Signal
  readonly state: State
  readonly priority: Priority
  readonly headline: string
  readonly language: Language
  readonly dateline: string | null
  readonly category: Category
  /** null: not counted, or nothing to count. */
  readonly words: number | null
  readonly version: number
  readonly embargo: { readonly until: Date | null } | null
  /** A translation whose original has moved on; left out: not, or not of the reader's concern. */
  readonly stale?: string | null
  /** The one that is open beside the list. */
  readonly current?: boolean
  readonly unread?: boolean
  /** Of what is no text. */
  readonly thumb?: ThumbView | null
  /** Further marks: read by, copied by. */
  readonly marks?: Child
}

/** The element id of an item's row. */
export const rowId = (item: ItemId): string => `row-${item.replaceAll(':', '-')}`

/** A row of the wire: bar, time, signal, headline, place, category, words, marks; on a phone in two lines. */
export const WireRow = ({ screen, row }: { screen: Screen; row: RowView }) => {
  const { language } = screen
  const classes = [
    'row',
    row.state !== 'usable' && 'row-gone',
    row.unread && 'row-unread',
    row.current && 'row-current',
    row.thumb && 'row-media',
  ]
  return (
    <li id={row.id} class={classes.filter(Boolean).join(' ')}>
      <PriorityBar screen={screen} priority={row.priority} />
      <span class="row-time num">
        <Time screen={screen} at={row.at} />
      </span>
      {row.thumb && <Thumb screen={screen} thumb={row.thumb} />}
      <span class="row-main">
        {row.state === 'usable' && <PriorityMark screen={screen} priority={row.priority} />}
        {row.state !== 'usable' ? (
          <StateMark screen={screen} state={row.state} />
        ) : (
          row.signal !== 'new' && <SignalMark screen={screen} signal={row.signal} />
        )}
        {row.embargo !== null && <EmbargoMark screen={screen} until={row.embargo.until} />}
        {row.stale && (
          <span class="mark mark-stale">
            <Icon name="history" />
            <span>{row.stale}</span>
          </span>
        )}
        <a
          class="row-link"
          href={row.href}
          data-row=""
          lang={row.language}
          dir={directionOf(row.language)}
          aria-current={row.current ? 'true' : undefined}
        >
          {row.headline}
        </a>
      </span>
      <span class="row-meta">
        {row.dateline !== null && (
          <span class="row-place" lang={row.language} dir={directionOf(row.language)}>
            {row.dateline}
          </span>
        )}
        <span class="row-category">{categoryName(language, row.category)}</span>
        {row.language !== language && (
          <span class="row-language" lang="en">
            {row.language.toUpperCase()}
          </span>
        )}
        {row.words !== null && (
          <span class="row-words num" title={t(language, 'row.words', { count: row.words })}>
            {formatNumber(language, row.words)}
          </span>
        )}
        {row.version > 1 && (
          <span class="row-version num" title={t(language, 'row.version', { number: row.version })}>
            v{row.version}
          </span>
        )}
        {row.marks}
      </span>
    </li>
  )
}
