import { Hono } from 'hono'
import { signedIn } from '../accounts/guard.ts'
import { signInRoutes } from '../accounts/sign-in.tsx'
import { createAudiences } from '../channels/stream/audiences.ts'
import type { WebEnv } from '../web/env.ts'
import { onFace } from '../web/face.ts'
import type { Portal, PortalParts } from './env.ts'
import { itemRoutes } from './item-page.tsx'
import { keysRoutes } from './keys-routes.tsx'
import { liveRoutes } from './live.ts'
import { mediaRoutes } from './media-routes.tsx'
import { wireRoutes } from './wire-page.tsx'
import { zipRoutes } from './zip-route.ts'

export type { PortalParts } from './env.ts'

/** The subscribers' face, to be mounted at `/portal`. */
export const createPortal = (parts: PortalParts): Hono<WebEnv> => {
  const portal: Portal = { ...parts, audiences: createAudiences(parts.fanout) }
  const app = new Hono<WebEnv>()
  app.use(onFace('portal'))
  app.route('/', signInRoutes('portal', parts.people))
  // Before the guard: a page that has been signed out is told so, instead of asking again and again.
  app.route('/', liveRoutes(portal))
  app.use(signedIn(parts.people, 'portal'))
  app.route('/', wireRoutes(portal))
  app.route('/', itemRoutes(portal))
  app.route('/', mediaRoutes(portal))
  app.route('/', zipRoutes(portal))
  app.route('/', keysRoutes(portal))
  return app
}
