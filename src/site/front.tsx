import { EmptyState } from '../web/components/empty-state.tsx'
import { Time } from '../web/components/time.tsx'
import { categoryName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import { beforePath, categoryPath, frontPath } from './addresses.ts'
import { SitePage, type SiteScreen } from './frame.tsx'
import type { FrontPlan } from './front-plan.ts'
import { Headline, RiverList, Summary } from './river.tsx'

/** The front page of a language: one lead, the newest by time, the rest by section. */
export const FrontPage = ({ screen, plan }: { screen: SiteScreen; plan: FrontPlan }) => {
  const { language, agency } = screen
  const tagline = t(language, 'site.tagline', { agency: agency.name })
  return (
    <SitePage
      screen={screen}
      title={agency.name}
      description={tagline}
      path={frontPath(language)}
      translated={frontPath}
      arrangement="front"
    >
      <h1 class="visually-hidden">{tagline}</h1>
      {plan.lead === null ? (
        <EmptyState icon="wire" title={t(language, 'site.empty')}>
          {t(language, 'site.empty.how')}
        </EmptyState>
      ) : (
        <article class="lead">
          <Headline story={plan.lead} level={2} />
          <p class="story-when">
            {categoryName(language, plan.lead.category)}{' '}
            <Time screen={screen} at={plan.lead.publishedAt} form="dateTime" />
          </p>
          <Summary story={plan.lead} />
        </article>
      )}
      {plan.river.length > 0 && <Latest screen={screen} plan={plan} />}
      {plan.sections.length > 0 && <Sections screen={screen} plan={plan} />}
    </SitePage>
  )
}

const Latest = ({ screen, plan }: { screen: SiteScreen; plan: FrontPlan }) => {
  const last = plan.river.at(-1)
  return (
    <section class="latest" aria-labelledby="latest">
      <h2 class="section-name" id="latest">
        {t(screen.language, 'site.latest')}
      </h2>
      <RiverList screen={screen} stories={plan.river} level={3} />
      {last !== undefined && plan.sections.length > 0 && (
        <p class="older">
          <a href={beforePath(frontPath(screen.language), last.publishedAt)} rel="next">
            {t(screen.language, 'site.older')}
          </a>
        </p>
      )}
    </section>
  )
}

const Sections = ({ screen, plan }: { screen: SiteScreen; plan: FrontPlan }) => (
  <div class="front-sections">
    {plan.sections.map(({ category, stories }) => (
      <section class="front-section" aria-labelledby={`section-${category}`}>
        <h2 class="section-name" id={`section-${category}`}>
          <a href={categoryPath(screen.language, category)}>{categoryName(screen.language, category)}</a>
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
    ))}
  </div>
)
