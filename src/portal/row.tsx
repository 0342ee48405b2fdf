import { countWords, textOfBody } from '../domain/body.ts'
import { Icon } from '../web/components/icon.tsx'
import { type RowView, rowId, WireRow } from '../web/components/wire-row.tsx'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import { type Choice, queryOf } from './choice.ts'
import type { Visit } from './env.ts'
import { thumbOf } from './files.ts'
import { PictureTile } from './picture-tile.tsx'
import type { Story } from './story.ts'

interface RowProps {
  visit: Visit
  story: Story
  choice: Choice
}

/** One story of the list, or of the grid of pictures. Its link opens it beside the list, or in its place where there is no room for both. */
export const StoryRow = ({ visit, story, choice }: RowProps) =>
  choice.view === 'pictures' ? (
    <PictureTile {...{ visit, story, choice }} />
  ) : (
    <WireRow screen={visit.screen} row={rowOf(visit.screen, story, choice)} />
  )

const rowOf = (screen: Screen, story: Story, choice: Choice): RowView => {
  const { delivery, view } = story
  const { entry, face } = delivery
  return {
    id: rowId(entry.item),
    href: `/portal${queryOf(choice, { open: entry.item })}`,
    at: entry.at,
    signal: entry.signal,
    state: entry.state,
    priority: view.priority,
    headline: view.headline,
    language: delivery.version.content.language,
    dateline: view.dateline,
    category: view.category,
    words: face === 'full' && view.type === 'text' ? countWords(textOfBody(view.body)) : null,
    // The place of its version is taken by the mark of what is not whole.
    version: face === 'full' ? view.number : 1,
    embargo: view.embargo,
    current: choice.open === entry.item,
    thumb: thumbOf(story),
    marks: marksOf(screen, story),
  }
}

/** What was taken back is named by its number: its headline may be what was wrong. */
const marksOf = (screen: Screen, { delivery, view }: Story) => {
  if (view.status !== 'usable') {
    return (
      <s class="row-id num" title={view.item}>
        {view.item.split(':').at(-1)}
      </s>
    )
  }
  if (delivery.face === 'headline') return <span class="tag">{t(screen.language, 'portal.headlineOnly')}</span>
  const pictures = view.body.filter(({ kind }) => kind === 'figure').length
  if (pictures === 0) return false
  const words = t(screen.language, 'portal.pictures', { count: pictures })
  return (
    <span class="row-pictures num" title={words}>
      <Icon name="picture" />
      <span aria-hidden="true">{pictures}</span>
      <span class="visually-hidden">{words}</span>
    </span>
  )
}
