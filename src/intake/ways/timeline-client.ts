import { z } from 'zod'
import { jsonOf } from '../answers.ts'
import { fetchBytes, type Outcome, reasonOf } from '../fetch.ts'
import { linksOf } from '../links.ts'
import type { Looked } from '../way.ts'
import type { TimelineSettings } from './timeline-settings.ts'

type Failed = Extract<Looked, { kind: 'failed' }>

const idText = z.union([z.string().min(1), z.number().transform(String)])
const postSchema = z.looseObject({
  id: idText,
  uri: z.string().nullish(),
  url: z.string().nullish(),
  created_at: z.string(),
  edited_at: z.string().nullish(),
})
const accountSchema = z.looseObject({
  id: idText,
  acct: z.string().nullish(),
  display_name: z.string().nullish(),
  url: z.string().nullish(),
})

/** A post as the server gives it: the Status entity of Mastodon's API. */
export type Post = z.output<typeof postSchema>
export type Account = z.output<typeof accountSchema>

export interface TimelineClient {
  account(): Promise<{ kind: 'account'; account: Account } | Failed>
  /** Posts newest first. `next`: the `maxId` of the page after it; null: there is none. */
  page(
    accountId: string,
    bounds: { sinceId: string | null; maxId: string | null },
  ): Promise<{ kind: 'page'; posts: readonly Post[]; next: string | null } | Failed>
  /** One post; null: it is gone (404, 410). */
  post(id: string): Promise<{ kind: 'post'; post: Post | null } | Failed>
  /** Whether the server has said that few more requests are allowed for now. */
  isShort(): boolean
}

const pageSize = 40
/** Left for others who ask from the same address. */
const spared = 5

/** A client of the public part of Mastodon's API (docs.joinmastodon.org/methods/accounts, /methods/statuses, /api/rate-limits). */
export const timelineClient = (options: {
  settings: TimelineSettings
  secret: string | null
  now: () => number
  signal: AbortSignal
}): TimelineClient => {
  const { settings, secret, now, signal } = options
  const base = `${settings.url.replace(/\/+$/u, '')}/api/v1`
  const account = settings.account.replace(/^@/u, '')
  let left: { requests: number; untilMs: number } | null = null

  const ask = async (path: string): Promise<Outcome> => {
    const authorization: Record<string, string> = secret === null ? {} : { authorization: `Bearer ${secret}` }
    const headers = { accept: 'application/json', ...authorization }
    const outcome = await fetchBytes({ url: base + path, headers, signal })
    left = 'reason' in outcome ? left : leftOf(outcome.headers)
    return outcome
  }
  const failed = (outcome: Outcome, reason = reasonOf(outcome)): Failed => {
    const isTooMany = outcome.kind === 'status' && outcome.status === 429
    const untilReset = isTooMany && left !== null ? Math.max(0, left.untilMs - now()) : null
    return { kind: 'failed', reason, retryAfterMs: outcome.retryAfterMs ?? untilReset }
  }
  const strange = (outcome: Outcome) =>
    failed(outcome, 'the answer is not what the API of Mastodon gives: is the address right?')

  return {
    isShort: () => left !== null && left.requests <= spared && left.untilMs > now(),

    async account() {
      const looked = await ask(`/accounts/lookup?${new URLSearchParams({ acct: account })}`)
      // Servers without lookup take a name for the id.
      const isAbsent = looked.kind === 'status' && looked.status === 404
      const outcome = isAbsent ? await ask(`/accounts/${encodeURIComponent(account)}`) : looked
      if (outcome.kind !== 'answer') return failed(outcome)
      const found = accountSchema.safeParse(jsonOf(outcome.bytes))
      return found.success ? { kind: 'account', account: found.data } : strange(outcome)
    },

    async page(accountId, { sinceId, maxId }) {
      const asked = { limit: pageSize, exclude_replies: !settings.withReplies, exclude_reblogs: !settings.withReblogs }
      const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]))
      if (sinceId !== null) query.set('since_id', sinceId)
      if (maxId !== null) query.set('max_id', maxId)
      const outcome = await ask(`/accounts/${encodeURIComponent(accountId)}/statuses?${query}`)
      if (outcome.kind !== 'answer') return failed(outcome)
      const posts = z.array(postSchema).safeParse(jsonOf(outcome.bytes))
      if (!posts.success) return strange(outcome)
      return { kind: 'page', posts: posts.data, next: nextOf(outcome.headers.link, base, posts.data) }
    },

    async post(id) {
      const outcome = await ask(`/statuses/${encodeURIComponent(id)}`)
      if (outcome.kind === 'status' && (outcome.status === 404 || outcome.status === 410))
        return { kind: 'post', post: null }
      if (outcome.kind !== 'answer') return failed(outcome)
      const post = postSchema.safeParse(jsonOf(outcome.bytes))
      return post.success ? { kind: 'post', post: post.data } : strange(outcome)
    },
  }
}

/** The address of the next page is not followed as it stands, which could lead elsewhere with our token: only its `max_id` is taken. */
const nextOf = (header: string | undefined, base: string, posts: readonly Post[]): string | null => {
  const last = posts.at(-1)?.id ?? null
  if (header === undefined) return last
  const next = linksOf(header, base).find(link => link.rel === 'next')
  return next === undefined ? null : (new URL(next.href).searchParams.get('max_id') ?? last)
}

/** `X-RateLimit-Remaining`, and `X-RateLimit-Reset` as ISO 8601. */
const leftOf = (headers: Readonly<Record<string, string>>): { requests: number; untilMs: number } | null => {
  const requests = Number.parseInt(headers['x-ratelimit-remaining'] ?? '', 10)
  const untilMs = Date.parse(headers['x-ratelimit-reset'] ?? '')
  return Number.isNaN(requests) || Number.isNaN(untilMs) ? null : { requests, untilMs }
}
