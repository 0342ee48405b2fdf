import { textOfBody } from '../domain/body.ts'
import { directionOf } from '../domain/taxonomy.ts'
import { Icon } from '../web/components/icon.tsx'
import { PriorityMark, SignalMark, StateMark } from '../web/components/signal-mark.tsx'
import { typeIcon } from '../web/components/thumb.tsx'
import { Time } from '../web/components/time.tsx'
import { rowId } from '../web/components/wire-row.tsx'
import { durationText, typeName } from '../web/i18n/sizes.ts'
import { t } from '../web/i18n/translate.ts'
import { type Choice, queryOf } from './choice.ts'
import type { Visit } from './env.ts'
import { bestOf, thumbOf } from './files.ts'
import type { Story } from './story.ts'

interface TileProps {
  visit: Visit
  story: Story
  choice: Choice
}

const captionLetters = 280

/** One picture of the grid: whole in its frame, its caption over it while it is looked at, headline, time and place below. */
export const PictureTile = ({ visit, story, choice }: TileProps) => {
  const { screen } = visit
  const { language } = screen
  const { view, delivery } = story
  const { entry, face } = delivery
  const thumb = thumbOf(story)
  const isGone = view.status !== 'usable'
  const isOpen = choice.open === entry.item
  const caption = face === 'full' ? textOfBody(view.body).slice(0, captionLetters) : ''
  const written = { lang: view.language, dir: directionOf(view.language) }
  const classes = ['tile', isGone && 'row-gone', isOpen && 'row-current']
  return (
    <li id={rowId(entry.item)} class={classes.filter(Boolean).join(' ')}>
      <a
        class="tile-link"
        href={`/portal${queryOf(choice, { open: entry.item })}`}
        data-row=""
        data-take={bestOf(story, visit) ?? undefined}
        data-taking={t(language, 'portal.taking')}
        aria-current={isOpen ? 'true' : undefined}
      >
        <span class="tile-frame">
          {thumb?.src == null ? (
            <Icon name={isGone ? 'ban' : typeIcon[view.type]} />
          ) : (
            <img class="tile-image" src={thumb.src} alt="" width={320} height={240} loading="lazy" decoding="async" />
          )}
          <span class="visually-hidden">{typeName(language, view.type)}: </span>
          {thumb !== null && thumb.durationSeconds !== null && (
            <span class="thumb-time num">{durationText(thumb.durationSeconds)}</span>
          )}
          {caption !== '' && (
            <span class="tile-caption" {...written}>
              {caption}
            </span>
          )}
        </span>
        <span class="tile-headline" {...written}>
          {view.headline}
        </span>
      </a>
      <p class="tile-meta num">
        {isGone ? (
          <StateMark screen={screen} state={entry.state} />
        ) : (
          <>
            <PriorityMark screen={screen} priority={view.priority} />
            {entry.signal !== 'new' && <SignalMark screen={screen} signal={entry.signal} />}
          </>
        )}
        <Time screen={screen} at={entry.at} />
        {view.dateline !== null && (
          <span class="row-place" {...written}>
            {view.dateline}
          </span>
        )}
        {face === 'headline' && !isGone && <span class="tag">{t(language, 'portal.headlineOnly')}</span>}
      </p>
    </li>
  )
}
