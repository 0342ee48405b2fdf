import { z } from 'zod'

/** An account on a server with Mastodon's API (Mastodon, Pleroma, Truth Social …). The secret, where a server asks for one, is an access token. */
export const timelineSettings = z.object({
  url: z.url({ protocol: /^https?$/u }),
  /** `@name`, or `@name@other.example` as the server knows others. */
  account: z.string().regex(/^@?[^\s@/]+(?:@[^\s@/]+)?$/u),
  withReplies: z.boolean().default(false),
  withReblogs: z.boolean().default(true),
  /** How many older posts a new source begins with. */
  firstPosts: z.number().int().min(0).max(400).default(40),
  /** How long after it was written a post is looked at again for edits and deletion; 0: never. */
  recheckDays: z.number().int().min(0).max(90).default(7),
  recheckMinutes: z.number().int().min(1).max(1_440).default(10),
})
export type TimelineSettings = z.output<typeof timelineSettings>

export const timelineState = z.object({
  /** Which timeline the rest is about: it begins anew when server or account are set differently. */
  of: z.string(),
  account: z.looseObject({ id: z.string() }),
  /** The id of the newest post that was taken; null: there was none. */
  since: z.string().nullable(),
  /** Posts that are looked at again, newest first. */
  watched: z.array(
    z.object({
      id: z.string(),
      uri: z.string(),
      url: z.string().nullable(),
      createdAt: z.string(),
      digest: z.string(),
    }),
  ),
  recheckedAtMs: z.number(),
})
export type TimelineState = z.output<typeof timelineState>
export type Watched = TimelineState['watched'][number]
