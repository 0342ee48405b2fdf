import { countWords, textOfBody } from '../domain/body.ts'
import type { Entry } from '../domain/entry.ts'
import { directionOf, type Language, languageCodes } from '../domain/taxonomy.ts'
import type { SentVersion } from '../domain/version.ts'
import { toLocal } from '../domain/zoned-time.ts'
import type { Draft } from '../store/draft.ts'
import { Icon } from '../web/components/icon.tsx'
import { SignalMark } from '../web/components/signal-mark.tsx'
import { Time } from '../web/components/time.tsx'
import { type RowView, rowId, WireRow } from '../web/components/wire-row.tsx'
import { formatLongDate } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'

/** An item's newest entry with its version. */
export interface Story {
  readonly entry: Entry
  readonly version: SentVersion
}

export const itemHref = (item: string): string => `/desk/items/${item}`

const rowOf = ({ entry, version }: Story): RowView => {
  const { content } = version
  const words = countWords(textOfBody(content.body))
  return {
    id: rowId(entry.item),
    href: itemHref(entry.item),
    at: entry.at,
    signal: entry.signal,
    state: entry.state,
    priority: content.priority,
    headline: content.headline,
    language: content.language,
    dateline: content.dateline,
    category: content.category,
    words: words === 0 ? null : words,
    version: version.number,
    embargo: entry.embargoed ? (version.embargo ?? { until: null }) : null,
  }
}

export const StoryRow = ({ screen, story }: { screen: Screen; story: Story }) => (
  <WireRow screen={screen} row={rowOf(story)} />
)

/** Rows by time with the day between them where it changes. */
export const StoryRows = ({ screen, stories, now }: { screen: Screen; stories: readonly Story[]; now: Date }) => {
  const dayOf = (at: Date) => toLocal(at, screen.timeZone).slice(0, 10)
  let day = dayOf(now)
  return (
    <>
      {stories.map(story => {
        const isSameDay = dayOf(story.entry.at) === day
        day = dayOf(story.entry.at)
        return (
          <>
            {!isSameDay && (
              <li class="wire-day" id={`day-${day}`}>
                {formatLongDate(screen.language, story.entry.at, screen.timeZone)}
              </li>
            )}
            <StoryRow screen={screen} story={story} />
          </>
        )
      })}
    </>
  )
}

/** The language of a draft's text; what was stored is text and may be anything. */
export const languageOfDraft = ({ fields }: Pick<Draft, 'fields'>): Language =>
  languageCodes.find(each => each === fields.language) ?? 'en'

export const titleOfDraft = (screen: Screen, { fields }: Pick<Draft, 'fields'>): string =>
  fields.headline.trim() || t(screen.language, 'desk.untitled')

export const DraftRow = ({ screen, draft }: { screen: Screen; draft: Draft }) => {
  const { language } = screen
  const written = languageOfDraft(draft)
  const words = countWords(draft.fields.body)
  return (
    <li class="draft-row" id={`row-${draft.id}`}>
      <div class="draft-row-main">
        {draft.signal !== 'new' && <SignalMark screen={screen} signal={draft.signal} />}
        <a class="row-link" href={`/desk/drafts/${draft.id}`} data-row="" lang={written} dir={directionOf(written)}>
          {titleOfDraft(screen, draft)}
        </a>
      </div>
      <p class="draft-row-meta">
        <span>
          <Icon name="user" /> {draft.updatedBy.name}
        </span>
        <span class="num">
          <Time screen={screen} at={draft.updatedAt} form="dateTime" />
        </span>
        <span class="num">{t(language, 'row.words', { count: words })}</span>
        {written !== language && <span lang="en">{written.toUpperCase()}</span>}
      </p>
    </li>
  )
}
