import { type Context, Hono } from 'hono'
import { blobOf, endingOf, type Rendition, renditionRoles } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import { serveFile } from '../../media/serve.ts'
import { type Asset, assetOf, isAssetId, renditionOf } from '../../store/asset.ts'
import { versionsOf } from '../../store/version.ts'
import { alreadySent } from '../../web/already-sent.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'
import { itemIdOf } from '../item/item.tsx'

/**
 * Files for those who are signed in at the desk: `/desk/media/{asset}/{role}` of an upload, where `original` is the file as it came in, and
 * `/desk/items/{item}/files/{version}/{role}` of what was sent. With `?save` they are saved and not shown.
 */
export const mediaFileRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/media/:asset/:role', async c => {
    const asset = await requireAsset(desk, c.req.param('asset'))
    return give(desk, c, fileOf(asset, c.req.param('role')), { stem: stemOf(asset.fileName), at: asset.createdAt })
  })
  routes.get('/items/:id/files/:number/:role', async c => {
    const item = itemIdOf(c)
    const number = Number(c.req.param('number'))
    const [version] =
      Number.isSafeInteger(number) && number < 2 ** 31 ? await versionsOf(desk.db, [{ item, number }]) : []
    const role = renditionRoles.find(each => each === c.req.param('role'))
    const file = role === undefined ? null : renditionOf(version?.content.renditions ?? [], role)
    if (version === undefined || file === null) throw new Refusal('not-found', `${item} has no such file`)
    return give(desk, c, file, { stem: item.replaceAll(':', '_'), at: version.sentAt })
  })
  return routes
}

/** @throws Refusal `not-found` */
export const requireAsset = async (desk: Pick<Desk, 'db'>, id: string): Promise<Asset> => {
  const asset = isAssetId(id) ? await assetOf(desk.db, id) : null
  if (asset === null) throw new Refusal('not-found', `there is no upload ${id.slice(0, 60)}`)
  return asset
}

const fileOf = (asset: Asset, role: string): Rendition => {
  const { digest, contentType, sizeBytes, widthPixels, heightPixels, durationSeconds } = asset
  if (role === 'original') {
    const size = { sizeBytes, widthPixels, heightPixels, durationSeconds }
    return { role, href: `blob:${digest}`, contentType, ...size }
  }
  const known = renditionRoles.find(each => each === role)
  const file = known === undefined ? null : renditionOf(asset.renditions, known)
  if (file === null) throw new Refusal('not-found', `${asset.fileName} has no ${role.slice(0, 20)}`)
  return file
}

const stemOf = (fileName: string): string => fileName.replace(/\.[^.]{1,8}$/u, '')

/** Sends a file on node:http itself, with ranges and conditions. */
const give = async (desk: Desk, c: Context<WebEnv>, file: Rendition, name: { stem: string; at: Date }) => {
  const { incoming, outgoing } = c.env
  const digest = blobOf(file)
  if (digest === null) throw new Refusal('not-found', `this file is kept elsewhere: ${file.href}`)
  if (incoming === undefined || outgoing === undefined) throw new Error('files are served over node:http only')
  outgoing.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  await serveFile(incoming, outgoing as Parameters<typeof serveFile>[1], {
    blobs: desk.media.blobs,
    digest,
    sizeBytes: file.sizeBytes ?? 0,
    contentType: file.contentType ?? 'application/octet-stream',
    fileName: `${name.stem}_${file.role}.${endingOf(file.contentType)}`,
    lastModified: name.at,
    isInline: c.req.query('save') === undefined,
  })
  return alreadySent(c)
}
