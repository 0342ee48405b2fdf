import { Hono } from 'hono'
import { signedIn } from '../accounts/guard.ts'
import { signInRoutes } from '../accounts/sign-in.tsx'
import type { WebEnv } from '../web/env.ts'
import { onFace } from '../web/face.ts'
import { actRoutes } from './acts.tsx'
import { createBoard } from './board.ts'
import { compareRoutes } from './compare.tsx'
import { draftListRoutes } from './draft-list.tsx'
import { draftPartRoutes } from './draft-parts.ts'
import { editorRoutes } from './editor.tsx'
import { enquiryRoutes } from './enquiries.tsx'
import type { DeskParts } from './env.ts'
import { homeRoutes } from './home.tsx'
import { incomingRoutes } from './incoming.tsx'
import { incomingActRoutes } from './incoming-acts.ts'
import { incomingLiveRoutes } from './incoming-live.tsx'
import { itemRoutes } from './item.tsx'
import { liveRoutes } from './live.tsx'
import { mediaRoutes } from './media.tsx'
import { mediaAssetRoutes } from './media-asset.tsx'
import { mediaFileRoutes } from './media-files.ts'
import { mediaLiveRoutes } from './media-live.tsx'
import { previewRoutes } from './preview.tsx'
import { quarantineRoutes } from './quarantine.tsx'
import { quarantineActRoutes } from './quarantine-acts.ts'
import { sendRoutes } from './send.tsx'
import { sourceActRoutes } from './source-acts.ts'
import { sourceEditRoutes } from './source-edit.tsx'
import { sourceListRoutes } from './source-list.tsx'
import { uploadRoutes } from './upload-door.ts'

/** The journalists' screens, to be mounted at `/desk` of `createWeb`. Everything is a link or a form; publishing goes through `wire/publish.ts`. */
export const createDesk = (parts: DeskParts): Hono<WebEnv> => {
  const desk = { ...parts, board: createBoard(parts.db, parts.fanout) }
  const app = new Hono<WebEnv>()
  app.use(onFace('desk'))
  app.route('/', signInRoutes('desk', parts.people))
  app.use(signedIn(parts.people, 'desk'))
  const faces = [homeRoutes, liveRoutes, draftListRoutes, editorRoutes, sendRoutes, previewRoutes]
  const intake = [incomingLiveRoutes, quarantineRoutes, quarantineActRoutes, incomingActRoutes, incomingRoutes]
  const sources = [sourceListRoutes, sourceEditRoutes, sourceActRoutes]
  const media = [uploadRoutes, mediaLiveRoutes, mediaRoutes, mediaAssetRoutes, mediaFileRoutes, draftPartRoutes]
  for (const routes of [...faces, ...intake, ...media, ...sources, itemRoutes, actRoutes, compareRoutes, enquiryRoutes])
    app.route('/', routes(desk))
  return app
}
