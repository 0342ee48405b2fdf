import { type Context, Hono } from 'hono'
import { newestEntries } from '../store/desk-list.ts'
import { readSession } from '../web/cookies.ts'
import type { WebEnv } from '../web/env.ts'
import { formatNumber } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import { cursorOf, type Send, streamFragments } from '../web/live.ts'
import { type Screen, screenOf } from '../web/screen.ts'
import type { DeskNews } from './board.ts'
import { DraftList, draftsShown, whoseOf } from './draft-list.tsx'
import type { Desk } from './env.ts'
import { deskCounts } from './frame.tsx'
import { storiesOf } from './home.tsx'
import { StoryRow } from './rows.tsx'
import { filterOf, matchesFilter } from './wire-filter.tsx'

const batch = 100
/** How long a page may stay open after its reader has been signed out. */
const recheckMs = 15_000
const wholeWire = { language: null, category: null, signal: null }

/** `/desk/live`: rows of the wire, the list of drafts and the counts, as they change. With `list=drafts` no rows. */
export const liveRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/live', c => streamFragments(c, (send, signal) => follow(desk, c, send, signal)))
  return routes
}

const follow = async (desk: Desk, c: Context<WebEnv>, send: Send, signal: AbortSignal): Promise<void> => {
  const screen = screenOf(c)
  const now = () => desk.publisher.clock().getTime()
  // Everything at first: what was saved between the drawing of the page and now is not missed.
  const news = new Set<DeskNews>(['wire', 'drafts'])
  let wake = () => {}
  const unfollow = await desk.board.follow(each => {
    news.add(each)
    wake()
  })
  signal.addEventListener('abort', () => wake())
  const wire = c.req.query('list') === 'drafts' ? null : { after: Number(cursorOf(c)) || 0 }
  try {
    let checkedAt = 0
    while (!signal.aborted) {
      if (now() - checkedAt >= recheckMs) {
        const person = await desk.people.personOf('desk', readSession(c, 'desk'))
        if (person === null) return send({ kind: 'end', text: t(screen.language, 'desk.signedOut') })
        checkedAt = now()
      }
      const due = new Set(news)
      news.clear()
      if (wire !== null && due.has('wire')) wire.after = await sendRows(desk, c, screen, wire.after, send)
      if (due.has('drafts')) await sendDrafts(desk, c, screen, wire?.after ?? '', send)
      if (news.size > 0 || signal.aborted) continue
      await pause(recheckMs, resume => {
        wake = resume
      })
    }
  } finally {
    unfollow()
  }
}

/** Until it is woken, or the time is over. */
const pause = (ms: number, hand: (resume: () => void) => void): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    hand(() => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Rows of what was sent after a cursor. A row that no longer belongs into the list is still brought up to date where it stands. @returns the new cursor */
const sendRows = async (desk: Desk, c: Context<WebEnv>, screen: Screen, from: number, send: Send): Promise<number> => {
  const filter = filterOf(new URL(c.req.url).searchParams)
  let after = from
  for (;;) {
    const entries = await newestEntries(desk.db, wholeWire, { before: null, after, limit: batch })
    const stories = await storiesOf(desk, [...entries].reverse())
    for (const story of stories) {
      const kind = matchesFilter(filter, story.entry) ? 'insert' : 'replace'
      await send({ kind, id: story.entry.seq, html: <StoryRow screen={screen} story={story} /> })
    }
    after = entries[0]?.seq ?? after
    if (entries.length < batch) return after
  }
}

const sendDrafts = async (desk: Desk, c: Context<WebEnv>, screen: Screen, id: number | string, send: Send) => {
  const whose = whoseOf(c, 'all')
  const drafts = await draftsShown(desk, c, whose, c.req.query('list') === 'drafts' ? 'page' : 'panel')
  await send({ kind: 'replace', id, html: <DraftList screen={screen} drafts={drafts} whose={whose} /> })
  const counts = await deskCounts(desk)
  for (const [name, count] of Object.entries(counts)) {
    const html = (
      <span class="count num" id={`count-${name}`}>
        {count === 0 ? '' : formatNumber(screen.language, count)}
      </span>
    )
    await send({ kind: 'replace', id, html })
  }
}
