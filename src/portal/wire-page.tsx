import { type Context, Hono } from 'hono'
import { LinkButton } from '../web/components/button.tsx'
import { EmptyState } from '../web/components/empty-state.tsx'
import { WireList } from '../web/components/wire-list.tsx'
import type { WebEnv } from '../web/env.ts'
import { t } from '../web/i18n/translate.ts'
import { page } from '../web/page.ts'
import { unseenFlash } from './bands.tsx'
import { type Choice, choiceOf, queryOf } from './choice.ts'
import { cursorFor } from './cursor.ts'
import type { Portal, Visit } from './env.ts'
import { type Extras, extrasOf } from './extras.ts'
import { FilterBar } from './filter-bar.tsx'
import { PortalFrame } from './frame.tsx'
import { openItem, type Reading } from './reading.ts'
import { StoryView } from './story-view.tsx'
import { standingOf, visitOf } from './visit.ts'
import { productsOf, rowsId, WireEmpty, WireFound, WirePager, WireRows, wirePage } from './wire.tsx'

/** `/portal`: the wire as it comes in, and beside it the story that is open. */
export const wireRoutes = (portal: Portal): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/', c => drawWire(portal, c))
  return routes
}

const drawWire = async (portal: Portal, c: Context<WebEnv>) => {
  const visit = visitOf(portal, c)
  const { screen } = visit
  const { language } = screen
  const choice = choiceOf(new URL(c.req.url).searchParams)
  // The cursor first: what is sent while the list is read comes in by the live stream.
  const after = await cursorFor(portal, visit)
  const reading = choice.open === null ? null : await openItem(portal, visit, { item: choice.open, act: 'view' })
  const [shown, flash] = await Promise.all([wirePage(portal, visit, choice), unseenFlash(portal, visit)])
  const open = reading === null ? null : { reading, extras: await extrasOf(portal, visit, reading) }
  const title = reading === null ? t(language, 'portal.nav.wire') : reading.story.view.headline
  const parts = { visit, choice, shown }
  const src = `/portal/live${queryOf(choice, { before: null }, { standing: standingOf(visit) })}`
  return page(
    c,
    <PortalFrame {...{ portal, visit, title, flash, choice }} place="wire">
      <h1 id="wire-title" class="visually-hidden">
        {t(language, 'portal.nav.wire')}
      </h1>
      <div class={choice.open === null ? 'columns portal-wire' : 'columns portal-wire portal-reading'}>
        <section class="portal-list" aria-labelledby="wire-title">
          <FilterBar {...{ screen, choice }} scope={visit.scope} products={productsOf(portal, visit)} />
          {choice.view === 'pictures' && <p class="meta view-how">{t(language, 'portal.view.how')}</p>}
          <WireFound {...parts} />
          <WireList
            screen={screen}
            label={t(language, 'portal.nav.wire')}
            rowsId={rowsId}
            {...(choice.view === null ? {} : { arrangement: 'wire-pictures' })}
            live={choice.before === null ? { src, after } : null}
            empty={<WireEmpty {...{ visit, choice }} />}
          >
            <WireRows {...parts} />
          </WireList>
          <WirePager {...parts} />
        </section>
        <Pane {...{ visit, choice, open }} />
      </div>
    </PortalFrame>,
  )
}

interface PaneProps {
  visit: Visit
  choice: Choice
  open: { readonly reading: Reading; readonly extras: Extras } | null
}

/** Beside the list, from 1100 px on; on its own where there is less room. */
const Pane = ({ visit, choice, open }: PaneProps) => {
  const { language } = visit.screen
  return (
    <aside id="pane" class="columns-pane portal-pane" aria-label={t(language, 'portal.pane')}>
      {open === null ? (
        <EmptyState icon="eye" title={t(language, choice.open === null ? 'portal.pane.empty' : 'portal.pane.gone')}>
          {t(language, choice.open === null ? 'portal.pane.how' : 'portal.pane.gone.how')}
        </EmptyState>
      ) : (
        <StoryView {...{ visit }} {...open} isPage={false} actions={<PaneActions {...{ visit, choice }} />} />
      )}
    </aside>
  )
}

/** What a story beside the list can do besides being copied. */
export const PaneActions = ({ visit: { screen }, choice }: { visit: Visit; choice: Choice }) => (
  <>
    <LinkButton href={`/portal/items/${choice.open}`} icon="external" hotkey="o">
      {t(screen.language, 'portal.page')}
    </LinkButton>
    <LinkButton href={`/portal${queryOf(choice, { open: null })}`} icon="close" kind="quiet" esc>
      {t(screen.language, 'portal.close')}
    </LinkButton>
  </>
)
