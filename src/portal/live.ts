import { type Context, Hono } from 'hono'
import { readSession } from '../web/cookies.ts'
import type { WebEnv } from '../web/env.ts'
import { t } from '../web/i18n/translate.ts'
import { cursorOf, type Send, streamFragments } from '../web/live.ts'
import { screenOf } from '../web/screen.ts'
import { choiceOf } from './choice.ts'
import { headFor, selectionOf } from './cursor.ts'
import type { Portal, Visit } from './env.ts'
import { createInbox } from './inbox.ts'
import { drawAgain, drawDelivery } from './live-parts.tsx'
import { followSelection } from './live-reader.ts'
import { standingOf, visitOf } from './visit.ts'

/** How long a page may stay open after its reader has been signed out elsewhere. */
const recheckMs = 2_000
/** So often at least a page looks whether what it may see has changed, by time alone too. */
const tickMs = 500
/** A page that missed more than this is drawn again instead of being told each entry. */
const farBehind = 2_000

/** `/portal/live`: what an open page has to be told, beginning after its cursor. With `rows=0` about one story alone. */
export const liveRoutes = (portal: Portal): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/live', c => streamFragments(c, (send, signal) => followPage(portal, c, send, signal)))
  return routes
}

const followPage = async (portal: Portal, c: Context<WebEnv>, send: Send, signal: AbortSignal): Promise<void> => {
  const query = new URL(c.req.url).searchParams
  const page = { portal, send, choice: choiceOf(query), hasRows: query.get('rows') !== '0' }
  const asked = cursorOf(c)
  let cursor = asked !== null && /^\d{1,15}$/.test(asked) ? Number(asked) : portal.fanout.position
  let standing = query.get('standing')
  const inbox = createInbox(signal)
  const unfollow = portal.catalogue.onChange(inbox.wake)
  const who = whoIsThere(portal, c)
  try {
    while (!signal.aborted) {
      const visit = await who()
      if (visit === null) return await send({ kind: 'end', text: t(screenOf(c).language, 'portal.signedOut') })
      const selection = await selectionOf(portal, visit)
      const head = selection === null ? portal.fanout.position : await headFor(portal, selection, visit.now)
      const isChanged = standing !== standingOf(visit)
      if (isChanged || (page.hasRows && head - cursor > farBehind)) {
        await drawAgain(page, visit, cursor, Math.max(cursor, head))
        standing = standingOf(visit)
        cursor = Math.max(cursor, head)
      }
      const isStill = async () => {
        const now = await who()
        return now !== null && standingOf(now) === standing
      }
      if (selection === null) {
        while (!signal.aborted && (await isStill())) await inbox.pause(tickMs)
        continue
      }
      cursor = await followSelection(portal, selection, {
        ...{ cursor, inbox, signal, isStill, tickMs, send },
        draw: async (delivery, from, to) => {
          const now = await who()
          if (now !== null) await drawDelivery(page, now, delivery, from, to)
        },
      })
    }
  } finally {
    unfollow()
  }
}

/** Who reads the page, asked anew every two seconds, and what they may see at this very moment. */
const whoIsThere = (portal: Portal, c: Context<WebEnv>): (() => Promise<Visit | null>) => {
  let checkedAt = Number.NEGATIVE_INFINITY
  let person: Visit['person'] | null = null
  return async () => {
    if (performance.now() - checkedAt >= recheckMs) {
      person = await portal.people.personOf('portal', readSession(c, 'portal'))
      checkedAt = performance.now()
    }
    return person === null ? null : visitOf(portal, c, person)
  }
}
