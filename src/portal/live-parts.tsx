import { compileFilter } from '../domain/filter.ts'
import { isRecall } from '../domain/signal.ts'
import { isFoundBy } from '../store/search.ts'
import { EmptyState } from '../web/components/empty-state.tsx'
import { t } from '../web/i18n/translate.ts'
import type { Fragment, Send } from '../web/live.ts'
import type { Delivery } from '../wire/delivery.ts'
import { searchRowOf } from '../wire/search-index.ts'
import { FlashBand, LicenceBand, unseenFlash } from './bands.tsx'
import { type Choice, wantedOf } from './choice.ts'
import type { Portal, Visit } from './env.ts'
import { extrasOf } from './extras.ts'
import { ItemMargin, PageActions } from './item-page.tsx'
import { openItem } from './reading.ts'
import { StoryRow } from './row.tsx'
import { readableEntry, storyOf } from './story.ts'
import { StoryView } from './story-view.tsx'
import { productsOf, WireFound, WirePager, WireRowsAgain, wirePage } from './wire.tsx'
import { PaneActions } from './wire-page.tsx'

/** An open page: what it shows, and the way to it. */
export interface OpenPage {
  readonly portal: Portal
  readonly send: Send
  readonly choice: Choice
  /** Whether it has the list, or one story alone. */
  readonly hasRows: boolean
}

type Html = Extract<Fragment, { kind: 'replace' }>['html']

/** Brings a page up to date with an entry. The cursor moves with the last fragment, so that a page cut off between two gets both again. */
export const drawDelivery = async (
  page: OpenPage,
  visit: Visit,
  delivery: Delivery,
  from: number,
  to: number,
): Promise<void> => {
  const { portal, send, choice, hasRows } = page
  const { entry, face } = delivery
  if (face === 'headline' && !isRecall(entry.signal)) {
    // A headline for the sake of an earlier version does not take the place of that version where it may still be read.
    const standing = await readableEntry(portal, visit, entry.item)
    if (standing !== null && standing.seq !== entry.seq) return
  }
  if (choice.open === entry.item)
    for (const html of await openParts(page, visit)) await send({ kind: 'replace', id: from, html })
  if (entry.priority === 1) await send({ kind: 'replace', id: from, html: await flashPart(page, visit) })
  if (!hasRows) return send({ kind: 'cursor', id: to })
  const kind = (await belongs(page, visit, delivery)) ? 'insert' : 'replace'
  await send({ kind, id: to, html: <StoryRow visit={visit} story={storyOf(delivery)} choice={choice} /> })
}

/** Whether the page's list, as it was chosen, has this entry. One that it has not is still brought up to date where its row stands. */
const belongs = async (
  { portal, choice }: OpenPage,
  visit: Visit,
  { entry, version, face }: Delivery,
): Promise<boolean> => {
  const { filter, signals } = wantedOf(choice, productsOf(portal, visit))
  if (!compileFilter(filter)(entry, () => []) || signals?.includes(entry.signal) === false) return false
  if (choice.q === null) return true
  const part = face === 'full' ? 'all' : face === 'headline' ? 'headline' : 'none'
  return isFoundBy(portal.db, choice.q, searchRowOf(entry, version), part)
}

/** Draws everything that a page shows once more: its contract has changed, or it was away too long to be told each entry. */
export const drawAgain = async (page: OpenPage, visit: Visit, from: number, to: number): Promise<void> => {
  const { portal, send, choice, hasRows } = page
  const parts: Html[] = [<LicenceBand visit={visit} />, await flashPart(page, visit)]
  if (choice.open !== null) parts.push(...(await openParts(page, visit)))
  if (hasRows) {
    const shown = { visit, choice, shown: await wirePage(portal, visit, choice) }
    parts.push(<WireFound {...shown} />, <WirePager {...shown} />, <WireRowsAgain {...shown} />)
  }
  for (const html of parts) await send({ kind: 'replace', id: from, html })
  await send({ kind: 'cursor', id: to })
}

const flashPart = async ({ portal, choice }: OpenPage, visit: Visit): Promise<Html> => (
  <FlashBand visit={visit} flash={await unseenFlash(portal, visit)} choice={choice} />
)

/** The story that is open on the page, as it may be seen now; opened once more, it is an act once more. */
const openParts = async ({ portal, choice, hasRows }: OpenPage, visit: Visit): Promise<Html[]> => {
  const { screen } = visit
  const reading = choice.open === null ? null : await openItem(portal, visit, { item: choice.open, act: 'view' })
  if (reading === null) {
    return [
      <article id="story" class="story">
        <EmptyState icon="eye" title={t(screen.language, 'portal.pane.gone')}>
          {t(screen.language, 'portal.pane.gone.how')}
        </EmptyState>
      </article>,
    ]
  }
  const shared = { visit, reading, extras: await extrasOf(portal, visit, reading) }
  if (hasRows) return [<StoryView {...shared} isPage={false} actions={<PaneActions {...{ visit, choice }} />} />]
  return [
    <StoryView {...shared} isPage actions={<PageActions screen={screen} />} />,
    <ItemMargin screen={screen} reading={reading} extras={shared.extras} />,
  ]
}
