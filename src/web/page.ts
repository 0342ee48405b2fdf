import type { Context } from 'hono'
import { html } from 'hono/html'
import type { JSX } from 'hono/jsx/jsx-runtime'

/** Answers with a document drawn by components. */
export const page = (c: Context, document: JSX.Element, status = 200): Response | Promise<Response> =>
  c.html(html`<!doctype html>${document}`, status as 200)
