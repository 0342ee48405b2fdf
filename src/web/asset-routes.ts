import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { Hono } from 'hono'
import { Refusal } from '../domain/refusal.ts'
import type { Assets } from './assets.ts'
import type { WebEnv } from './env.ts'

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const

/** Answers `/assets/…`; an address names its content, so that it can be kept for ever. */
export const serveAssets = (assets: Assets): Hono<WebEnv> => {
  const app = new Hono<WebEnv>()
  app.get('/:file', async c => {
    const asset = assets.find(c.req.param('file'))
    if (asset === undefined) throw new Refusal('not-found', `no asset is at ${c.req.path}`)
    const headers = { 'Content-Type': asset.type, 'Cache-Control': 'public, max-age=31536000, immutable' }
    const bytes = await asset.read()
    if (!asset.type.startsWith('text/')) return c.body(new Uint8Array(bytes), 200, headers)
    const accepted = (c.req.header('accept-encoding') ?? '').toLowerCase()
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
    if (encoding === null) return c.body(new Uint8Array(bytes), 200, { ...headers, Vary: 'Accept-Encoding' })
    const compressed = asset.encoded.get(encoding) ?? compressors[encoding](bytes)
    asset.encoded.set(encoding, compressed)
    return c.body(new Uint8Array(await compressed), 200, {
      ...headers,
      Vary: 'Accept-Encoding',
      'Content-Encoding': encoding,
    })
  })
  return app
}
