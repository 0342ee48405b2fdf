import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { killReasons } from '../../domain/kill-reason.ts'
import { formatNames } from '../../formats/render.ts'
import type { WebSettings } from '../../web/env.ts'
import { askedSchema } from '../../wire/asked.ts'

export const security = [{ key: [] }]
export const problem = (description: string) => ({
  description,
  content: {
    'application/problem+json': {
      schema: z
        .object({
          type: z.string(),
          title: z.string(),
          status: z.number(),
          detail: z.string().optional(),
          instance: z.string(),
          field: z.string().optional(),
        })
        .meta({ id: 'Problem' }),
    },
  },
})
export const refusals = {
  400: problem('A parameter was not understood; `field` names it.'),
  401: problem('No key, or not a good one.'),
  429: problem('Too many requests; `Retry-After` says when to ask again.'),
}

/** docs/protocol.md §Entry. */
const entrySchema = z
  .object({
    seq: z.number().int().describe('its number on the wire'),
    at: z.iso.datetime(),
    signal: z.enum(['new', 'update', 'correction', 'advisory', 'withhold', 'kill', 'release']),
    state: z.enum(['usable', 'withheld', 'killed']).describe('what the item is now'),
    face: z.enum(['full', 'headline', 'notice']).describe('how much of it the licence covers'),
    item: z.string(),
    guid: z.string(),
    version: z.number().int(),
    type: z.string(),
    language: z.string(),
    category: z.string(),
    priority: z.number().int(),
    products: z.array(z.number().int()),
    group: z.string().nullable(),
    embargoedUntil: z.string().optional().describe('RFC 3339, or "unknown"'),
    note: z.string().nullable().describe('to desks: what changed, or why'),
    line: z.string().nullable().describe('to readers, ready to print'),
    reason: z
      .enum(killReasons)
      .optional()
      .describe('of a withheld or killed one: the class of reasons, where one was given'),
    replacedBy: z.string().nullable(),
    overtaking: z.literal(true).optional().describe('sent ahead of the backlog; comes again in its place'),
    document: z
      .union([z.looseObject({}), z.string()])
      .optional()
      .describe('formats of JSON as an object, others as a string'),
  })
  .meta({ id: 'Entry' })

export const entriesRoute = {
  method: 'get' as const,
  path: '/entries' as const,
  summary: 'Pull the wire from a cursor',
  security,
  request: {
    query: askedSchema.extend({
      limit: z.coerce.number().int().min(1).max(500).default(100).describe('entries at most'),
      wait: z.coerce
        .number()
        .int()
        .min(0)
        .max(60)
        .default(0)
        .describe('seconds to wait at the head for something to come'),
    }),
  },
  responses: {
    200: {
      description:
        'Entries in order. `next` is the cursor to ask with next time; everything up to `upto` was looked at.',
      content: {
        'application/json': {
          schema: z.object({
            entries: z.array(entrySchema),
            next: z.number().int(),
            upto: z.number().int(),
            gap: z.object({ prev: z.number(), upto: z.number(), reason: z.string() }).optional(),
          }),
        },
      },
    },
    304: { description: 'The same page as the ETag given.' },
    ...refusals,
    403: problem('There is no licence.'),
  },
}

const document = {
  'application/json': { schema: z.looseObject({}).describe('ninjs 3.1') },
  'application/vnd.iptc.g2.newsitem+xml': { schema: z.string() },
  'application/nitf+xml': { schema: z.string() },
  'text/plain': { schema: z.string() },
  'text/html': { schema: z.string() },
}

export const itemRoute = {
  method: 'get' as const,
  path: '/items/{id}' as const,
  summary: 'One item as your licence covers it now',
  security,
  request: {
    params: z.object({ id: z.string().describe('for example dl:text:20261123:1001') }),
    query: z.object({
      version: z.coerce.number().int().min(1).optional().describe('this version instead of the newest'),
      format: z.enum(formatNames).optional().describe('instead of the Accept header'),
    }),
  },
  responses: {
    200: { description: 'The document.', content: document },
    304: { description: 'Unchanged.' },
    ...refusals,
    403: { description: 'Withheld: the document is the notice. Or there is no licence.', content: document },
    404: problem('No such item, or nothing of it is covered.'),
    406: problem('No format of the Accept header can be had.'),
    410: { description: 'Killed: the document is the notice. Remove every copy.', content: document },
  },
}

export const scopeRoute = {
  method: 'get' as const,
  path: '/scope' as const,
  summary: 'What your licence covers, and where the wire is',
  security,
  responses: {
    200: {
      description: 'The scope.',
      content: {
        'application/json': {
          schema: z.looseObject({
            sizes: z.record(z.string(), z.array(z.string())).describe('sizes of media that are covered, by type'),
            downloads: z
              .object({ limit: z.number().int().nullable(), used: z.number().int(), day: z.iso.date() })
              .describe('files of the day (UTC); limit null: no bound'),
          }),
        },
      },
    },
    ...refusals,
    403: problem('There is no licence.'),
  },
}

export const ticketRoute = {
  method: 'post' as const,
  path: '/tickets' as const,
  summary: 'A single-use 60-second ticket with which a browser opens the stream',
  security,
  responses: {
    201: {
      description: 'Put it into /v1/stream?ticket=…',
      content: { 'application/json': { schema: z.object({ ticket: z.string(), expiresInSeconds: z.number() }) } },
    },
    ...refusals,
    403: problem('There is no licence.'),
  },
}

/** The stream is served beside Hono, so its route is only described. */
export const registerStream = (registry: OpenAPIHono['openAPIRegistry']): void => {
  registry.registerPath({
    method: 'get',
    path: '/stream',
    summary: 'The wire, live (server-sent events)',
    description: 'Resume with Last-Event-ID or `after`. Frames: scope, entry, upto, gap, end; see docs/protocol.md.',
    security,
    request: {
      query: askedSchema.extend({ ticket: z.string().optional() }),
      headers: z.object({ 'last-event-id': z.string().optional() }),
    },
    responses: {
      200: { description: 'text/event-stream', content: { 'text/event-stream': { schema: z.string() } } },
      ...refusals,
      403: problem('There is no licence.'),
    },
  })
}

export const openApiInfo = (settings: Pick<WebSettings, 'agencyName' | 'publicUrl'>, version: string) => ({
  openapi: '3.1.0',
  info: {
    title: `${settings.agencyName}: wire API`,
    version,
    description: 'Pull, stream and single items. Kills and corrections reach everyone who had the item.',
  },
  servers: [{ url: `${settings.publicUrl}/v1` }],
})
