import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'

/**
 * What a route returns that has answered on node:http itself. Hono would copy it onto a response that a middleware has begun, or in answer to HEAD, and
 * the copy does not say any more that everything has been sent (hono 4.13.19, @hono/node-server 2.1.9); one that has been looked into is copied whole.
 */
export const alreadySent = (c: Context): Response => {
  const sent = new Response(null, { headers: RESPONSE_ALREADY_SENT.headers })
  if (sent.bodyUsed) throw new Error('there is no body')
  c.res = undefined
  c.res = sent
  return c.res
}
