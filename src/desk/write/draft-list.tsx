import { type Context, Hono } from 'hono'
import { type Draft, draftOf, isDraftId, openDrafts } from '../../store/draft.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { WireList } from '../../web/components/wire-list.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { DraftRow, titleOfDraft } from '../rows.tsx'
import { seatOf } from '../seat.ts'

/** Drafts that stand beside the wire, and on their own page. */
export const panelSize = 20
const listSize = 500

export type Whose = 'mine' | 'all'
export const whoseOf = (c: Context<WebEnv>, otherwise: Whose): Whose => {
  const asked = c.req.query('whose')
  return asked === 'mine' || asked === 'all' ? asked : otherwise
}

/** `/desk/drafts`: all open drafts, or one's own. */
export const draftListRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/drafts', async c => {
    const whose = whoseOf(c, 'mine')
    const discarded = c.req.query('discarded') ?? ''
    const [seat, drafts, gone] = await Promise.all([
      seatOf(desk, c),
      draftsShown(desk, c, whose, 'page'),
      isDraftId(discarded) ? draftOf(desk.db, discarded) : null,
    ])
    const { screen } = seat
    return page(
      c,
      <DeskFrame seat={seat} title={t(screen.language, 'desk.nav.drafts')} place="drafts">
        {gone?.closedAt && gone.sentSeq === null && <Discarded screen={screen} draft={gone} />}
        <div class="draft-page">
          <WhoseTabs screen={screen} whose={whose} action="/desk/drafts" />
          <WireList
            screen={screen}
            label={t(screen.language, 'desk.nav.drafts')}
            live={{ src: `/desk/live?list=drafts&whose=${whose}`, after: '' }}
          >
            {[]}
          </WireList>
          <DraftList screen={screen} drafts={drafts} whose={whose} />
        </div>
      </DeskFrame>,
    )
  })
  return routes
}

/** The drafts that a list shows. */
export const draftsShown = (desk: Desk, c: Context<WebEnv>, whose: Whose, where: 'page' | 'panel'): Promise<Draft[]> =>
  openDrafts(desk.db, {
    author: whose === 'mine' ? c.get('person').id : null,
    limit: where === 'page' ? listSize : panelSize,
  })

const Discarded = ({ screen, draft }: { screen: Screen; draft: Draft }) => (
  <NoticeBand
    tone="plain"
    title={t(screen.language, 'desk.discarded', { headline: titleOfDraft(screen, draft) })}
    announce
  >
    <form method="post" action={`/desk/drafts/${draft.id}/reopen`}>
      <CsrfField screen={screen} />
      <Button icon="refresh">{t(screen.language, 'desk.reopen')}</Button>
    </form>
  </NoticeBand>
)

const WhoseTabs = ({ screen, whose, action }: { screen: Screen; whose: Whose; action: string }) => (
  <nav class="tabs" aria-label={t(screen.language, 'desk.whose')}>
    {(['mine', 'all'] as const).map(each => (
      <a href={`${action}?whose=${each}`} aria-current={each === whose ? 'page' : undefined}>
        {t(screen.language, `desk.whose.${each}`)}
      </a>
    ))}
  </nav>
)

/** The drafts as a list that a live fragment replaces as a whole. */
export const DraftList = ({ screen, drafts, whose }: { screen: Screen; drafts: readonly Draft[]; whose: Whose }) => (
  <div id="drafts">
    {drafts.length === 0 ? (
      <EmptyState icon="draft" title={t(screen.language, `desk.empty.drafts.${whose}`)}>
        {t(screen.language, 'desk.empty.drafts.how')}
      </EmptyState>
    ) : (
      <ol class="draft-rows">
        {drafts.map(draft => (
          <DraftRow screen={screen} draft={draft} />
        ))}
      </ol>
    )}
  </div>
)

interface PanelProps {
  screen: Screen
  drafts: readonly Draft[]
  whose: Whose
  total: number
}

/** The drafts beside the wire. */
export const DraftPanel = ({ screen, drafts, whose, total }: PanelProps) => (
  <>
    <header class="split desk-drafts-head">
      <h2>{t(screen.language, 'desk.nav.drafts')}</h2>
      <WhoseTabs screen={screen} whose={whose} action="/desk" />
    </header>
    <DraftList screen={screen} drafts={drafts} whose={whose} />
    {total > panelSize && (
      <p class="desk-drafts-more">
        <a href={`/desk/drafts?whose=${whose}`}>{t(screen.language, 'desk.drafts.all', { count: total })}</a>
      </p>
    )}
  </>
)
