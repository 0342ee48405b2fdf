import { Hono } from 'hono'
import { signedIn } from '../accounts/guard.ts'
import { signInRoutes } from '../accounts/sign-in.tsx'
import type { WebEnv } from '../web/env.ts'
import { onFace } from '../web/face.ts'
import { createBoard } from './board.ts'
import { enquiryRoutes } from './enquiries.tsx'
import type { DeskParts } from './env.ts'
import { flashRoutes } from './flash/flash.tsx'
import { homeRoutes } from './home.tsx'
import { incomingActRoutes } from './incoming/acts.ts'
import { incomingRoutes } from './incoming/incoming.tsx'
import { incomingLiveRoutes } from './incoming/live.tsx'
import { quarantineRoutes } from './incoming/quarantine.tsx'
import { quarantineActRoutes } from './incoming/quarantine-acts.ts'
import { actRoutes } from './item/acts.tsx'
import { beginRoutes } from './item/begin.ts'
import { compareRoutes } from './item/compare.tsx'
import { liveRoutes } from './live.tsx'
import { marginRoutes } from './margin/live.tsx'
import { storyPictureRoutes } from './margin/pictures.tsx'
import { snippetRoutes } from './margin/snippets.tsx'
import { suggestRoutes } from './margin/suggest.ts'
import { mediaAssetRoutes } from './media/asset.tsx'
import { mediaFileRoutes } from './media/files.ts'
import { mediaLiveRoutes } from './media/live.tsx'
import { mediaRoutes } from './media/media.tsx'
import { uploadRoutes } from './media/upload-door.ts'
import { workActRoutes } from './newsroom/acts.ts'
import { deskUnitRoutes } from './newsroom/desks.tsx'
import { queueRoutes } from './newsroom/queue.tsx'
import { scheduleRoutes } from './newsroom/schedule.tsx'
import { scheduleListRoutes } from './newsroom/schedule-list.tsx'
import { searchRoutes } from './newsroom/search.tsx'
import { templateRoutes } from './newsroom/templates.tsx'
import { todayRoutes } from './newsroom/today.tsx'
import { trailRoutes } from './newsroom/trail.tsx'
import { findRoutes } from './palette/find.ts'
import { lookRoutes } from './second/looks.tsx'
import { sourceActRoutes } from './sources/acts.ts'
import { sourceEditRoutes } from './sources/edit.tsx'
import { sourceListRoutes } from './sources/list.tsx'
import { autosaveRoutes } from './write/autosave.ts'
import { draftPartRoutes } from './write/draft-parts.ts'
import { editorRoutes } from './write/editor.tsx'
import { figureThumbRoutes } from './write/figure-thumb.ts'
import { presenceRoutes } from './write/presence.ts'
import { previewRoutes } from './write/preview.tsx'
import { sendRoutes } from './write/send.tsx'
import { textRoutes } from './write/texts.tsx'

/** The journalists' screens, to be mounted at `/desk` of `createWeb`. Everything is a link or a form; publishing goes through `wire/publish.ts`. */
export const createDesk = (parts: DeskParts): Hono<WebEnv> => {
  const desk = { ...parts, board: createBoard(parts.db, parts.fanout) }
  const app = new Hono<WebEnv>()
  app.use(onFace('desk'))
  app.route('/', signInRoutes('desk', parts.people))
  app.use(signedIn(parts.people, 'desk'))
  const faces = [
    homeRoutes,
    liveRoutes,
    editorRoutes,
    sendRoutes,
    previewRoutes,
    suggestRoutes,
    marginRoutes,
    storyPictureRoutes,
    snippetRoutes,
  ]
  const writing = [autosaveRoutes, presenceRoutes, textRoutes, figureThumbRoutes]
  const intake = [incomingLiveRoutes, quarantineRoutes, quarantineActRoutes, incomingActRoutes, incomingRoutes]
  const sources = [sourceListRoutes, sourceEditRoutes, sourceActRoutes]
  const media = [uploadRoutes, mediaLiveRoutes, mediaRoutes, mediaAssetRoutes, mediaFileRoutes, draftPartRoutes]
  const work = [
    queueRoutes,
    trailRoutes,
    workActRoutes,
    scheduleRoutes,
    scheduleListRoutes,
    deskUnitRoutes,
    templateRoutes,
    searchRoutes,
    todayRoutes,
  ]
  for (const routes of [
    ...work,
    ...faces,
    ...writing,
    ...intake,
    ...media,
    ...sources,
    flashRoutes,
    findRoutes,
    lookRoutes,
    beginRoutes,
    actRoutes,
    compareRoutes,
    enquiryRoutes,
  ])
    app.route('/', routes(desk))
  return app
}
