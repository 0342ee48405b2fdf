import type { PublicNotice } from '../domain/teaser.ts'
import type { ExpiredStory } from '../store/public.ts'
import { Time } from '../web/components/time.tsx'
import { formatDateTime } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import { frontPath, storyPath } from './addresses.ts'
import { SitePage, type SiteScreen } from './frame.tsx'

/** What stands where a story was: its notice, and what replaces it; nothing of the story itself. */
export const NoticePage = ({ screen, notice }: { screen: SiteScreen; notice: PublicNotice }) => {
  const { language } = screen
  const title = t(language, `site.${notice.kind}`)
  return (
    <SitePage
      screen={screen}
      title={title}
      description={notice.line}
      path={storyPath(notice.language, notice.slug)}
      arrangement="story"
      isListed={false}
    >
      <article class="story story-gone">
        <h1>{title}</h1>
        <p class="story-when">
          <Time screen={screen} at={notice.at} form="dateTime" />
        </p>
        <p class="story-text">{notice.line}</p>
        {notice.replacedBy !== null && (
          <p class="older">
            <a href={storyPath(notice.language, notice.replacedBy)}>{t(language, 'site.replaced')}</a>
          </p>
        )}
      </article>
    </SitePage>
  )
}

/** What stands where a story could be read as long as it might be used: nothing of the story itself. */
export const ExpiredPage = ({ screen, expired }: { screen: SiteScreen; expired: ExpiredStory }) => {
  const { language, timeZone } = screen
  const title = t(language, 'site.expired')
  return (
    <SitePage
      screen={screen}
      title={title}
      path={storyPath(expired.language, expired.slug)}
      arrangement="story"
      isListed={false}
    >
      <article class="story story-gone">
        <h1>{title}</h1>
        <p class="story-text">
          {t(language, 'site.expired.text', { time: formatDateTime(language, expired.expiresAt, timeZone) })}
        </p>
        <p class="older">
          <a href={frontPath(language)}>{t(language, 'site.front')}</a>
        </p>
      </article>
    </SitePage>
  )
}

/** What stands where nothing is. */
export const MissingPage = ({ screen }: { screen: SiteScreen }) => {
  const { language } = screen
  return (
    <SitePage
      screen={screen}
      title={t(language, 'site.missing')}
      path={frontPath(language)}
      arrangement="story"
      isListed={false}
    >
      <article class="story">
        <h1>{t(language, 'site.missing')}</h1>
        <p class="story-text">{t(language, 'site.missing.text')}</p>
        <p class="older">
          <a href={frontPath(language)}>{t(language, 'site.front')}</a>
        </p>
      </article>
    </SitePage>
  )
}
