import type { Child } from 'hono/jsx'
import { directionOf } from '../domain/taxonomy.ts'
import type { Face } from './env.ts'
import { t } from './i18n/translate.ts'
import type { Screen } from './screen.ts'

export interface DocumentProps {
  screen: Screen
  /** Of the page alone; the agency's name is added. */
  title: string
  description?: string
  /** Absolute. */
  canonical?: string
  /** Further elements of the head: alternates, feeds, meta. */
  head?: Child
  /** Class of the body: the arrangement of the page. */
  arrangement?: string
  children?: Child
}

// The face that most of the first screen is set in: fetched with the style sheet, not after it.
const firstFont = {
  sans: { latin: 'ibm-plex-sans-latin-400-normal.woff2', arabic: 'ibm-plex-sans-arabic-arabic-400-normal.woff2' },
  serif: { latin: 'newsreader-latin-opsz-normal.woff2', arabic: 'noto-naskh-arabic-arabic-wght-normal.woff2' },
} as const

/** The document shell of every page of the three faces. The main content is the element with id `main`. */
export const Document = ({ screen, title, description, canonical, head, arrangement, children }: DocumentProps) => {
  const { language, theme, face, agency, asset } = screen
  const fonts = firstFont[face === 'site' ? 'serif' : 'sans']
  return (
    <html lang={language} dir={directionOf(language)} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charset="utf-8" />
        <title>{title === agency.name ? title : `${title} · ${agency.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'system' ? 'light dark' : theme} />
        {description !== undefined && <meta name="description" content={description} />}
        {canonical !== undefined && <link rel="canonical" href={canonical} />}
        <link
          rel="preload"
          as="font"
          type="font/woff2"
          href={asset(language === 'ar' ? fonts.arabic : fonts.latin)}
          crossorigin=""
        />
        <link rel="stylesheet" href={asset(sheetOf(face))} />
        <link rel="icon" type="image/svg+xml" href={asset('icon.svg')} />
        {(face === 'desk' || face === 'portal') && <script type="module" src={asset('main.js')} />}
        {head}
      </head>
      <body class={`${face}${arrangement === undefined ? '' : ` ${arrangement}`}`}>
        <a class="skip" href="#main">
          {t(language, 'app.skip')}
        </a>
        {children}
      </body>
    </html>
  )
}

const sheetOf = (face: Face): string => `${face}.css`
