import { type Context, Hono } from 'hono'
import { giveFile } from '../channels/media/file.ts'
import { offerTo } from '../channels/media/offering.ts'
import { textOfBody } from '../domain/body.ts'
import { type ItemId, parseItemId } from '../domain/ids.ts'
import { useOf } from '../domain/licence.ts'
import { type RenditionRole, renditionRoles } from '../domain/media.ts'
import { Refusal } from '../domain/refusal.ts'
import { alreadySent } from '../web/already-sent.ts'
import type { WebEnv } from '../web/env.ts'
import type { Portal, Visit } from './env.ts'
import { readingOf } from './item-reading.ts'
import { linkHours } from './link-hours.ts'
import { QuotaLine } from './quota-line.tsx'
import { givingOf, quotaOf, takerOf } from './taker.ts'
import { visitOf } from './visit.ts'

/**
 * Files for those who are signed in: `/portal/media/{item}/{role}`, a link to one at `…/link` as plain text, and what is printed with a picture at
 * `/portal/items/{id}/caption` and `…/credit`.
 */
export const mediaRoutes = (portal: Portal): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/media/:item/:role', async c => {
    const visit = visitOf(portal, c)
    const { incoming: request, outgoing: response } = c.env
    if (request === undefined || response === undefined) throw new Error('files are given out by a server only')
    for (const [name, value] of givenHeaders(c)) response.setHeader(name, value)
    // A thumb or a comp in a list is read with its headline, which is no act either.
    const isGlance = (role: RenditionRole) => useOf(role) === 'shown'
    await giveFile(givingOf(portal), takerOf(portal, visit), {
      request,
      response,
      ...askedOf(c),
      vary: 'Cookie',
      isGlance,
    })
    return alreadySent(c)
  })
  routes.get('/media/:item/:role/link', async c => c.text(await linkTo(portal, visitOf(portal, c), c)))
  routes.get('/quota', async c => {
    const visit = visitOf(portal, c)
    return c.html(<QuotaLine screen={visit.screen} quota={await quotaOf(portal, visit)} />)
  })
  routes.get('/items/:id/caption', async c => {
    const { story } = await readingOf(portal, c, visitOf(portal, c), 'copy')
    const { view } = story
    const credit = creditOf(view)
    return c.text([textOfBody(view.body) || view.headline, ...(credit === '' ? [] : [`(${credit})`])].join(' '))
  })
  routes.get('/items/:id/credit', async c => {
    const { story } = await readingOf(portal, c, visitOf(portal, c), 'copy')
    return c.text(creditOf(story.view))
  })
  return routes
}

const givenHeaders = (c: Context<WebEnv>): [string, string][] => [
  ['X-Request-Id', c.get('requestId')],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
]

/** @throws Refusal `bad-input`, `not-found` */
const askedOf = (c: Context<WebEnv>): { item: ItemId; role: RenditionRole } => {
  const item = parseItemId(c.req.param('item') ?? '')
  const asked = c.req.param('role')
  const role = renditionRoles.find(each => each === asked)
  if (role === undefined) throw new Refusal('not-found', `no size is called ${asked?.slice(0, 20)}`)
  return { item, role }
}

/** A link that works without signing in; nothing is counted until somebody follows it. @throws Refusal as for the file itself */
const linkTo = async (portal: Portal, visit: Visit, c: Context<WebEnv>): Promise<string> => {
  const { media } = portal
  const taker = takerOf(portal, visit)
  const asked = askedOf(c)
  const { rendition } = await offerTo(givingOf(portal), taker, asked)
  const { subscriber, actor } = taker
  const expiresAt = new Date(visit.now.getTime() + linkHours * 3_600_000)
  const address = media.bindsAddress ? c.get('clientAddress') : null
  return media.links.make({ ...asked, subscriber, actor, expiresAt, address }, rendition.contentType)
}

/** The line that is printed with a picture: its credit, else its photographer. */
const creditOf = ({
  media,
  bylines,
}: {
  media: { credit: string | null } | null
  bylines: readonly string[]
}): string => media?.credit ?? bylines.join(', ')
