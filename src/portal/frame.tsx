import type { Child } from 'hono/jsx'
import { can } from '../accounts/guard.ts'
import { t } from '../web/i18n/translate.ts'
import { Shell } from '../web/shell.tsx'
import { FlashBand, LicenceBand } from './bands.tsx'
import type { Choice } from './choice.ts'
import type { Portal, Visit } from './env.ts'
import type { Story } from './story.ts'

interface FrameProps {
  portal: Portal
  visit: Visit
  title: string
  flash: Story | null
  choice?: Choice
  /** The place of the frame that this page is at; left out: none. */
  place?: 'wire' | 'keys'
  children: Child
}

/** A page of the portal: the bar with search and account, and the bands that stand above everything. */
export const PortalFrame = ({ portal, visit, title, flash, choice, place, children }: FrameProps) => {
  const { screen, person, subscriber } = visit
  const { language } = screen
  const organisation = portal.catalogue.subscriber(subscriber)?.name
  return (
    <Shell
      screen={screen}
      title={title}
      head={['preview.js', 'pictures.js', 'counts.js'].map(name => <script type="module" src={screen.asset(name)} />)}
      nav={[
        { href: '/portal', label: t(language, 'portal.nav.wire'), icon: 'wire', current: place === 'wire', key: 'w' },
        ...(can(person, 'members')
          ? [
              {
                ...{ href: '/portal/api-users', label: t(language, 'portal.keys.nav'), icon: 'key' as const },
                ...{ current: place === 'keys', key: 'a' },
              },
            ]
          : []),
      ]}
      account={{
        name: person.name,
        ...(organisation === undefined ? {} : { detail: organisation }),
        signOut: '/portal/sign-out',
      }}
      search={{ action: '/portal', q: choice?.q ?? undefined }}
      band={
        <>
          <LicenceBand visit={visit} />
          <FlashBand visit={visit} flash={flash} {...(choice === undefined ? {} : { choice })} />
        </>
      }
    >
      {children}
    </Shell>
  )
}
