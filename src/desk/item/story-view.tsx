import { countWords, textOfBody } from '../../domain/body.ts'
import { directionOf } from '../../domain/taxonomy.ts'
import type { SentVersion } from '../../domain/version.ts'
import { BodyView, Spans } from '../../web/components/body-view.tsx'
import { NoticeBand, type Tone } from '../../web/components/notice-band.tsx'
import { PriorityMark, SignalMark } from '../../web/components/signal-mark.tsx'
import { SourceLine } from '../../web/components/source-line.tsx'
import { categoryName, languageName, priorityName, signalName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { Members } from '../media/members.tsx'
import { versionFileHref } from '../rows.tsx'
import { FigurePicture, type FileHref, StoryFacts, StoryFilm } from './story-media.tsx'

const tones: Readonly<Partial<Record<SentVersion['signal'], Tone>>> = {
  correction: 'correction',
  withhold: 'killed',
  kill: 'killed',
  update: 'update',
}

interface StoryProps {
  screen: Screen
  version: SentVersion
  /** Items that it shows or holds, by their newest versions. */
  items: readonly SentVersion[]
  /** Where its files are; left out: as they were sent. */
  fileHref?: FileHref
}

/** A version in full, as subscribers have it. */
export const StoryView = ({ screen, version, items, fileHref }: StoryProps) => {
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
      <StoryFilm {...{ screen, version }} fileHref={fileHref ?? (role => versionFileHref(version, role))} />
      {content.dateline !== null && content.body.length > 0 && (
        <p class="story-dateline" {...written}>
          {content.dateline}
        </p>
      )}
      <BodyView
        body={content.body}
        language={content.language}
        figure={({ item, caption }) => (
          <FigurePicture picture={items.find(each => each.item === item)} caption={<Spans spans={caption} />} />
        )}
      />
      <StoryFacts screen={screen} version={version} />
      {content.members !== undefined && <Members {...{ screen, items, members: content.members, canMove: false }} />}
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
