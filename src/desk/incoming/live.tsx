import { setTimeout as pause } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { incomingItems, type IncomingRow as Row } from '../../store/intake-item.ts'
import { rawOf } from '../../store/intake-raw.ts'
import type { WebEnv } from '../../web/env.ts'
import { cursorOf, type Send, streamFragments } from '../../web/live.ts'
import { type Screen, screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { followDesk, sendCounts } from '../follow.tsx'
import { IncomingActs } from './acts-view.tsx'
import { type IncomingChoice, incomingChoiceOf, numberOf, statusesOf } from './choice.ts'
import { arrivedOf } from './incoming.tsx'
import { newestQuarantined, QuarantineRows } from './quarantine.tsx'
import { RawState } from './quarantine-pane.tsx'
import { IncomingRow } from './row.tsx'

/** Of all that came in, what a page is kept up to date with; and how much of its list is sent anew after a break. */
const watched = 200
const listed = 50
/** Between writing and being seen by others a decision may take so long. */
const marginMs = 60_000
/** A thousand files at once are drawn in a few rounds. */
const roundMs = 250

/** `/desk/incoming/live`: rows as they come in and as somebody decides on them, and the counts. Its cursor is a time. */
export const incomingLiveRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/incoming/live', c =>
    streamFragments(c, (send, signal) =>
      c.req.query('list') === 'quarantine'
        ? followQuarantine(desk, c, { send, signal })
        : follow(desk, c, { send, signal }),
    ),
  )
  return routes
}

interface Open {
  readonly send: Send
  readonly signal: AbortSignal
}

const follow = (desk: Desk, c: Context<WebEnv>, { send, signal }: Open): Promise<void> => {
  const choice = incomingChoiceOf(new URL(c.req.url).searchParams)
  const since = (Number(cursorOf(c)) || 0) - marginMs
  // How each row was last drawn; before the first round: by whoever drew the page.
  const drawn = new Map<number, string>()
  let isFirst = true
  return followDesk(desk, c, { send, signal }, async due => {
    if (due.has('intake')) {
      const id = Date.now()
      const rows = await incomingItems(desk.db, { source: choice.source, q: choice.q, limit: watched })
      const changed = rows.filter(row => (isFirst ? changedAt(row) >= since : drawn.get(row.id) !== lookOf(row)))
      for (const row of rows) drawn.set(row.id, lookOf(row))
      isFirst = false
      await sendRows({ desk, screen: screenOf(c), choice, send }, rows, changed, id)
      await send({ kind: 'cursor', id })
    }
    if (due.has('drafts') || due.has('intake')) await sendCounts(desk, c, Date.now(), send)
    if (due.has('intake')) await pause(roundMs, undefined, { signal }).catch(() => {})
  })
}

const changedAt = ({ at, decidedAt }: Row): number => Math.max(at.getTime(), decidedAt?.getTime() ?? 0)

const lookOf = ({ status, draft, item, headline, decidedAt }: Row): string =>
  [status, draft, item, decidedAt?.getTime(), headline].join(' ')

interface Reader {
  readonly desk: Desk
  readonly screen: Screen
  readonly choice: IncomingChoice
  readonly send: Send
}

/** Rows that have changed, the oldest first. One that no longer belongs into the list is still brought up to date where it stands. */
const sendRows = async (
  { desk, screen, choice, send }: Reader,
  rows: readonly Row[],
  changed: readonly Row[],
  id: number,
): Promise<void> => {
  const statuses = statusesOf(choice)
  const top = new Set(rows.filter(row => statuses.includes(row.status)).slice(0, listed))
  for (const arrived of (await arrivedOf(desk, changed)).toReversed()) {
    const { row } = arrived
    const kind = top.has(row) ? 'insert' : 'replace'
    await send({ kind, id, html: <IncomingRow {...{ screen, arrived, choice }} /> })
    // Beside the list, where the item is open: a colleague may have been quicker.
    if (row.id === choice.open)
      await send({
        kind: 'replace',
        id,
        html: <IncomingActs {...{ screen, choice, row }} isUpdate={row.item !== null} />,
      })
  }
}

/** The list of what could not be read, whole, and where the open one stands. */
const followQuarantine = (desk: Desk, c: Context<WebEnv>, { send, signal }: Open): Promise<void> => {
  const open = numberOf(c.req.query('open'))
  const screen = screenOf(c)
  return followDesk(desk, c, { send, signal }, async due => {
    if (due.has('intake')) {
      const rows = await newestQuarantined(desk)
      await send({ kind: 'replace', id: '', html: <QuarantineRows {...{ screen, rows, open }} /> })
      const raw = open === null ? null : await rawOf(desk.db, open)
      if (raw !== null) await send({ kind: 'replace', id: '', html: <RawState {...{ screen, raw }} /> })
    }
    if (due.has('drafts') || due.has('intake')) await sendCounts(desk, c, '', send)
    if (due.has('intake')) await pause(roundMs, undefined, { signal }).catch(() => {})
  })
}
