import { countWords, textOfBody } from '../domain/body.ts'
import { directionOf } from '../domain/taxonomy.ts'
import type { SentVersion } from '../domain/version.ts'
import { BodyView } from '../web/components/body-view.tsx'
import { NoticeBand, type Tone } from '../web/components/notice-band.tsx'
import { PriorityMark, SignalMark } from '../web/components/signal-mark.tsx'
import { SourceLine } from '../web/components/source-line.tsx'
import { categoryName, languageName, priorityName, signalName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'

const tones: Readonly<Partial<Record<SentVersion['signal'], Tone>>> = {
  correction: 'correction',
  withhold: 'killed',
  kill: 'killed',
  update: 'update',
}

/** A version in full, as subscribers have it. */
export const StoryView = ({ screen, version }: { screen: Screen; version: SentVersion }) => {
  const { content } = version
  const { language } = screen
  const written = { lang: content.language, dir: directionOf(content.language) }
  return (
    <article class="story" dir={written.dir}>
      <div dir={directionOf(language)}>
        <VersionNotes screen={screen} version={version} />
      </div>
      <header class="story-head" {...written}>
        <h2 class="story-headline">{content.headline}</h2>
        {content.deck !== null && <p class="story-deck">{content.deck}</p>}
        {content.bylines.length > 0 && <p class="story-byline">{content.bylines.join(', ')}</p>}
      </header>
      <p class="cluster meta">
        <PriorityMark screen={screen} priority={content.priority} />
        {content.priority > 2 && <span>{priorityName(language, content.priority)}</span>}
        <span>{categoryName(language, content.category)}</span>
        <span>{languageName(language, content.language)}</span>
        <span class="num">{t(language, 'row.words', { count: countWords(textOfBody(content.body)) })}</span>
      </p>
      {content.dateline !== null && content.body.length > 0 && (
        <p class="story-dateline" {...written}>
          {content.dateline}
        </p>
      )}
      <BodyView body={content.body} language={content.language} />
      <SourceLine screen={screen} sources={content.sources ?? []} language={content.language} />
      {content.summary !== null && (
        <p class="story-summary">
          <span class="meta">{t(language, 'desk.field.summary')}</span>
          <span {...written}>{content.summary}</span>
        </p>
      )}
    </article>
  )
}

/** The note to desks and the line for readers of a version. */
const VersionNotes = ({ screen, version }: { screen: Screen; version: SentVersion }) => {
  const { note, line, signal } = version
  if (note === null && line === null) return null
  return (
    <NoticeBand tone={tones[signal] ?? 'plain'} title={signalName(screen.language, signal)}>
      {note !== null && (
        <p>
          <span class="meta">{t(screen.language, 'desk.field.note')}: </span>
          <bdi lang={version.content.language}>{note}</bdi>
        </p>
      )}
      {line !== null && (
        <p>
          <span class="meta">{t(screen.language, 'desk.field.line')}: </span>
          <bdi lang={version.content.language}>{line}</bdi>
        </p>
      )}
    </NoticeBand>
  )
}

/** The signal of a version beside its number. */
export const VersionName = ({ screen, version }: { screen: Screen; version: SentVersion }) => (
  <span class="cluster">
    <span class="num">{t(screen.language, 'row.version', { number: version.number })}</span>
    <SignalMark screen={screen} signal={version.signal} />
  </span>
)
