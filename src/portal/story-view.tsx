import type { Child } from 'hono/jsx'
import { countWords, textOfBody } from '../domain/body.ts'
import { directionOf } from '../domain/taxonomy.ts'
import { BodyView } from '../web/components/body-view.tsx'
import { CopyLink } from '../web/components/copy-link.tsx'
import { PriorityMark, SignalMark, StateMark } from '../web/components/signal-mark.tsx'
import { SourceLine } from '../web/components/source-line.tsx'
import { Time } from '../web/components/time.tsx'
import { categoryName, languageName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import { Downloads } from './downloads.tsx'
import type { Visit } from './env.ts'
import type { Extras } from './extras.ts'
import { MediaFacts } from './media-facts.tsx'
import { BodyFigure, CopyMedia, StoryMedia } from './media-view.tsx'
import type { Reading } from './reading.ts'
import { Linked, Members, Together } from './related.tsx'
import type { Story } from './story.ts'
import { StoryBands, WhyLess } from './story-bands.tsx'

export interface StoryProps {
  visit: Visit
  reading: Reading
  extras: Extras
  /** Whether it is the page, or stands beside a list. */
  isPage: boolean
  /** Further actions, after copying. */
  actions?: Child
}

/** A story as far as its reader may have it: what happened to it on top, then headline, deck, byline, place, times and text. */
export const StoryView = ({ visit, reading, extras, isPage, actions }: StoryProps) => {
  const { screen } = visit
  const { story, replacement } = reading
  const { view, delivery } = story
  const written = { lang: view.language, dir: directionOf(view.language) }
  const Headline = isPage ? 'h1' : 'h2'
  const isGone = view.status !== 'usable'
  return (
    <article id="story" class={isGone ? 'story story-gone' : 'story'} dir={written.dir}>
      <div class="story-bands" dir={directionOf(screen.language)}>
        <StoryBands screen={screen} story={story} replacement={replacement} now={visit.now} />
      </div>
      <header class="story-head">
        <p class="story-kicker">
          {isGone ? (
            <StateMark screen={screen} state={delivery.entry.state === 'usable' ? 'withheld' : delivery.entry.state} />
          ) : (
            <>
              <PriorityMark screen={screen} priority={view.priority} />
              {delivery.entry.signal !== 'new' && <SignalMark screen={screen} signal={delivery.entry.signal} />}
            </>
          )}
          <span>{categoryName(screen.language, view.category)}</span>
          {view.language !== screen.language && (
            <span>{languageName(screen.language, delivery.version.content.language)}</span>
          )}
        </p>
        <Headline class="story-headline" {...written}>
          {view.headline}
        </Headline>
        {view.deck !== null && (
          <p class="story-deck" {...written}>
            {view.deck}
          </p>
        )}
        {view.bylines.length > 0 && (
          <p class="story-byline" {...written}>
            {view.bylines.join(' · ')}
          </p>
        )}
        <StoryTimes screen={screen} story={story} />
      </header>
      <StoryMedia {...{ visit, reading, extras }} />
      {(!isGone || actions) && (
        <div class="bar story-actions">
          <CopyLink
            screen={screen}
            href={textHref(story)}
            label={t(screen.language, delivery.face === 'full' ? 'portal.copy' : 'portal.copy.part')}
            hotkey="c"
          />
          <CopyMedia screen={screen} story={story} />
          {actions}
        </div>
      )}
      <BodyView
        body={view.body}
        language={delivery.version.content.language}
        figure={block => <BodyFigure {...{ screen, block }} story={extras.figures.get(block.item) ?? null} />}
      />
      <SourceLine screen={screen} sources={view.sources} language={delivery.version.content.language} />
      <WhyLess visit={visit} story={story} />
      <Downloads {...{ visit, story, extras }} />
      <MediaFacts {...{ screen, story, extras }} />
      <Members {...{ screen, story, extras }} />
      <Linked {...{ screen, story, extras }} />
      <Together {...{ screen, story, extras }} />
    </article>
  )
}

const textHref = ({ delivery, view }: Story): string =>
  `/portal/items/${view.item}/text?version=${delivery.entry.version}`

const StoryTimes = ({ screen, story: { view, delivery } }: { screen: Screen; story: Story }) => {
  const { language } = screen
  const words = delivery.face === 'full' ? countWords(textOfBody(view.body)) : 0
  const isFirst = view.firstCreated.getTime() === delivery.entry.at.getTime()
  return (
    <p class="story-times meta">
      {view.dateline !== null && (
        <span class="story-dateline" lang={view.language} dir={directionOf(view.language)}>
          {view.dateline}
        </span>
      )}
      <span class="num">
        {t(language, 'portal.sent')} <Time screen={screen} at={delivery.entry.at} form="dateTime" />
      </span>
      {!isFirst && (
        <span class="num">
          {t(language, 'portal.firstSent')} <Time screen={screen} at={view.firstCreated} form="dateTime" />
        </span>
      )}
      {words > 0 && <span class="num">{t(language, 'row.words', { count: words })}</span>}
      <span class="num">{t(language, 'row.version', { number: view.number })}</span>
    </p>
  )
}
