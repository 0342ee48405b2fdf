import type { Child } from 'hono/jsx'
import { CsrfField } from './components/csrf-field.tsx'
import { Icon, type IconName } from './components/icon.tsx'
import { formatNumber } from './i18n/format.ts'
import { t } from './i18n/translate.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { Document, type DocumentProps } from './layout.tsx'
import { LanguageChoice, ThemeChoice } from './preference-forms.tsx'
import type { Screen } from './screen.ts'

/** A place that the frame leads to. */
export interface NavItem {
  readonly href: string
  readonly label: string
  readonly icon: IconName
  readonly current: boolean
  /** The letter after `g`. */
  readonly key?: string
  /** What waits there; null or 0 shows nothing. */
  readonly count?: number | null
  /** Id of the count's element, for live fragments. */
  readonly countId?: string
  /** In the bottom bar of a phone alone: elsewhere a button of the page does it. */
  readonly isBottomOnly?: boolean
  /** One of the four of the bottom bar. */
  readonly phone?: boolean
}

export interface ShellProps extends DocumentProps {
  nav: readonly NavItem[]
  /** Who is signed in; null before sign-in. `signOut` is the address that a form posts to. */
  account: { readonly name: string; readonly detail?: string; readonly signOut: string } | null
  search?: { readonly action: string; readonly q?: string | undefined } | null
  /** Before the account, such as the way to the flash box. */
  actions?: Child
  /** Full-width bands above the content, such as a flash until it is seen. */
  band?: Child
}

/** The frame of desk and portal: one bar with name, places, search and account; on a phone the places that matter at the bottom. */
export const Shell = ({ nav, account, search = null, actions, band, children, ...document }: ShellProps) => {
  const { screen } = document
  const { language } = screen
  const home = `/${screen.face}`
  return (
    <Document {...document}>
      <header class="topbar">
        <a class="brand" href={home}>
          <span class="brand-name">{screen.agency.name}</span>
          <span class="brand-face">{t(language, `face.${screen.face}`)}</span>
        </a>
        <nav class="places" aria-label={t(language, 'app.places')}>
          {nav
            .filter(item => !item.isBottomOnly)
            .map(item => (
              <Place language={language} item={item} hotkey />
            ))}
        </nav>
        <div class="topbar-end">
          {actions}
          {search && <SearchBox screen={screen} search={search} />}
          <Menu screen={screen} account={account} places={nav.filter(item => !item.phone)} />
        </div>
      </header>
      <div class="bands" id="bands">
        {band}
      </div>
      <main id="main" class="content" tabindex={-1}>
        {children}
      </main>
      {nav.some(item => item.phone) && (
        <nav class="bottombar" aria-label={t(language, 'app.places')}>
          {nav
            .filter(item => item.phone)
            .slice(0, 4)
            .map(item => (
              <Place language={language} item={item} />
            ))}
        </nav>
      )}
      <KeysDialog screen={screen} />
    </Document>
  )
}

const Place = ({ language, item, hotkey }: { language: Screen['language']; item: NavItem; hotkey?: boolean }) => (
  <a
    class="place"
    href={item.href}
    aria-current={item.current ? 'page' : undefined}
    data-key={hotkey && item.key !== undefined ? `g ${item.key}` : undefined}
    data-key-label={item.label}
  >
    <Icon name={item.icon} />
    <span>{item.label}</span>
    {(item.count ?? 0) > 0 || item.countId !== undefined ? (
      <span class="count num" id={hotkey ? item.countId : undefined}>
        {item.count ? formatNumber(language, item.count) : ''}
      </span>
    ) : null}
  </a>
)

const SearchBox = ({ screen, search }: { screen: Screen; search: { action: string; q?: string | undefined } }) => (
  <search class="search">
    <form class="searchbox" action={search.action} method="get">
      <Icon name="search" />
      <input
        class="searchbox-input"
        type="search"
        name="q"
        value={search.q}
        aria-label={t(screen.language, 'app.search')}
        placeholder={t(screen.language, 'app.search')}
        data-key="/"
        enterkeyhint="search"
      />
      <kbd class="searchbox-key">/</kbd>
    </form>
  </search>
)

interface MenuProps {
  screen: Screen
  account: ShellProps['account']
  /** Places for which the bottom bar of a phone has no room. */
  places: readonly NavItem[]
}

const Menu = ({ screen, account, places }: MenuProps) => (
  <details class="menu">
    <summary
      class="button button-quiet"
      aria-label={account === null ? t(screen.language, 'app.account') : account.name}
    >
      <Icon name={account === null ? 'settings' : 'user'} />
      {account !== null && <span class="menu-name">{account.name}</span>}
    </summary>
    <div class="menu-sheet">
      {account !== null && (
        <p class="menu-who">
          <strong>{account.name}</strong>
          {account.detail !== undefined && <span class="muted">{account.detail}</span>}
        </p>
      )}
      {places.length > 0 && (
        <nav class="menu-places" aria-label={t(screen.language, 'app.morePlaces')}>
          {places.map(item => (
            <Place language={screen.language} item={item} />
          ))}
        </nav>
      )}
      <LanguageChoice screen={screen} />
      <ThemeChoice screen={screen} />
      {account !== null && (
        <form method="post" action={account.signOut}>
          <CsrfField screen={screen} />
          <button class="button button-quiet menu-out" type="submit">
            <Icon name="sign-out" />
            <span>{t(screen.language, 'app.signOut')}</span>
          </button>
        </form>
      )}
    </div>
  </details>
)

/** One narrow column under the agency's name: signing in, and what went wrong. */
export const PlainFrame = ({ children, ...document }: DocumentProps) => {
  const { screen } = document
  return (
    <Document {...document} arrangement="plain">
      <header class="topbar">
        <a class="brand" href={screen.face === 'site' ? '/' : `/${screen.face}`}>
          <span class="brand-name">{screen.agency.name}</span>
          <span class="brand-face">{t(screen.language, `face.${screen.face}`)}</span>
        </a>
        <div class="topbar-end">{screen.face !== 'site' && <Menu screen={screen} account={null} places={[]} />}</div>
      </header>
      <main id="main" class="narrow" tabindex={-1}>
        {children}
      </main>
    </Document>
  )
}
