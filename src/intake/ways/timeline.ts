import { realTime, type Time } from '../time.ts'
import type { Looked, OpenSource, Take, Way } from '../way.ts'
import { type Post, type TimelineClient, timelineClient } from './timeline-client.ts'
import { arrivalOf, recheck, watch } from './timeline-recheck.ts'
import { type TimelineSettings, type TimelineState, timelineSettings, timelineState } from './timeline-settings.ts'

const mostWatched = 2_000
const mostPages = 100

/** The way in from an account of a Mastodon-compatible server: new posts, and at times the recent ones again, for edits and deletions. */
export const timeline: Way = { look: (source, take, signal) => lookAtTimeline(source, take, signal, realTime) }

/** As `timeline`, by a clock of one's own. */
export const lookAtTimeline = async (
  source: OpenSource,
  take: Take,
  signal: AbortSignal,
  time: Pick<Time, 'now'>,
): Promise<Looked> => {
  const settings = timelineSettings.parse(source.settings)
  const client = timelineClient({ settings, secret: source.secret, now: time.now, signal })
  const opened = await openState(source.state, settings, client)
  if (opened.kind === 'failed') return opened
  let { state } = opened

  const newer = await newerPosts(client, state, settings)
  if (newer.kind === 'failed') return newer
  for (const post of newer.posts) {
    state = { ...state, since: post.id, watched: [watch(post), ...state.watched].slice(0, mostWatched) }
    await take(arrivalOf(post), state)
  }

  const oldestMs = time.now() - settings.recheckDays * 86_400_000
  state = { ...state, watched: state.watched.filter(each => Date.parse(each.createdAt) >= oldestMs) }
  const isDue = time.now() - state.recheckedAtMs >= settings.recheckMinutes * 60_000
  if (!isDue || state.watched.length === 0) return { kind: 'looked', state }
  return recheck({ client, state, take, now: time.now })
}

type Failed = Extract<Looked, { kind: 'failed' }>

const openState = async (
  before: unknown,
  settings: TimelineSettings,
  client: TimelineClient,
): Promise<{ kind: 'opened'; state: TimelineState } | Failed> => {
  const of = `${settings.url} ${settings.account}`
  const parsed = timelineState.safeParse(before)
  if (parsed.success && parsed.data.of === of) return { kind: 'opened', state: parsed.data }
  const found = await client.account()
  if (found.kind === 'failed') return found
  const { id, acct, display_name, url } = found.account
  return {
    kind: 'opened',
    state: { of, account: { id, acct, display_name, url }, since: null, watched: [], recheckedAtMs: 0 },
  }
}

/** What was posted after the newest that is known, oldest first. */
const newerPosts = async (
  client: TimelineClient,
  { account, since }: TimelineState,
  { firstPosts }: TimelineSettings,
): Promise<{ kind: 'posts'; posts: readonly Post[] } | Failed> => {
  const posts = new Map<string, Post>()
  let maxId: string | null = null
  for (let pages = 0; pages < mostPages; pages++) {
    if (since === null && posts.size >= firstPosts) break
    const page = await client.page(account.id, { sinceId: since, maxId })
    if (page.kind === 'failed') return page
    for (const post of page.posts) posts.set(post.id, post)
    maxId = page.next
    if (maxId === null || page.posts.length === 0) break
  }
  const newest = [...posts.values()]
  return { kind: 'posts', posts: (since === null ? newest.slice(0, firstPosts) : newest).toReversed() }
}
