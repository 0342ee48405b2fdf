import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { renditionRoles } from '../../domain/media.ts'
import { problem, refusals, security } from './routes.ts'

const params = z.object({
  item: z.string().describe('for example dl:picture:20261123:1002'),
  role: z.enum(renditionRoles).describe('which of its files'),
})

const listSchema = z
  .object({
    item: z.string(),
    version: z.number().int(),
    type: z.string(),
    files: z.array(
      z.object({
        role: z.enum(renditionRoles),
        url: z.string().nullable().describe('null: your licence does not cover this size'),
        contentType: z.string(),
        sizeBytes: z.number().int().describe('as it is sent'),
        widthPixels: z.number().int().nullable(),
        heightPixels: z.number().int().nullable(),
        durationSeconds: z.number().nullable(),
        licensed: z.boolean(),
        counts: z.boolean().describe('whether fetching it uses one of the downloads of the day'),
        takenToday: z.boolean().describe('it was counted today (UTC) and counts no more'),
      }),
    ),
    downloads: z.object({ limit: z.number().int().nullable(), used: z.number().int() }),
  })
  .meta({ id: 'MediaList' })

const file = { '*/*': { schema: z.string().meta({ format: 'binary' }) } }
const refused = {
  ...refusals,
  403: problem(
    'Withheld; a size that the licence does not cover; the downloads of the day are used up; or the link is spent.',
  ),
  404: problem('No such item or file, or nothing of it is covered.'),
  410: problem('Killed. Remove every copy.'),
}

/** Files are served beside Hono, so their routes are only described. */
export const registerMedia = (registry: OpenAPIHono['openAPIRegistry']): void => {
  registry.registerComponent('securitySchemes', 'link', { type: 'apiKey', in: 'query', name: 'link' })
  registry.registerPath({
    method: 'get',
    path: '/media/{item}',
    summary: 'The files of a picture, video, graphic or file',
    security,
    request: { params: params.pick({ item: true }) },
    responses: {
      200: {
        description: 'What there is, and what you may fetch.',
        content: { 'application/json': { schema: listSchema } },
      },
      ...refused,
    },
  })
  registry.registerPath({
    method: 'get',
    path: '/media/{item}/{role}',
    summary: 'One file, whole or in ranges',
    description:
      'Always that of the version that you may read now; an ending such as `.jpg` may follow the role. HEAD, conditions and ranges as in RFC 9110. ' +
      'A size that is sold counts as one download a day, however often it is fetched.',
    security: [...security, { link: [] }],
    request: { params, headers: z.object({ range: z.string().optional(), 'if-none-match': z.string().optional() }) },
    responses: {
      200: { description: 'The file.', content: file },
      206: { description: 'The parts that were asked for.', content: file },
      304: { description: 'Unchanged.' },
      412: { description: 'A condition does not hold.' },
      416: { description: 'Nothing of the range is in the file; `Content-Range` tells its length.' },
      ...refused,
    },
  })
  registry.registerPath({
    method: 'post',
    path: '/media/{item}/{role}/link',
    summary: 'A link to a file that works without a key, for a day at most',
    security,
    request: {
      params,
      body: {
        required: false,
        content: {
          'application/json': {
            schema: z.object({
              expiresInSeconds: z.number().int().min(10).max(86_400).default(86_400),
              bindAddress: z
                .union([z.boolean(), z.string()])
                .optional()
                .describe('an IP address that it works from; true: yours'),
            }),
          },
        },
      },
    },
    responses: {
      201: {
        description: 'Nothing is counted until it is used.',
        content: {
          'application/json': {
            schema: z.object({ url: z.url(), expiresAt: z.iso.datetime(), address: z.string().nullable() }),
          },
        },
      },
      ...refused,
      413: problem('The body is too large.'),
    },
  })
}
