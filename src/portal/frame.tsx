import type { Child } from 'hono/jsx'
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
  isWire?: boolean
  children: Child
}

/** A page of the portal: the bar with search and account, and the bands that stand above everything. */
export const PortalFrame = ({ portal, visit, title, flash, choice, isWire, children }: FrameProps) => {
  const { screen, person, subscriber } = visit
  const { language } = screen
  const organisation = portal.catalogue.subscriber(subscriber)?.name
  return (
    <Shell
      screen={screen}
      title={title}
      head={['preview.js', 'pictures.js', 'counts.js'].map(name => <script type="module" src={screen.asset(name)} />)}
      nav={[
        { href: '/portal', label: t(language, 'portal.nav.wire'), icon: 'wire', current: isWire === true, key: 'w' },
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
