import type { Context } from 'hono'
import { openLooks } from '../store/second-look.ts'
import { readSession } from '../web/cookies.ts'
import type { WebEnv } from '../web/env.ts'
import { formatNumber } from '../web/i18n/format.ts'
import { t } from '../web/i18n/translate.ts'
import type { Send } from '../web/live.ts'
import { screenOf } from '../web/screen.ts'
import { type DeskNews, deskNews } from './board.ts'
import type { Desk } from './env.ts'
import { deskCounts } from './frame.tsx'
import { LookBands } from './second/bands.tsx'

/** How long a page may stay open after its reader has been signed out. */
const recheckMs = 15_000

/** Draws what has changed for as long as a page is open and its reader is signed in; everything at first, so that what was saved between the
 *  drawing of the page and now is not missed. */
export const followDesk = async (
  desk: Desk,
  c: Context<WebEnv>,
  { send, signal }: { send: Send; signal: AbortSignal },
  draw: (due: ReadonlySet<DeskNews>) => Promise<void>,
): Promise<void> => {
  const now = () => desk.publisher.clock().getTime()
  const news = new Set<DeskNews>(deskNews)
  let wake = () => {}
  const unfollow = await desk.board.follow(each => {
    news.add(each)
    wake()
  })
  signal.addEventListener('abort', () => wake())
  try {
    let checkedAt = 0
    while (!signal.aborted) {
      if (now() - checkedAt >= recheckMs) {
        const person = await desk.people.personOf('desk', readSession(c, 'desk'))
        if (person === null) return send({ kind: 'end', text: t(screenOf(c).language, 'desk.signedOut') })
        checkedAt = now()
      }
      const due = new Set(news)
      news.clear()
      await draw(due)
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

/** Brings the numbers in the frame up to date. @param id the cursor that the page then holds */
export const sendCounts = async (desk: Desk, c: Context<WebEnv>, id: number | string, send: Send): Promise<void> => {
  const { language } = screenOf(c)
  for (const [name, count] of Object.entries(await deskCounts(desk, c.get('person')))) {
    const html = (
      <span class="count num" id={`count-${name}`}>
        {count === 0 ? '' : formatNumber(language, count)}
      </span>
    )
    await send({ kind: 'replace', id, html })
  }
  const looks = await openLooks(desk.db)
  await send({ kind: 'replace', id, html: <LookBands screen={screenOf(c)} person={c.get('person')} looks={looks} /> })
}
