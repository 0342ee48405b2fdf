import type { PublicTeaser } from '../domain/teaser.ts'
import { NoticeBand } from '../web/components/notice-band.tsx'
import { Time } from '../web/components/time.tsx'
import { categoryName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import { categoryPath, storyPath } from './addresses.ts'
import { Ask, SitePage, type SiteScreen } from './frame.tsx'
import { Headline } from './river.tsx'

interface StoryPageProps {
  screen: SiteScreen
  story: PublicTeaser
  /** Others of its section, newest first. */
  related: readonly PublicTeaser[]
}

/** A story as the public has it: the whole of it is its summary. Described to machines as a schema.org NewsArticle in microdata, which needs
 *  no script element. */
export const StoryPage = ({ screen, story, related }: StoryPageProps) => {
  const { language, agency } = screen
  const path = storyPath(story.language, story.slug)
  return (
    <SitePage
      screen={screen}
      title={story.headline}
      description={story.summary}
      path={path}
      category={story.category}
      head={<StoryHead story={story} />}
      arrangement="story"
    >
      <article class="story" itemscope itemtype="https://schema.org/NewsArticle">
        <Machines screen={screen} story={story} path={path} />
        <p class="story-section">
          <a href={categoryPath(language, story.category)} itemprop="articleSection">
            {categoryName(language, story.category)}
          </a>
        </p>
        <h1 itemprop="headline" dir="auto">
          {story.headline}
        </h1>
        <Dates screen={screen} story={story} />
        <p class="story-text" itemprop="articleBody">
          {story.summary}
        </p>
        {story.correction !== null && (
          <NoticeBand tone="correction" title={t(language, 'site.correction')}>
            <p>{story.correction}</p>
          </NoticeBand>
        )}
        <aside class="portion">
          <p>{t(language, 'site.portion.story', { agency: agency.name })}</p>
          <Ask screen={screen} about={story.slug} />
        </aside>
      </article>
      {related.length > 0 && <Related screen={screen} stories={related} />}
    </SitePage>
  )
}

const Dates = ({ screen, story }: { screen: SiteScreen; story: PublicTeaser }) => (
  <p class="story-when">
    {story.dateline !== null && (
      <span class="story-place" itemprop="dateline">
        {story.dateline}
      </span>
    )}{' '}
    <Time screen={screen} at={story.publishedAt} form="dateTime" />
    {isUpdated(story) && (
      <span class="story-updated">
        <UpdatedAt screen={screen} at={story.updatedAt} />
      </span>
    )}
  </p>
)

// The sentence has its time in the middle in some languages, so it is cut around the element.
const UpdatedAt = ({ screen, at }: { screen: SiteScreen; at: Date }) => {
  const [before, after] = t(screen.language, 'site.updated', { time: '\n' }).split('\n')
  return (
    <>
      {before}
      <Time screen={screen} at={at} form="dateTime" />
      {after}
    </>
  )
}

/** Within a minute it is the same printing. */
const isUpdated = ({ publishedAt, updatedAt }: PublicTeaser): boolean =>
  updatedAt.getTime() - publishedAt.getTime() >= 60_000

const Machines = ({ screen, story, path }: { screen: SiteScreen; story: PublicTeaser; path: string }) => (
  <>
    <meta itemprop="datePublished" content={story.publishedAt.toISOString()} />
    <meta itemprop="dateModified" content={story.updatedAt.toISOString()} />
    <meta itemprop="inLanguage" content={story.language} />
    {/* The summary is all that there is here, and it is free: nothing stands behind a wall on this page. */}
    <meta itemprop="isAccessibleForFree" content="true" />
    <link itemprop="mainEntityOfPage" href={screen.publicUrl + path} />
    {['author', 'publisher'].map(role => (
      <span itemprop={role} itemscope itemtype="https://schema.org/NewsMediaOrganization" hidden>
        <meta itemprop="name" content={screen.agency.name} />
        <link itemprop="url" href={screen.publicUrl} />
      </span>
    ))}
  </>
)

const StoryHead = ({ story }: { story: PublicTeaser }) => (
  <>
    <meta property="og:type" content="article" />
    <meta property="article:published_time" content={story.publishedAt.toISOString()} />
    <meta property="article:modified_time" content={story.updatedAt.toISOString()} />
    <meta property="article:section" content={categoryName(story.language, story.category)} />
  </>
)

const Related = ({ screen, stories }: { screen: SiteScreen; stories: readonly PublicTeaser[] }) => (
  <section class="related" aria-labelledby="related">
    <h2 class="section-name" id="related">
      {t(screen.language, 'site.related')}
    </h2>
    <ol class="short-list">
      {stories.map(story => (
        <li>
          <Headline story={story} level={3} />
          <p class="story-when">
            <Time screen={screen} at={story.publishedAt} form="dateTime" />
          </p>
        </li>
      ))}
    </ol>
  </section>
)
