import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fetchBytes, type Outcome, reasonOf } from '../fetch.ts'
import type { Looked, OpenSource, Take, Way } from '../way.ts'
import { hubOf, type Offer } from './feed-hub.ts'

/** A feed: RSS, Atom or JSON Feed. With a user, the secret is the password (Basic); without one a secret is a Bearer token. */
export const feedSettings = z.object({
  url: z.url({ protocol: /^https?$/u }),
  user: z.string().min(1).max(200).optional(),
  /** Whether a hub is asked to push (WebSub), where the feed names one and we have an address that it can reach. */
  push: z.boolean().default(true),
  /** How often it is looked at while a hub pushes. */
  pushedMinutes: z.number().int().min(1).max(1_440).default(30),
})
type FeedSettings = z.output<typeof feedSettings>

const stateSchema = z.object({
  of: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Of the document, without what changes each time. */
  digest: z.string().nullable(),
  /** Where permanent redirects have led. */
  movedTo: z.string().nullable(),
  offer: z.object({ hub: z.string(), topic: z.string() }).nullable(),
  lookedAtMs: z.number(),
})
type FeedState = z.output<typeof stateSchema>

/** Asks hubs to push. src/intake/websub.ts */
export interface Pushing {
  /** Sees to it that a hub pushes to this source. @returns until when it does; null: it does not, or not yet */
  keep(source: string, offer: Offer, signal: AbortSignal): Promise<Date | null>
}

/** The way in from a feed that is only polled. */
export const feed: Way = { look: (source, take, signal) => lookAtFeed(source, take, signal, null) }

/** The way in from a feed, pushed to us where its hub does that, and polled more slowly then. */
export const pushedFeed = (pushing: Pushing): Way => ({
  look: (source, take, signal) => lookAtFeed(source, take, signal, pushing),
})

const lookAtFeed = async (
  source: OpenSource,
  take: Take,
  signal: AbortSignal,
  pushing: Pushing | null,
): Promise<Looked> => {
  const settings = feedSettings.parse(source.settings)
  const before = startOf(source.state, settings)
  const isKept = pushing !== null && settings.push
  const pushedUntil = isKept && before.offer !== null ? await pushing.keep(source.id, before.offer, signal) : null
  const isPushed = pushedUntil !== null && pushedUntil.getTime() > Date.now()
  if (isPushed && Date.now() - before.lookedAtMs < settings.pushedMinutes * 60_000)
    return { kind: 'looked', state: before }

  const outcome = await fetchFeed(before, settings, source.secret, signal)
  if (outcome.kind !== 'answer') return failed(outcome)
  const movedTo = outcome.movedTo ?? (outcome.url === before.movedTo ? before.movedTo : null)
  const state = { ...before, movedTo, lookedAtMs: Date.now() }
  if (outcome.status === 304) return { kind: 'looked', state }
  const { bytes, headers, url } = outcome
  const contentType = headers['content-type'] ?? null
  const next: FeedState = {
    ...state,
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
    digest: digestOf(bytes),
    offer: hubOf(outcome),
  }
  if (bytes.length > 0 && next.digest !== before.digest) {
    const kept = Object.entries({ etag: next.etag, 'last-modified': next.lastModified })
    const given = Object.fromEntries(kept.flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
    await take({ bytes, name: url, contentType, headers: given }, next)
  }
  // The hub is asked at once, by the look that follows.
  return { kind: 'looked', state: next, again: isKept && next.offer !== null && before.offer === null }
}

const startOf = (state: unknown, { url }: FeedSettings): FeedState => {
  const parsed = stateSchema.safeParse(state)
  if (parsed.success && parsed.data.of === url) return parsed.data
  return { of: url, etag: null, lastModified: null, digest: null, movedTo: null, offer: null, lookedAtMs: 0 }
}

const fetchFeed = async (
  { etag, lastModified, movedTo }: FeedState,
  settings: FeedSettings,
  secret: string | null,
  signal: AbortSignal,
): Promise<Outcome> => {
  const headers = {
    accept: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
    ...authorizationOf(settings, secret),
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  }
  const moved =
    movedTo === null
      ? null
      : await fetchBytes({ url: movedTo, headers: sameOrigin(movedTo, settings, headers), signal })
  // A move may have been a mistake: the address that was set still counts.
  return moved?.kind === 'answer' ? moved : fetchBytes({ url: settings.url, headers, signal })
}

/** Credentials are for the address that was set, not for where it has moved to. */
const sameOrigin = (url: string, settings: FeedSettings, headers: Record<string, string>): Record<string, string> => {
  const { authorization: _, ...rest } = headers
  return new URL(url).origin === new URL(settings.url).origin ? headers : rest
}

const authorizationOf = ({ user }: FeedSettings, secret: string | null): Record<string, string> => {
  if (user !== undefined) return { authorization: `Basic ${Buffer.from(`${user}:${secret ?? ''}`).toString('base64')}` }
  return secret === null ? {} : { authorization: `Bearer ${secret}` }
}

/** Of a feed without the moment of its making and without comments, which change while nothing has. */
const digestOf = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString('latin1')
  const quiet = text.replace(/<lastBuildDate>[^<]{0,100}<\/lastBuildDate>/u, '').replace(/<!--[^<>]*-->/gu, '')
  return createHash('sha256').update(quiet).digest('base64url')
}

const dayMs = 86_400_000

const failed = (outcome: Outcome): Looked => {
  const isGone = outcome.kind === 'status' && outcome.status === 410
  // RFC 9110 §15.5.11: it will not come back; a look a day finds out whether that was meant.
  if (isGone) return { kind: 'failed', reason: `the feed is gone for good: ${reasonOf(outcome)}`, retryAfterMs: dayMs }
  return { kind: 'failed', reason: reasonOf(outcome), retryAfterMs: outcome.retryAfterMs }
}
