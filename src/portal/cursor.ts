import { windowOf } from '../wire/page.ts'
import type { Selection } from '../wire/selections.ts'
import type { Portal, Visit } from './env.ts'

const format = 'portal'

/** What an open page of this visit follows: everything that its contract covers; which of it the page shows is decided row by row. */
export const selectionOf = async ({ selections }: Portal, { scope }: Visit): Promise<Selection | null> =>
  scope === null ? null : selections.get(scope, {}, format)

/** How far the wire has been handed out that this visit may see: older than its head by the contract's delay. */
export const headFor = async (portal: Portal, selection: Selection, now: Date): Promise<number> =>
  (await windowOf(portal.books, selection, portal.fanout.position, now)).head

/** The cursor with which a page that is drawn now begins to follow the wire. */
export const cursorFor = async (portal: Portal, visit: Visit): Promise<number> => {
  const selection = await selectionOf(portal, visit)
  return selection === null ? portal.fanout.position : headFor(portal, selection, visit.now)
}
