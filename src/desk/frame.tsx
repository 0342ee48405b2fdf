import type { Child } from 'hono/jsx'
import { can } from '../accounts/guard.ts'
import type { Person } from '../accounts/people.ts'
import { countOpenDrafts } from '../store/draft.ts'
import { awaiting } from '../store/draft-queue.ts'
import type { MissedSchedule } from '../store/draft-schedule.ts'
import { countOpenEnquiries } from '../store/enquiry.ts'
import { incomingCounts } from '../store/intake-item.ts'
import { rawCounts } from '../store/intake-raw.ts'
import type { SecondLook } from '../store/second-look.ts'
import { LinkButton } from '../web/components/button.tsx'
import { type Key, t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import { type NavItem, Shell } from '../web/shell.tsx'
import type { Desk } from './env.ts'
import { FlashBox, FlashLink } from './flash/box.tsx'
import type { FlashTexts } from './flash/fields.tsx'
import { MissedBands } from './newsroom/missed-bands.tsx'
import { type Told, ToldBand } from './newsroom/told.tsx'
import { Palette } from './palette/palette.tsx'
import { LookBands } from './second/bands.tsx'

export type Place = 'today' | 'search' | 'media' | 'wire' | 'incoming' | 'drafts' | 'new' | 'enquiries' | 'sources'

/** What waits at the desk's places. */
export interface Counts {
  readonly drafts: number
  readonly enquiries: number
  /** Items that came in and wait for somebody. */
  readonly incoming: number
  /** Documents that could not be read. */
  readonly quarantine: number
  /** What waits for the person who looks: notes that name them, drafts given to them and, for editors, what is for review. */
  readonly today: number
}

export const deskCounts = async ({ db }: Desk, person: Person): Promise<Counts> => {
  const [drafts, enquiries, waiting, raws, mine] = await Promise.all([
    countOpenDrafts(db),
    countOpenEnquiries(db),
    incomingCounts(db),
    rawCounts(db),
    awaiting(db, person.id),
  ])
  const incoming = waiting.reduce((sum, { count }) => sum + count, 0)
  const today = mine.mentions + mine.assigned + (can(person, 'broadcast') ? mine.review : 0)
  return { drafts, enquiries, incoming, quarantine: raws.quarantined, today }
}

/** What every page of the desk is drawn with. */
export interface Seat {
  readonly screen: Screen
  readonly person: Person
  readonly counts: Counts
  /** What was just done, to be said on the page that follows. */
  readonly told: Told | null
  /** Drafts of theirs that were not sent at their time. */
  readonly missed: readonly MissedSchedule[]
  /** What waits for a second person. */
  readonly looks: readonly SecondLook[]
  /** The flash box as it is opened; null: for those who may not write. */
  readonly flash: { readonly texts: FlashTexts; readonly waits: 'writer' | 'second' | null } | null
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
  /** What is searched for, where the page says it. */
  q?: string
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
  q,
  children,
  ...more
}: FrameProps) => {
  const { screen, person } = seat
  const { language } = screen
  const scripts = ['flash.js', ...(more.panes ? ['preview.js'] : []), ...(more.scripts ?? [])]
  return (
    <Shell
      {...{ screen, title }}
      search={{ action: '/desk/search', q }}
      band={
        <>
          <LookBands {...{ screen, person, looks: seat.looks }} />
          <MissedBands {...{ screen, missed: seat.missed }} />
          {seat.told && <ToldBand screen={screen} told={seat.told} />}
          {band}
        </>
      }
      head={scripts.map(name => <script type="module" src={screen.asset(name)} />)}
      nav={navOf(seat, place)}
      actions={seat.flash !== null && <FlashLink screen={screen} />}
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
      <Palette screen={screen} />
      {seat.flash !== null && <FlashBox screen={screen} {...seat.flash} />}
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
    item('today', '/desk/today', 'desk.work.today', {
      ...{ icon: 'home', key: 't', count: counts.today, countId: 'count-today' },
    }),
    item('wire', '/desk', 'desk.nav.wire', { icon: 'wire', key: 'w', phone: true }),
    item('incoming', '/desk/incoming', 'desk.nav.incoming', {
      ...{ icon: 'download', key: 'i', count: counts.incoming, countId: 'count-incoming', phone: true },
    }),
    item('drafts', '/desk/drafts', 'desk.nav.drafts', {
      ...{ icon: 'draft', key: 'd', count: counts.drafts, countId: 'count-drafts', phone: true },
    }),
    item('media', '/desk/media', 'desk.nav.media', { icon: 'picture', key: 'm' }),
    item('new', '/desk/new', 'desk.new', { icon: 'pen', phone: true, isBottomOnly: true }),
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
