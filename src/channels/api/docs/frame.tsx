import type { Child } from 'hono/jsx'
import { type Key, t } from '../../../web/i18n/translate.ts'
import { Document } from '../../../web/layout.tsx'
import { LanguageChoice, ThemeChoice } from '../../../web/preference-forms.tsx'
import type { Screen } from '../../../web/screen.ts'
import type { Heading } from './markdown.ts'

export type Place = 'overview' | 'reference' | 'protocol' | 'has' | 'problems'

const places: readonly { readonly place: Place; readonly href: string; readonly label: Key }[] = [
  { place: 'overview', href: '/docs', label: 'docs.overview' },
  { place: 'reference', href: '/docs/reference', label: 'docs.reference' },
  { place: 'protocol', href: '/docs/protocol', label: 'docs.protocol' },
  { place: 'has', href: '/docs/has', label: 'docs.has' },
  { place: 'problems', href: '/problems', label: 'docs.problems' },
]

interface FrameProps {
  screen: Screen
  title: string
  place: Place
  /** Headings of the page; without them the text has the whole width. */
  contents?: readonly Heading[]
  /** A page that is in English whatever the language of the frame. */
  isEnglish?: boolean
  children: Child
}

/** A page of the documentation: places above, contents beside, no scripts. */
export const DocsFrame = ({ screen, title, place, contents = [], isEnglish = false, children }: FrameProps) => {
  const { language, agency } = screen
  const foreign = isEnglish && language !== 'en'
  const english = foreign ? ({ lang: 'en', dir: 'ltr' } as const) : {}
  return (
    <Document screen={screen} title={title}>
      <header class="topbar">
        <a class="brand" href="/docs">
          <span class="brand-name">{agency.name}</span>
          <span class="brand-face">{t(language, 'face.docs')}</span>
        </a>
        <nav class="docs-places" aria-label={t(language, 'app.places')}>
          {places.map(each => (
            <a href={each.href} aria-current={each.place === place ? 'page' : undefined}>
              {t(language, each.label)}
            </a>
          ))}
        </nav>
      </header>
      <div class={contents.length > 0 ? 'docs-columns' : 'docs-columns docs-single'}>
        {contents.length > 0 && (
          <nav class="docs-contents" aria-label={t(language, 'docs.contents')}>
            <p class="meta">{t(language, 'docs.contents')}</p>
            <Contents headings={contents} attributes={english} />
          </nav>
        )}
        <main id="main" class="docs-main" tabindex={-1}>
          {foreign && <p class="docs-foreign meta">{t(language, 'docs.english')}</p>}
          <article class="docs-text" {...english}>
            {children}
          </article>
        </main>
      </div>
      <footer class="docs-footer">
        <p>
          {t(language, 'docs.questions')} <a href={`mailto:${agency.contact}`}>{agency.contact}</a>
        </p>
        <LanguageChoice screen={screen} />
        <ThemeChoice screen={screen} />
      </footer>
    </Document>
  )
}

const Contents = ({ headings, attributes }: { headings: readonly Heading[]; attributes: object }) => (
  <ol {...attributes}>
    {headings
      .filter(({ level }) => level <= 3)
      .map(({ id, text, level }) => (
        <li class={level > 2 ? 'docs-below' : undefined}>
          <a href={`#${id}`}>{text}</a>
        </li>
      ))}
  </ol>
)
