import type { PublicTeaser } from '../domain/teaser.ts'
import { Time } from '../web/components/time.tsx'
import { formatLongDate } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import { storyPath } from './addresses.ts'
import type { SiteScreen } from './frame.tsx'

interface RiverProps {
  screen: SiteScreen
  /** Newest first. */
  stories: readonly PublicTeaser[]
  /** Of the headings of its stories. */
  level: 2 | 3
}

/** Stories by time, under the day they were published on. */
export const RiverList = ({ screen, stories, level }: RiverProps) => (
  <div class="river">
    {daysOf(screen, stories).map(day => (
      <>
        <p class="river-day">{day.name}</p>
        <ol class="river-list">
          {day.stories.map(story => (
            <li class="river-story">
              <Time screen={screen} at={story.publishedAt} />
              <div>
                <Headline story={story} level={level} />
                <Summary story={story} />
                {story.correction !== null && (
                  <p class="story-corrected">
                    <strong>{t(screen.language, 'site.correction')}</strong> <bdi>{story.correction}</bdi>
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
      </>
    ))}
  </div>
)

const daysOf = (screen: SiteScreen, stories: readonly PublicTeaser[]) => {
  const days: { name: string; stories: PublicTeaser[] }[] = []
  for (const story of stories) {
    const name = formatLongDate(screen.language, story.publishedAt, screen.timeZone)
    const last = days.at(-1)
    if (last?.name === name) last.stories.push(story)
    else days.push({ name, stories: [story] })
  }
  return days
}

/** A headline that leads to its story. */
export const Headline = ({ story, level }: { story: PublicTeaser; level: 2 | 3 }) => {
  const Heading = `h${level}` as 'h2' | 'h3'
  return (
    <Heading class="story-headline" dir="auto">
      <a href={storyPath(story.language, story.slug)}>{story.headline}</a>
    </Heading>
  )
}

/** The summary, begun by its place; the place alone where the story is too short for more than its headline. */
export const Summary = ({ story }: { story: PublicTeaser }) => {
  const isHeadline = story.summary.replace(/\.$/u, '') === story.headline.trim().replace(/\.$/u, '')
  if (isHeadline && story.dateline === null) return null
  return (
    <p class="story-summary">
      {story.dateline !== null && <span class="story-place">{story.dateline}</span>} {isHeadline ? '' : story.summary}
    </p>
  )
}
