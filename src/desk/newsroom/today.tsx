import { setTimeout as pause } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { consumersBehind, deskDays, flashesSince, wireHours } from '../../store/day.ts'
import { draftQueue, type QueueFilter } from '../../store/draft-queue.ts'
import { goingOut } from '../../store/going-out.ts'
import { sourceHealth } from '../../store/intake-health.ts'
import { mentionsOf } from '../../store/mention.ts'
import { LiveFrame } from '../../web/components/wire-list.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { streamFragments } from '../../web/live.ts'
import { page } from '../../web/page.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { followDesk, sendCounts } from '../follow.tsx'
import { DeskFrame, deskCounts } from '../frame.tsx'
import { storiesOf } from '../home.tsx'
import { seatOf } from '../seat.ts'
import { type Day, TodayView } from './today-view.tsx'

const hourMs = 3_600_000
const shown = 8
/** The day is drawn anew so often at most, however much happens. */
const roundMs = 2_000

/** `/desk/today`: the day in one look, and what waits for whoever looks. */
export const todayRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/today', async c => {
    const [seat, day] = await Promise.all([seatOf(desk, c), dayOf(desk, c)])
    const { screen } = seat
    return page(
      c,
      <DeskFrame seat={seat} title={t(screen.language, 'desk.work.today')} place="today">
        <LiveFrame screen={screen} live={{ src: '/desk/today/live', after: '' }}>
          <TodayView screen={screen} day={day} />
        </LiveFrame>
      </DeskFrame>,
    )
  })
  routes.get('/today/live', c =>
    streamFragments(c, (send, signal) =>
      followDesk(desk, c, { send, signal }, async due => {
        if (due.size === 0) return
        await send({ kind: 'replace', id: '', html: <TodayView screen={screenOf(c)} day={await dayOf(desk, c)} /> })
        await sendCounts(desk, c, '', send)
        await pause(roundMs, undefined, { signal }).catch(() => {})
      }),
    ),
  )
  return routes
}

const dayOf = async (desk: Desk, c: Context<WebEnv>): Promise<Day> => {
  const { db } = desk
  const person = c.get('person')
  const now = desk.publisher.clock()
  const since = new Date(Math.floor(now.getTime() / hourMs) * hourMs - 23 * hourMs)
  const queue = (filter: Partial<QueueFilter>) =>
    draftQueue(
      db,
      { stage: null, desk: null, whose: 'all', person: person.id, words: [], ...filter },
      { after: null, limit: shown },
    )
  const [hours, flashes, desks, behind, sources, review, assigned, mentions, next, counts] = await Promise.all([
    wireHours(db, since),
    flashesSince(db, since, 5),
    deskDays(db, since),
    consumersBehind(db, since, shown),
    sourceHealth(db, now),
    queue({ stage: 'review' }),
    queue({ whose: 'assigned' }),
    mentionsOf(db, { person: person.id, limit: shown }),
    goingOut(db, { since: now, limit: 5 }),
    deskCounts(desk, person),
  ])
  return {
    ...{ person, now, since, hours, desks, behind, review, assigned, mentions, next, counts },
    flashes: await storiesOf(desk, flashes),
    sources: sources.filter(each => each.condition === 'stalled' || each.condition === 'failing'),
  }
}
