import { Hono } from 'hono'
import { Refusal } from '../domain/refusal.ts'
import type { Log, Metrics } from '../telemetry.ts'
import { serveAssets } from './asset-routes.ts'
import { createAssets } from './assets.ts'
import { sameOrigin } from './csrf.ts'
import type { WebEnv, WebSettings } from './env.ts'
import { answerError } from './error-page.tsx'
import { choosePreference } from './preferences.ts'
import { requestLimits, requestRecord } from './request.ts'
import { securityHeaders } from './security.ts'

/** The application on which the faces and the API are mounted: it names and logs requests, bounds them, sends the security headers, serves
 *  the assets and answers whatever is thrown. */
export const createWeb = (settings: WebSettings, log: Log, metrics: Metrics): Hono<WebEnv> => {
  const app = new Hono<WebEnv>()
  const assets = createAssets()
  app.use(requestRecord(settings, log, metrics))
  app.use(async (c, next) => {
    c.set('settings', settings)
    c.set('assets', assets)
    await next()
    for (const [name, value] of securityHeaders(settings, c.get('face'))) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  })
  app.use(requestLimits())
  app.use(sameOrigin(settings))
  app.route('/assets', serveAssets(assets))
  app.post('/preferences', choosePreference)
  app.onError((error, c) => answerError(c, error))
  app.notFound(c => answerError(c, new Refusal('not-found', `nothing is at ${c.req.path}`)))
  return app
}
