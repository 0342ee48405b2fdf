import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip as compress } from 'node:zlib'
import type { Context } from 'hono'
import type { WebEnv } from '../web/env.ts'

// Whoever keeps a copy asks again each time, so that a story taken back is gone in the same second.
const revalidate = 'public, max-age=0, must-revalidate'

const gzip = promisify(compress)
/** Below that a compressed page is hardly smaller. */
const worthCompressingChars = 1000

/** Gives an answer its ETag, made of its text, or 304 where the reader has it already; compressed for those who take it so.
 *  @param vary the request headers that the text depends on */
export const revalidated = async (
  c: Context<WebEnv>,
  drawn: Response | Promise<Response>,
  vary: readonly string[] = [],
): Promise<Response> => {
  const response = await drawn
  const body = await response.text()
  // Weak, for it is the same compressed or not.
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = new Headers({
    ETag: etag,
    'Cache-Control': revalidate,
    Vary: [...vary, 'Accept-Encoding'].join(', '),
  })
  if (response.status === 200 && isHeld(c.req.header('if-none-match') ?? '', etag)) {
    return new Response(null, { status: 304, headers })
  }
  headers.set('Content-Type', response.headers.get('Content-Type') ?? 'text/html; charset=utf-8')
  if (body.length < worthCompressingChars || !/\bgzip\b/i.test(c.req.header('accept-encoding') ?? '')) {
    return new Response(body, { status: response.status, headers })
  }
  headers.set('Content-Encoding', 'gzip')
  return new Response(new Uint8Array(await gzip(body)), { status: response.status, headers })
}

/** RFC 9110 §13.1.2: weak comparison. */
const isHeld = (header: string, etag: string): boolean =>
  header.split(',').some(each => each.trim() === '*' || `W/${each.trim().replace(/^W\//, '')}` === etag)

/** Marks an answer that nobody may keep: what is withheld comes back, what failed may work the next time. */
export const unkept = async (drawn: Response | Promise<Response>): Promise<Response> => {
  const response = await drawn
  response.headers.set('Cache-Control', 'no-store')
  return response
}

/** As `revalidated`, for a drawn page: it depends on whether the reader chose light or dark. */
export const keptPage = (c: Context<WebEnv>, drawn: Response | Promise<Response>): Promise<Response> =>
  revalidated(c, drawn, ['Cookie'])
