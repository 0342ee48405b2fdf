import type { Child } from 'hono/jsx'
import { type Category, categoryCodes, type Language, languageCodes, languageTerm } from '../domain/taxonomy.ts'
import { categoryName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import { ThemeChoice } from '../web/preference-forms.tsx'
import type { Screen } from '../web/screen.ts'
import { SiteFrame } from '../web/site-frame.tsx'
import { aboutPath, categoryPath, contactPath, feedPath, frontPath } from './addresses.ts'

/** What every page of the site is drawn from: the reader's screen in the language of the path, our origin, and the moment. */
export interface SiteScreen extends Screen {
  readonly publicUrl: string
  readonly now: Date
}

export interface SitePageProps {
  screen: SiteScreen
  title: string
  description?: string
  /** The page's own path, without what it is merely asked with. */
  path: string
  /** The section that is open; null on pages of none. */
  category?: Category | null
  /** The same page in another language; absent where it exists in this one alone. */
  translated?: (language: Language) => string
  /** Further elements of the head. */
  head?: Child
  arrangement: string
  /** False on pages that search engines should not list. */
  isListed?: boolean
  children: Child
}

/** A page of the public site in its frame. */
export const SitePage = (props: SitePageProps) => {
  const { screen, title, description, path, category = null, translated, arrangement, children } = props
  const { language, now } = screen
  const front = { href: frontPath(language), label: t(language, 'site.front'), current: path === frontPath(language) }
  const sections = categoryCodes.map(code => ({
    href: categoryPath(language, code),
    label: categoryName(language, code),
    current: code === category,
  }))
  return (
    <SiteFrame
      screen={screen}
      title={title}
      {...(description === undefined ? {} : { description })}
      canonical={screen.publicUrl + path}
      head={<Head {...props} />}
      arrangement={arrangement}
      home={front.href}
      sections={[front, ...sections]}
      languages={languageCodes.map(code => ({ language: code, href: (translated ?? frontPath)(code) }))}
      today={now}
      footer={<Footer screen={screen} category={category} />}
    >
      {children}
    </SiteFrame>
  )
}

// The document fetches one font at once; these pages are never set in one alone, and nothing may move when the other comes.
const secondFont = {
  en: null,
  tr: 'newsreader-latin-ext-opsz-normal.woff2',
  ar: 'newsreader-latin-opsz-normal.woff2',
} as const

const Head = ({
  screen,
  title,
  description,
  path,
  category = null,
  translated,
  head,
  isListed = true,
}: SitePageProps) => {
  const { language, agency, publicUrl } = screen
  return (
    <>
      {secondFont[language] !== null && (
        <link rel="preload" as="font" type="font/woff2" href={screen.asset(secondFont[language])} crossorigin="" />
      )}
      {!isListed && <meta name="robots" content="noindex" />}
      {translated !== undefined &&
        languageCodes.map(code => <link rel="alternate" hreflang={code} href={publicUrl + translated(code)} />)}
      {translated !== undefined && path === frontPath(language) && (
        <link rel="alternate" hreflang="x-default" href={`${publicUrl}/`} />
      )}
      <FeedLink language={language} category={null} agency={agency.name} />
      {category !== null && <FeedLink language={language} category={category} agency={agency.name} />}
      <meta property="og:site_name" content={agency.name} />
      <meta property="og:title" content={title} />
      {description !== undefined && <meta property="og:description" content={description} />}
      <meta property="og:url" content={publicUrl + path} />
      <meta property="og:locale" content={languageTerm(language).locale} />
      {head ?? <meta property="og:type" content="website" />}
    </>
  )
}

const FeedLink = ({
  language,
  category,
  agency,
}: {
  language: Language
  category: Category | null
  agency: string
}) => (
  <link
    rel="alternate"
    type="application/rss+xml"
    title={category === null ? agency : `${agency}: ${categoryName(language, category)}`}
    href={feedPath(language, category)}
  />
)

const Footer = ({ screen, category }: { screen: SiteScreen; category: Category | null }) => {
  const { language, agency } = screen
  return (
    <>
      <div class="footer-portion">
        <p>{t(language, 'site.portion', { agency: agency.name })}</p>
        <Ask screen={screen} />
      </div>
      <nav class="footer-places" aria-label={agency.name}>
        <a href={aboutPath(language)}>{t(language, 'site.about')}</a>
        <a href={contactPath(language)}>{t(language, 'site.contact')}</a>
        <a href={feedPath(language, category)}>
          {category === null
            ? t(language, 'site.feed')
            : t(language, 'site.feed.of', { category: categoryName(language, category) })}
        </a>
        <span class="footer-rights">© {agency.name}</span>
      </nav>
      <ThemeChoice screen={screen} />
    </>
  )
}

/** Whom to ask: the form and the address. @param about the slug of the story it stands under */
export const Ask = ({ screen, about }: { screen: SiteScreen; about?: string }) => (
  <p class="ask">
    <a href={contactPath(screen.language, about)}>{t(screen.language, 'site.portion.ask')}</a>{' '}
    {t(screen.language, 'site.portion.write')} <Mail address={screen.agency.contact} />
  </p>
)

/** A mail address as a link, left to right in every language. */
export const Mail = ({ address }: { address: string }) => (
  <a href={`mailto:${address}`} dir="ltr" class="mail">
    {address}
  </a>
)
