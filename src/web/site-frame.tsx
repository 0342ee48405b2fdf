import type { Child } from 'hono/jsx'
import type { Language } from '../domain/taxonomy.ts'
import { formatLongDate } from './i18n/format.ts'
import { ownName } from './i18n/names.ts'
import { t } from './i18n/translate.ts'
import { Document, type DocumentProps } from './layout.tsx'

export interface SiteFrameProps extends DocumentProps {
  /** Address of the front page in this language. */
  home: string
  sections: readonly { readonly href: string; readonly label: string; readonly current: boolean }[]
  languages: readonly { readonly language: Language; readonly href: string }[]
  /** The moment whose date stands in the masthead; null leaves it out. */
  today?: Date | null
  footer: Child
}

/** The frame of the public site: masthead, sections, content, footer; no scripts. */
export const SiteFrame = ({
  home,
  sections,
  languages,
  today = null,
  footer,
  children,
  ...document
}: SiteFrameProps) => {
  const { screen } = document
  return (
    <Document {...document}>
      <header class="masthead">
        <div class="masthead-line">
          {today && (
            <time class="masthead-date" datetime={today.toISOString().slice(0, 10)}>
              {formatLongDate(screen.language, today, screen.timeZone)}
            </time>
          )}
          <nav class="masthead-languages" aria-label={t(screen.language, 'app.language')}>
            {languages.map(({ language, href }) => (
              <a
                href={href}
                lang={language}
                hreflang={language}
                aria-current={language === screen.language ? 'true' : undefined}
              >
                {ownName(language)}
              </a>
            ))}
          </nav>
        </div>
        <a class="masthead-name" href={home}>
          {screen.agency.name}
        </a>
        <nav class="sections" aria-label={t(screen.language, 'app.places')}>
          <ul>
            {sections.map(({ href, label, current }) => (
              <li>
                <a href={href} aria-current={current ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" class="site-main" tabindex={-1}>
        {children}
      </main>
      <footer class="site-footer">{footer}</footer>
    </Document>
  )
}
