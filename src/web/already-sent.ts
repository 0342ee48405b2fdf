import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'

/**
 * What a route returns that has answered on node:http itself. Hono would copy it onto a response that a middleware has begun, and the copy does not say any
 * more that everything has been sent (hono 4.13.19, @hono/node-server 2.1.9).
 */
export const alreadySent = (c: Context): Response => {
  c.res = undefined
  c.res = RESPONSE_ALREADY_SENT.clone()
  return c.res
}
