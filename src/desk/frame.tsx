import type { Child } from 'hono/jsx'
import type { Person } from '../accounts/people.ts'
import { countOpenDrafts } from '../store/draft.ts'
import { countOpenEnquiries } from '../store/enquiry.ts'
import { incomingCounts } from '../store/intake-item.ts'
import { rawCounts } from '../store/intake-raw.ts'
import { LinkButton } from '../web/components/button.tsx'
import { type Key, t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import { type NavItem, Shell } from '../web/shell.tsx'
import type { Desk } from './env.ts'

export type Place = 'media' | 'wire' | 'incoming' | 'drafts' | 'new' | 'enquiries' | 'sources'

/** What waits at the desk's places. */
export interface Counts {
  readonly drafts: number
  readonly enquiries: number
  /** Items that came in and wait for somebody. */
  readonly incoming: number
  /** Documents that could not be read. */
  readonly quarantine: number
}

export const deskCounts = async ({ db }: Desk): Promise<Counts> => {
  const [drafts, enquiries, waiting, raws] = await Promise.all([
    countOpenDrafts(db),
    countOpenEnquiries(db),
    incomingCounts(db),
    rawCounts(db),
  ])
  const incoming = waiting.reduce((sum, { count }) => sum + count, 0)
  return { drafts, enquiries, incoming, quarantine: raws.quarantined }
}

/** What every page of the desk is drawn with. */
export interface Seat {
  readonly screen: Screen
  readonly person: Person
  readonly counts: Counts
}

interface FrameProps {
  seat: Seat
  title: string
  place: Place | null
  /** Beside the title. */
  actions?: Child
  /** Beside the title, in the place of the button for a new story. */
  only?: Child
  /** Where Esc leads. */
  back?: { readonly href: string; readonly label: string }
  /** A page whose title stands in its content. */
  headless?: boolean
  /** Has a list with a pane beside it, into which its rows are opened. */
  panes?: boolean
  /** Of `web/client/`, that this page needs beside those of every page. */
  scripts?: readonly string[]
  band?: Child
  children: Child
}

/** A page of the desk in its frame. */
export const DeskFrame = ({
  seat,
  title,
  place,
  actions,
  only,
  back,
  headless,
  band,
  children,
  ...more
}: FrameProps) => {
  const { screen, person } = seat
  const { language } = screen
  const scripts = [...(more.panes ? ['preview.js'] : []), ...(more.scripts ?? [])]
  return (
    <Shell
      {...{ screen, title, band }}
      head={scripts.map(name => <script type="module" src={screen.asset(name)} />)}
      nav={navOf(seat, place)}
      account={{ name: person.name, detail: t(language, `desk.role.${staffRole(person)}`), signOut: '/desk/sign-out' }}
    >
      {!headless && (
        <header class="page-head">
          <div class="cluster">
            {back && (
              <LinkButton href={back.href} icon="back" kind="quiet" esc>
                {back.label}
              </LinkButton>
            )}
            <h1>{title}</h1>
          </div>
          <div class="bar">
            {actions}
            {only}
            {back === undefined && only === undefined && (
              <LinkButton href="/desk/new" icon="plus" kind="primary" hotkey="n">
                {t(language, 'desk.new')}
              </LinkButton>
            )}
          </div>
        </header>
      )}
      {children}
    </Shell>
  )
}

const staffRole = ({ role }: Person): 'writer' | 'editor' | 'admin' =>
  role === 'writer' || role === 'editor' || role === 'admin' ? role : 'writer'

const navOf = ({ screen: { language }, person, counts }: Seat, current: Place | null): NavItem[] => {
  const item = (
    place: Place,
    href: string,
    label: Key,
    more: Omit<NavItem, 'href' | 'label' | 'current'>,
  ): NavItem => ({ href, label: t(language, label), current: place === current, ...more })
  return [
    item('wire', '/desk', 'desk.nav.wire', { icon: 'wire', key: 'w', phone: true }),
    item('incoming', '/desk/incoming', 'desk.nav.incoming', {
      ...{ icon: 'download', key: 'i', count: counts.incoming, countId: 'count-incoming', phone: true },
    }),
    item('drafts', '/desk/drafts', 'desk.nav.drafts', {
      ...{ icon: 'draft', key: 'd', count: counts.drafts, countId: 'count-drafts', phone: true },
    }),
    item('media', '/desk/media', 'desk.nav.media', { icon: 'picture', key: 'm' }),
    item('new', '/desk/new', 'desk.new', { icon: 'pen', phone: true }),
    item('enquiries', '/desk/enquiries', 'desk.nav.enquiries', {
      ...{ icon: 'inbox', key: 'e', count: counts.enquiries, countId: 'count-enquiries' },
    }),
    ...(mayLookAtSources(person)
      ? [item('sources', '/desk/sources', 'desk.nav.sources', { icon: 'rss', key: 's' })]
      : []),
  ]
}

/** Whoever decides what goes out may see where it comes from; administrators change it. */
const mayLookAtSources = ({ role }: Pick<Person, 'role'>): boolean => role === 'editor' || role === 'admin'
