import type { Context } from 'hono'
import type { Person } from '../../accounts/people.ts'
import { draftQueue, type QueueRow } from '../../store/draft-queue.ts'
import { incomingItems } from '../../store/intake-item.ts'
import { EmptyState } from '../../web/components/empty-state.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { incomingChoiceOf, statusesOf } from '../incoming/choice.ts'
import { arrivedOf } from '../incoming/incoming.tsx'
import { type Arrived, IncomingRow } from '../incoming/row.tsx'
import { DraftRows } from './draft-rows.tsx'

const shows = ['wire', 'drafts', 'mine', 'incoming'] as const
/** What stands beside the wire, or on a phone in its place: the drafts of everybody or one's own, or what has come in. `wire`: on a phone the wire
 *  itself, else the drafts. */
export type HomeShow = (typeof shows)[number]

export const homeShowOf = (query: URLSearchParams): HomeShow => shows.find(each => each === query.get('show')) ?? 'wire'

/** What the panel beside the wire shows now. */
export type Panel =
  | { readonly kind: 'drafts'; readonly rows: readonly QueueRow[]; readonly person: Person; readonly isMine: boolean }
  | { readonly kind: 'incoming'; readonly rows: readonly Arrived[] }

const panelSize = 30
/** Rows of the panel lead into the list of what came in as it is by default. */
const incomingChoice = incomingChoiceOf(new URLSearchParams())

export const panelOf = async (desk: Desk, c: Context<WebEnv>, show: HomeShow): Promise<Panel> => {
  if (show === 'incoming') {
    const items = await incomingItems(desk.db, { status: statusesOf(incomingChoice), limit: panelSize })
    return { kind: 'incoming', rows: await arrivedOf(desk, items) }
  }
  const person = c.get('person')
  const whose = show === 'mine' ? 'mine' : 'all'
  const filter = { stage: null, desk: null, whose, person: person.id, words: [] } as const
  const rows = await draftQueue(desk.db, filter, { after: null, limit: panelSize })
  return { kind: 'drafts', rows, person, isMine: show === 'mine' }
}

interface TabsProps {
  screen: Screen
  show: HomeShow
}

const showHref = (screen: Screen, show: HomeShow): string => {
  const url = new URL(screen.path, 'http://here.invalid')
  for (const name of ['done', 'missed']) url.searchParams.delete(name)
  url.searchParams.set('show', show)
  return url.pathname + url.search
}

/** On a phone: the wire or one of the lists. */
export const HomeTabs = ({ screen, show }: TabsProps) => (
  <nav class="tabs home-tabs" aria-label={t(screen.language, 'desk.work.home.tabs')}>
    {shows.map(each => (
      <a href={showHref(screen, each)} aria-current={each === show ? 'page' : undefined}>
        {t(screen.language, `desk.work.home.${each}`)}
      </a>
    ))}
  </nav>
)

/** The list beside the wire, with the tabs that choose it. */
export const Beside = ({ screen, show, panel }: TabsProps & { panel: Panel }) => {
  const { language } = screen
  const current = show === 'wire' ? 'drafts' : show
  return (
    <aside
      class="desk-drafts"
      aria-label={t(language, panel.kind === 'incoming' ? 'desk.nav.incoming' : 'desk.nav.drafts')}
    >
      <header class="desk-drafts-head">
        <nav class="tabs" aria-label={t(language, 'desk.work.home.beside')}>
          {shows
            .filter(each => each !== 'wire')
            .map(each => (
              <a href={showHref(screen, each)} aria-current={each === current ? 'page' : undefined}>
                {t(language, `desk.work.home.${each}`)}
              </a>
            ))}
        </nav>
      </header>
      <PanelRows {...{ screen, panel }} />
      <p class="desk-drafts-more">
        <a
          href={
            panel.kind === 'incoming' ? '/desk/incoming' : panel.isMine ? '/desk/drafts?whose=mine' : '/desk/drafts'
          }
        >
          {t(language, panel.kind === 'incoming' ? 'desk.work.home.allIncoming' : 'desk.work.home.allDrafts')}
        </a>
      </p>
    </aside>
  )
}

/** Its rows; a live fragment replaces them as a whole. */
export const PanelRows = ({ screen, panel }: { screen: Screen; panel: Panel }) => {
  const { language } = screen
  if (panel.kind === 'incoming') {
    return (
      <div id="beside" class="beside">
        {panel.rows.length === 0 ? (
          <EmptyState icon="inbox" title={t(language, 'desk.incoming.empty.waiting')}>
            {t(language, 'desk.incoming.empty.waiting.how')}
          </EmptyState>
        ) : (
          <ol class="wire wire-narrow" aria-label={t(language, 'desk.incoming.list')}>
            {panel.rows.map(arrived => (
              <IncomingRow {...{ screen, arrived, choice: incomingChoice }} />
            ))}
          </ol>
        )}
      </div>
    )
  }
  const { rows, person, isMine } = panel
  return (
    <div id="beside" class="beside">
      {rows.length === 0 ? (
        <EmptyState icon="draft" title={t(language, isMine ? 'desk.empty.drafts.mine' : 'desk.empty.drafts.all')}>
          {t(language, 'desk.empty.drafts.how')}
        </EmptyState>
      ) : (
        <DraftRows {...{ screen, rows, person }} />
      )}
    </div>
  )
}
