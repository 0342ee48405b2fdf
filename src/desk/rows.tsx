import { countWords, textOfBody } from '../domain/body.ts'
import type { Entry } from '../domain/entry.ts'
import { blobOf, type RenditionRole } from '../domain/media.ts'
import { type Language, languageCodes } from '../domain/taxonomy.ts'
import type { SentVersion } from '../domain/version.ts'
import { toLocal } from '../domain/zoned-time.ts'
import type { Draft } from '../store/draft.ts'
import { Icon } from '../web/components/icon.tsx'
import { Thumb, type ThumbView } from '../web/components/thumb.tsx'
import { type RowView, rowId, WireRow } from '../web/components/wire-row.tsx'
import { formatLongDate } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'

/** An item's newest entry with its version. */
export interface Story {
  readonly entry: Entry
  readonly version: SentVersion
  /** A translation whose original has moved on. */
  readonly isStale: boolean
}

export const itemHref = (item: string): string => `/desk/items/${item}`

const rowOf = ({ language }: Screen, { entry, version, isStale }: Story): RowView => {
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
    thumb: thumbOf(version),
    stale: isStale ? t(language, 'desk.translation.stale') : null,
  }
}

/** The address of a file of a version of ours; null where it has none of that role. */
export const versionFileHref = ({ item, number, content }: SentVersion, role: RenditionRole): string | null => {
  const file = content.renditions?.find(each => each.role === role)
  return file === undefined || blobOf(file) === null ? null : `${itemHref(item)}/files/${number}/${role}`
}

/** The small picture of what is no text. */
const thumbOf = (version: SentVersion): ThumbView | null => {
  const { type, content } = version
  if (type === 'text') return null
  const durationSeconds = content.renditions?.find(each => each.durationSeconds !== null)?.durationSeconds ?? null
  return { type, src: versionFileHref(version, 'thumb'), durationSeconds: type === 'video' ? durationSeconds : null }
}

/** The small picture of an item in a list of its own. */
export const VersionThumb = ({ screen, version }: { screen: Screen; version: SentVersion }) => {
  const thumb = thumbOf(version)
  return thumb === null ? (
    <span class="thumb">
      <Icon name="draft" />
    </span>
  ) : (
    <Thumb screen={screen} thumb={thumb} />
  )
}

export const StoryRow = ({ screen, story }: { screen: Screen; story: Story }) => (
  <WireRow screen={screen} row={rowOf(screen, story)} />
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
export const languageOfDraft = ({ fields }: { readonly fields: Pick<Draft['fields'], 'language'> }): Language =>
  languageCodes.find(each => each === fields.language) ?? 'en'

export const titleOfDraft = (
  screen: Screen,
  { fields }: { readonly fields: Pick<Draft['fields'], 'headline'> },
): string => fields.headline.trim() || t(screen.language, 'desk.untitled')
