import { type Context, Hono } from 'hono'
import { newestEntries, type WireFilter } from '../store/desk-list.ts'
import { staleTranslations } from '../store/translation.ts'
import { versionsOf } from '../store/version.ts'
import { wireHead } from '../store/wire.ts'
import { EmptyState } from '../web/components/empty-state.tsx'
import { Pager } from '../web/components/pager.tsx'
import { WireList } from '../web/components/wire-list.tsx'
import type { WebEnv } from '../web/env.ts'
import { t } from '../web/i18n/translate.ts'
import { page } from '../web/page.ts'
import type { Desk } from './env.ts'
import { DeskFrame } from './frame.tsx'
import { Beside, HomeTabs, homeShowOf, panelOf } from './newsroom/beside.tsx'
import { type Story, StoryRows } from './rows.tsx'
import { seatOf } from './seat.ts'
import { FilterBar, filterOf, isFiltered, queryOf } from './wire-filter.tsx'

const pageSize = 50

/** `/desk`: the wire as it comes in, beside the drafts. */
export const homeRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/', c => drawHome(desk, c))
  return routes
}

const drawHome = async (desk: Desk, c: Context<WebEnv>) => {
  const query = new URL(c.req.url).searchParams
  const filter = filterOf(query)
  const [before, after] = [seqOf(query.get('before')), seqOf(query.get('after'))]
  // The cursor first: what is sent while the list is read comes in by the live stream.
  const head = await wireHead(desk.db)
  const show = homeShowOf(query)
  const [seat, shown, panel] = await Promise.all([
    seatOf(desk, c),
    storyPage(desk, filter, { before, after }),
    panelOf(desk, c, show),
  ])
  const { screen } = seat
  const { language } = screen
  const isFirst = before === null && shown.newer === null
  return page(
    c,
    <DeskFrame seat={seat} title={t(language, 'desk.nav.wire')} place="wire">
      <HomeTabs {...{ screen, show }} />
      <div class={`desk-home desk-home-${show}`}>
        <section class="desk-wire" aria-label={t(language, 'desk.wire')}>
          <FilterBar {...{ screen, filter, show }} />
          <WireList
            screen={screen}
            label={t(language, 'desk.wire')}
            live={isFirst ? { src: `/desk/live${queryOf(filter, { show })}`, after: head } : null}
            empty={
              <EmptyState
                icon="wire"
                title={t(language, isFiltered(filter) ? 'desk.empty.filtered' : 'desk.empty.wire')}
              >
                {t(language, isFiltered(filter) ? 'desk.empty.filtered.how' : 'desk.empty.wire.how')}
              </EmptyState>
            }
          >
            <StoryRows screen={screen} stories={shown.stories} now={desk.publisher.clock()} />
          </WireList>
          <Pager
            screen={screen}
            newer={shown.newer === null ? null : `/desk${queryOf(filter, { show, after: shown.newer })}`}
            older={shown.older === null ? null : `/desk${queryOf(filter, { show, before: shown.older })}`}
          />
        </section>
        <Beside {...{ screen, show, panel }} />
      </div>
    </DeskFrame>,
  )
}

const seqOf = (text: string | null): number | null => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null)

interface StoryPage {
  readonly stories: readonly Story[]
  /** Where the pages before and after this one begin; null at the ends. */
  readonly newer: number | null
  readonly older: number | null
}

/** One page of the wire, newest first. */
const storyPage = async (
  desk: Desk,
  filter: WireFilter,
  { before, after }: { before: number | null; after: number | null },
): Promise<StoryPage> => {
  const found = await newestEntries(desk.db, filter, { before, after, limit: pageSize + 1 })
  const hasMore = found.length > pageSize
  const entries = after === null ? found.slice(0, pageSize) : found.slice(hasMore ? 1 : 0)
  const [first, last] = [entries[0]?.seq ?? null, entries.at(-1)?.seq ?? null]
  return {
    stories: await storiesOf(desk, entries),
    newer: after === null ? (before === null ? null : first) : hasMore ? first : null,
    older: after === null ? (hasMore ? last : null) : last,
  }
}

/** Entries with their versions. */
export const storiesOf = async ({ db }: Desk, entries: readonly Story['entry'][]): Promise<Story[]> => {
  const [versions, stale] = await Promise.all([
    versionsOf(
      db,
      entries.map(({ item, version }) => ({ item, number: version })),
    ),
    staleTranslations(
      db,
      entries.map(({ item }) => item),
    ),
  ])
  const byKey = new Map(versions.map(version => [`${version.item} ${version.number}`, version]))
  return entries.flatMap(entry => {
    const version = byKey.get(`${entry.item} ${entry.version}`)
    return version === undefined ? [] : [{ entry, version, isStale: stale.has(entry.item) }]
  })
}
