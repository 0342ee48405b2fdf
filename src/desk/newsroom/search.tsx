import { type Context, Hono } from 'hono'
import { wordsOf } from '../../domain/words.ts'
import { deskUnits } from '../../store/desk-unit.ts'
import { draftQueue, type QueueRow } from '../../store/draft-queue.ts'
import { readDraftWords } from '../../store/draft-search.ts'
import { searchWire } from '../../store/wire-search.ts'
import type { WebEnv } from '../../web/env.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { storiesOf } from '../home.tsx'
import type { Story } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { type Found, type SearchChoice, searchChoiceOf, sinceOf } from './search-choice.ts'
import { SearchPage } from './search-page.tsx'

const pageSize = 50
/** Of each kind where both are shown. */
const fewSize = 20
const unreadAtMost = 200

/** `/desk/search`: words in drafts and on the wire together. */
export const searchRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/search', async c => {
    const choice = searchChoiceOf(new URL(c.req.url).searchParams)
    const size = choice.kind === 'all' ? fewSize : pageSize
    const [seat, units, drafts, stories] = await Promise.all([
      seatOf(desk, c),
      deskUnits(desk.db),
      choice.kind === 'wire' ? null : findDrafts(desk, c, choice, size),
      choice.kind === 'drafts' ? null : findStories(desk, choice, size),
    ])
    return page(c, <SearchPage {...{ seat, units, choice, drafts, stories }} />)
  })
  return routes
}

/** Open drafts with all the words, the last saved first. Also for other places that search drafts. */
export const findDrafts = async (
  desk: Desk,
  c: Context<WebEnv>,
  choice: SearchChoice,
  size: number,
): Promise<Found<QueueRow>> => {
  const words = wordsOf(choice.q)
  if (words.length === 0) return { rows: [], older: null }
  await readDraftWords(desk.db, unreadAtMost)
  const { stage, desk: unit, language, after } = choice
  const since = sinceOf(choice, desk.publisher.clock())
  const filter = { stage, desk: unit, whose: 'all', person: c.get('person').id, words, language, since } as const
  const found = await draftQueue(desk.db, filter, { after, limit: size + 1 })
  const rows = found.slice(0, size)
  return { rows, older: found.length > size ? (rows.at(-1)?.cursor ?? null) : null }
}

const findStories = async (desk: Desk, choice: SearchChoice, size: number): Promise<Found<Story>> => {
  const { q, language, after } = choice
  const before = choice.kind === 'wire' && /^\d{1,15}$/.test(after ?? '') ? Number(after) : null
  const since = sinceOf(choice, desk.publisher.clock())
  const found = await searchWire(desk.db, { q, language, since, before, limit: size + 1 })
  const rows = await storiesOf(desk, found.slice(0, size))
  return { rows, older: found.length > size ? String(rows.at(-1)?.entry.seq ?? '') : null }
}
