import { setTimeout as pause } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { newestEntries } from '../store/desk-list.ts'
import type { WebEnv } from '../web/env.ts'
import { cursorOf, type Send, streamFragments } from '../web/live.ts'
import { type Screen, screenOf } from '../web/screen.ts'
import type { Desk } from './env.ts'
import { followDesk, sendCounts } from './follow.tsx'
import { storiesOf } from './home.tsx'
import { homeShowOf, PanelRows, panelOf } from './newsroom/beside.tsx'
import { StoryRow } from './rows.tsx'
import { filterOf, matchesFilter } from './wire-filter.tsx'

const batch = 100
const wholeWire = { language: null, category: null, signal: null, type: null }

/** However many save at once, the list beside the wire is drawn anew so often at most. */
const roundMs = 250

/** `/desk/live`: rows of the wire, the list beside it and the counts, as they change. */
export const liveRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/live', c => streamFragments(c, (send, signal) => follow(desk, c, send, signal)))
  return routes
}

const follow = (desk: Desk, c: Context<WebEnv>, send: Send, signal: AbortSignal): Promise<void> => {
  const screen = screenOf(c)
  const show = homeShowOf(new URL(c.req.url).searchParams)
  let after = Number(cursorOf(c)) || 0
  return followDesk(desk, c, { send, signal }, async due => {
    if (due.has('wire')) after = await sendRows(desk, c, screen, after, send)
    if (due.has(show === 'incoming' ? 'intake' : 'drafts')) {
      const panel = await panelOf(desk, c, show)
      await send({ kind: 'replace', id: after, html: <PanelRows {...{ screen, panel }} /> })
    }
    if (!due.has('drafts') && !due.has('intake')) return
    await sendCounts(desk, c, after, send)
    await pause(roundMs, undefined, { signal }).catch(() => {})
  })
}

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
