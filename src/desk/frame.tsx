import type { Child } from 'hono/jsx'
import type { Person } from '../accounts/people.ts'
import { countOpenDrafts } from '../store/draft.ts'
import { countOpenEnquiries } from '../store/enquiry.ts'
import { LinkButton } from '../web/components/button.tsx'
import { type Key, t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import { type NavItem, Shell } from '../web/shell.tsx'
import type { Desk } from './env.ts'

export type Place = 'wire' | 'drafts' | 'new' | 'enquiries'

/** What waits at the desk's places. */
export interface Counts {
  readonly drafts: number
  readonly enquiries: number
}

export const deskCounts = async ({ db }: Desk): Promise<Counts> => {
  const [drafts, enquiries] = await Promise.all([countOpenDrafts(db), countOpenEnquiries(db)])
  return { drafts, enquiries }
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
  /** Where Esc leads. */
  back?: { readonly href: string; readonly label: string }
  /** A page whose title stands in its content. */
  headless?: boolean
  band?: Child
  children: Child
}

/** A page of the desk in its frame. */
export const DeskFrame = ({ seat, title, place, actions, back, headless, band, children }: FrameProps) => {
  const { screen, person } = seat
  const { language } = screen
  return (
    <Shell
      {...{ screen, title, band }}
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
            {back === undefined && (
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

const navOf = ({ screen: { language }, counts }: Seat, current: Place | null): NavItem[] => {
  const item = (
    place: Place,
    href: string,
    label: Key,
    more: Pick<NavItem, 'icon' | 'key' | 'count' | 'countId'>,
  ): NavItem => ({
    ...{ href, label: t(language, label), current: place === current, phone: true },
    ...more,
  })
  return [
    item('wire', '/desk', 'desk.nav.wire', { icon: 'wire', key: 'w' }),
    item('drafts', '/desk/drafts', 'desk.nav.drafts', {
      icon: 'draft',
      key: 'd',
      count: counts.drafts,
      countId: 'count-drafts',
    }),
    item('new', '/desk/new', 'desk.new', { icon: 'pen' }),
    item('enquiries', '/desk/enquiries', 'desk.nav.enquiries', {
      ...{ icon: 'inbox', key: 'e', count: counts.enquiries, countId: 'count-enquiries' },
    }),
  ]
}
