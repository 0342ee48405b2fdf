import { type Context, Hono } from 'hono'
import { isAssetId } from '../../store/asset.ts'
import type { WebEnv } from '../../web/env.ts'
import { cursorOf, type Send, streamFragments } from '../../web/live.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { followDesk, sendCounts } from '../follow.tsx'
import { UploadCard, UploadFace } from './card.tsx'
import { mediaChoiceOf } from './choice.ts'
import { FilesPanel } from './panel.tsx'
import { type Upload, uploadPage, uploadsNamed } from './uploads.ts'

/** `/desk/media/live`: uploads as they come in and become ready; with `assets=` the panel of these alone. */
export const mediaLiveRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/media/live', c =>
    streamFragments(c, (send, signal) =>
      c.req.query('assets') === undefined
        ? followPage(desk, c, { send, signal })
        : followPanel(desk, c, { send, signal }),
    ),
  )
  return routes
}

interface Open {
  readonly send: Send
  readonly signal: AbortSignal
}

/** What of an upload a card shows. */
const lookOf = ({ asset, uses, alike }: Upload): string =>
  JSON.stringify([
    asset.state,
    asset.remark,
    asset.generation,
    asset.renditions.length,
    uses,
    alike.map(each => each.asset.id),
  ])

/** Between writing and being seen by others an upload may take so long. */
const marginMs = 5_000

const followPage = (desk: Desk, c: Context<WebEnv>, { send, signal }: Open): Promise<void> => {
  const choice = mediaChoiceOf(new URL(c.req.url).searchParams)
  const screen = screenOf(c)
  const since = (Number(cursorOf(c)) || 0) - marginMs
  const drawn = new Map<string, string>()
  return followDesk(desk, c, { send, signal }, async due => {
    if (due.has('media') || due.has('drafts') || due.has('wire')) {
      const id = Date.now()
      const { uploads } = await uploadPage(desk, choice, c.get('person'))
      for (const upload of uploads.toReversed()) {
        const { asset } = upload
        const before = drawn.get(asset.id)
        if (before === lookOf(upload)) continue
        const isNew = choice.before === null && before === undefined && asset.createdAt.getTime() >= since
        const html = isNew ? <UploadCard {...{ screen, upload }} /> : <UploadFace {...{ screen, upload }} />
        await send({ kind: isNew ? 'insert' : 'replace', id, html })
        drawn.set(asset.id, lookOf(upload))
      }
      await send({ kind: 'cursor', id })
    }
    if (due.has('drafts') || due.has('intake')) await sendCounts(desk, c, Date.now(), send)
  })
}

const followPanel = (desk: Desk, c: Context<WebEnv>, { send, signal }: Open): Promise<void> => {
  const ids = (c.req.query('assets') ?? '').split(',').filter(isAssetId).slice(0, 20)
  const screen = screenOf(c)
  let drawn = ''
  return followDesk(desk, c, { send, signal }, async due => {
    if (!due.has('media')) return
    const uploads = await uploadsNamed(desk, ids)
    const look = uploads.map(lookOf).join(' ')
    if (look === drawn) return
    drawn = look
    await send({ kind: 'replace', id: '', html: <FilesPanel screen={screen} uploads={uploads} /> })
  })
}
