import { categoryCodes } from '../domain/taxonomy.ts'
import { categoryName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import { aboutPath, feedPath } from './addresses.ts'
import { Ask, SitePage, type SiteScreen } from './frame.tsx'

/** What the agency and this website are, and where its feeds are. */
export const AboutPage = ({ screen }: { screen: SiteScreen }) => {
  const { language, agency, timeZone } = screen
  const values = { agency: agency.name }
  return (
    <SitePage
      screen={screen}
      title={t(language, 'site.about.title', values)}
      description={t(language, 'site.portion', values)}
      path={aboutPath(language)}
      translated={aboutPath}
      arrangement="letter"
    >
      <h1 class="page-name">{t(language, 'site.about.title', values)}</h1>
      <p class="letter-text">{t(language, 'site.about.agency', values)}</p>
      <h2>{t(language, 'site.about.website')}</h2>
      <p class="letter-text">{t(language, 'site.about.website.text')}</p>
      <h2>{t(language, 'site.about.wire')}</h2>
      <p class="letter-text">{t(language, 'site.about.wire.text')}</p>
      <Ask screen={screen} />
      <h2>{t(language, 'site.about.wrong')}</h2>
      <p class="letter-text">{t(language, 'site.about.wrong.text')}</p>
      <h2>{t(language, 'site.about.feeds')}</h2>
      <p class="letter-text">{t(language, 'site.about.feeds.text')}</p>
      <ul class="feeds">
        <li>
          <a href={feedPath(language, null)}>{t(language, 'site.latest')}</a>
        </li>
        {categoryCodes.map(code => (
          <li>
            <a href={feedPath(language, code)}>{categoryName(language, code)}</a>
          </li>
        ))}
      </ul>
      <p class="letter-text muted">{t(language, 'site.about.times', { zone: timeZone })}</p>
    </SitePage>
  )
}
