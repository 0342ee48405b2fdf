import { Hono } from 'hono'
import { isItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { requireDraft } from '../../store/draft.ts'
import { itemHead } from '../../store/version.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'
import { assetHref } from '../media/card.tsx'
import { assetsOfDraft } from '../media/text.ts'
import { versionFileHref } from '../rows.tsx'

/** `/desk/pictures/{id}/thumb`: the thumb of a picture in a text, of an item on the wire or of a draft that is sent before the text. */
export const figureThumbRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/pictures/:id/thumb', async c => {
    const href = await thumbOf(desk, c.req.param('id'))
    if (href === null) throw new Refusal('not-found', 'this picture has no thumb')
    return c.redirect(href, 302)
  })
  return routes
}

const thumbOf = async (desk: Desk, id: string): Promise<string | null> => {
  if (!isItemId(id)) {
    const [asset] = assetsOfDraft((await requireDraft(desk.db, id)).fields)
    return asset === undefined ? null : `${assetHref(asset)}/thumb`
  }
  const head = await itemHead(desk.db, id)
  return head === null ? null : versionFileHref(head.newest, 'thumb')
}
