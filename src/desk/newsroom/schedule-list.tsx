import { type Context, Hono } from 'hono'
import { can } from '../../accounts/guard.ts'
import { type GoesOut, goingOut } from '../../store/going-out.ts'
import { LiveFrame } from '../../web/components/wire-list.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { streamFragments } from '../../web/live.ts'
import { page } from '../../web/page.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { followDesk, sendCounts } from '../follow.tsx'
import { DeskFrame } from '../frame.tsx'
import { seatOf } from '../seat.ts'
import { ScheduleRows } from './schedule-rows.tsx'
import { WorkTabs } from './tabs.tsx'

const backMs = 12 * 3_600_000

/** `/desk/schedule`: what goes out by itself, and when; what went out lately stands above the line of now. */
export const scheduleListRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/schedule', async c => {
    const [seat, rows] = await Promise.all([seatOf(desk, c), rowsOf(desk)])
    const { screen, person } = seat
    const isEditor = can(person, 'broadcast')
    return page(
      c,
      <DeskFrame seat={seat} title={t(screen.language, 'desk.work.place.schedule')} place="drafts">
        <div class="draft-page">
          <WorkTabs screen={screen} person={person} current="schedule" />
          <LiveFrame screen={screen} live={{ src: '/desk/schedule/live', after: '' }}>
            <ScheduleRows {...{ screen, rows, isEditor }} now={desk.publisher.clock()} />
          </LiveFrame>
        </div>
      </DeskFrame>,
    )
  })
  routes.get('/schedule/live', c => streamFragments(c, (send, signal) => followSchedule(desk, c, { send, signal })))
  return routes
}

const rowsOf = (desk: Desk): Promise<GoesOut[]> =>
  goingOut(desk.db, { since: new Date(desk.publisher.clock().getTime() - backMs), limit: 500 })

const followSchedule = (desk: Desk, c: Context<WebEnv>, open: Parameters<typeof followDesk>[2]): Promise<void> => {
  const screen = screenOf(c)
  const isEditor = can(c.get('person'), 'broadcast')
  return followDesk(desk, c, open, async () => {
    const now = desk.publisher.clock()
    await open.send({
      kind: 'replace',
      id: '',
      html: <ScheduleRows {...{ screen, rows: await rowsOf(desk), isEditor, now }} />,
    })
    await sendCounts(desk, c, '', open.send)
  })
}
