import type { MiddlewareHandler } from 'hono'
import { readSession } from './cookies.ts'
import { checkCsrf, csrfToken } from './csrf.ts'
import type { Face, WebEnv } from './env.ts'

/** The first thing a face mounts: its policy for scripts and caching, and, on desk and portal, the check of its forms. */
export const onFace =
  (face: Face): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    c.set('face', face)
    const session = hasSessions(face) ? readSession(c, face) : null
    c.set('csrf', session === null ? null : csrfToken(session))
    await checkCsrf(c)
    await next()
    if (hasSessions(face) && !c.res.headers.has('Cache-Control'))
      c.res.headers.set('Cache-Control', 'private, no-store')
  }

const hasSessions = (face: Face): face is 'desk' | 'portal' => face === 'desk' || face === 'portal'
