import { z } from '@hono/zod-openapi'
import { problem, refusals, security } from './routes.ts'

const apiUserSchema = z
  .object({
    id: z.string().describe('seven digits; the user name of /abone'),
    name: z.string(),
    state: z.enum(['active', 'expired', 'inactive', 'revoked']).describe('revoked: for good, by the agency'),
    isActive: z.boolean(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    previousSecretUntil: z.iso.datetime().nullable().describe('until then the secret before this one is good too'),
    manages: z.boolean().describe('may use these very addresses; given in the portal or by the agency alone'),
    isSelf: z.boolean().describe('the key that asks'),
    lastUsedAt: z.iso.datetime().nullable().optional().describe('in lists, to half a minute'),
  })
  .meta({ id: 'ApiUser' })
const withSecret = apiUserSchema.extend({
  secret: z.string().describe('the password of /abone; shown this once'),
  token: z.string().describe('the Bearer token of /v1; shown this once'),
})
const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } })
const params = z.object({ id: z.string().describe('for example 3001001') })
const mayNot = problem('The key may not manage API users, or would take itself out of use.')
const unknown = problem('Your organisation has no such API user.')
const end = z.string().nullable().optional().describe('RFC 3339, or a day; null: no end')

/** What is sent to make, change and rotate an API user. */
export const apiUserBodies = {
  add: z.strictObject({ name: z.string().describe('which machine it is for'), expiresAt: end }),
  change: z.strictObject({ name: z.string().optional(), expiresAt: end, isActive: z.boolean().optional() }),
  rotate: z.strictObject({
    overlapHours: z
      .number()
      .int()
      .min(0)
      .max(168)
      .default(24)
      .describe('for so long the old secret is good too; a key that rotates itself keeps it for an hour at least'),
  }),
}

/** docs/protocol.md §API users. */
export const apiUserRoutes = {
  list: {
    method: 'get' as const,
    path: '/api-users' as const,
    summary: 'The API users of your organisation, newest first',
    security,
    responses: {
      200: { description: 'All of them.', ...json(z.object({ apiUsers: z.array(apiUserSchema) })) },
      ...refusals,
      403: mayNot,
    },
  },
  add: {
    method: 'post' as const,
    path: '/api-users' as const,
    summary: 'Make an API user',
    security,
    request: { body: json(apiUserBodies.add) },
    responses: {
      201: { description: 'Made. Keep the secret: it is not told again.', ...json(withSecret) },
      ...refusals,
      403: mayNot,
    },
  },
  change: {
    method: 'patch' as const,
    path: '/api-users/{id}' as const,
    summary: 'Change name or end of an API user, or put it out of use and back',
    security,
    request: { params, body: json(apiUserBodies.change) },
    responses: {
      200: { description: 'As it is now. It is in force everywhere within a second.', ...json(apiUserSchema) },
      ...refusals,
      403: mayNot,
      404: unknown,
    },
  },
  rotate: {
    method: 'post' as const,
    path: '/api-users/{id}/rotate' as const,
    summary: 'Give an API user a new secret',
    security,
    request: { params, body: json(apiUserBodies.rotate) },
    responses: {
      200: { description: 'With the new secret, told this once.', ...json(withSecret) },
      ...refusals,
      403: mayNot,
      404: unknown,
    },
  },
}
