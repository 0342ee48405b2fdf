import { deskScreens } from './desk.ts'
import { docsScreens, portalScreens, siteScreens } from './others.ts'
import type { Screen } from './screen.ts'

/** Every screen there is. */
export const screens: readonly Screen[] = [...deskScreens, ...portalScreens, ...siteScreens, ...docsScreens]

/** What answers GET and is no page: streams, files, texts for scripts, and addresses that lead elsewhere. */
export const noScreens: readonly string[] = [
  ...['/healthz', '/readyz', '/metrics', '/assets/:file', '/', '/robots.txt', '/sitemap.xml'],
  ...['/:language/feed.xml', '/:language/:category/feed.xml', '/v1/intake/websub/:source'],
  ...[
    '/desk/live',
    '/desk/incoming/live',
    '/desk/incoming/raw/:id',
    '/desk/media/live',
    '/desk/collections/new',
    '/desk/media/uploads',
    '/desk/media/uploads/:id',
  ],
  ...['/desk/drafts/:id/live', '/desk/drafts/:id/door', '/desk/drafts/live', '/desk/schedule/live'],
  ...[
    '/desk/flash/reach',
    '/desk/looks/bands',
    '/desk/suggest',
    '/desk/snippets',
    '/desk/find',
    '/desk/today/live',
    '/desk/pictures/:id/thumb',
  ],
  ...['/desk/media/:asset/:role', '/desk/items/:id/files/:number/:role'],
  ...['/portal/live', '/portal/media/:item/:role', '/portal/media/:item/:role/link', '/portal/quota'],
  ...['/portal/items/:id/text', '/portal/items/:id/caption', '/portal/items/:id/credit', '/portal/items/:id/zip'],
]
