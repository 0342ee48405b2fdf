import { createHash } from 'node:crypto'
import type { Arrival, Looked, Take } from '../way.ts'
import type { Post, TimelineClient } from './timeline-client.ts'
import type { TimelineState, Watched } from './timeline-settings.ts'

const mostPages = 100

/**
 * Looks at the watched posts again, forty in a request as the timeline lists them now. One that was edited is taken anew; one that is missing
 * is asked for by itself, and where the server says that it is gone, a note of that is taken. Stops early where few more requests are allowed;
 * the rest comes at the next look.
 */
export const recheck = async (options: {
  client: TimelineClient
  state: TimelineState
  take: Take
  now: () => number
}): Promise<Looked> => {
  const { client, take, now } = options
  let { state } = options
  const listed = await listAgain(client, state)
  if (listed.kind === 'failed') return listed
  const noticedAt = () => new Date(now()).toISOString()

  for (const watched of state.watched.toReversed()) {
    let post = listed.posts.get(watched.id)
    if (post === undefined) {
      if (!listed.isWhole && Date.parse(watched.createdAt) < listed.fromMs) continue
      if (client.isShort()) return { kind: 'looked', state }
      const asked = await client.post(watched.id)
      if (asked.kind === 'failed') return asked
      if (asked.post === null) {
        state = { ...state, watched: state.watched.filter(each => each.id !== watched.id) }
        await take(deletionOf(watched, state, noticedAt()), state)
        continue
      }
      post = asked.post
    }
    const seen = watch(post)
    if (seen.digest === watched.digest) continue
    state = { ...state, watched: state.watched.map(each => (each.id === watched.id ? seen : each)) }
    // A server that knows no `edited_at` does not say when.
    await take(arrivalOf('edited_at' in post ? post : { ...post, noticed_edit_at: noticedAt() }), state)
  }
  return { kind: 'looked', state: { ...state, recheckedAtMs: now() } }
}

/** What is remembered of a post. */
export const watch = (post: Post): Watched => ({
  id: post.id,
  uri: post.uri ?? post.url ?? post.id,
  url: post.url ?? null,
  createdAt: post.created_at,
  digest: digestOf(post),
})

/** A post as it arrives: the object that the server gave. */
export const arrivalOf = (post: Post): Arrival => ({
  bytes: Buffer.from(JSON.stringify(post)),
  name: post.url ?? post.uri ?? post.id,
  contentType: 'application/json',
  headers: {},
})

const deletionOf = ({ id, uri, url, createdAt }: Watched, { account }: TimelineState, noticedAt: string): Arrival => ({
  bytes: Buffer.from(JSON.stringify({ deleted: id, uri, url, account, created_at: createdAt, noticed_at: noticedAt })),
  name: `${url ?? uri} deleted`,
  contentType: 'application/json',
  headers: {},
})

/** Changes when a post was edited: by its `edited_at` where the server knows that, else by what its author wrote. Counts of readers do not matter. */
const digestOf = (post: Post): string => {
  const { content, spoiler_text, media_attachments } = post
  const said = 'edited_at' in post ? [post.edited_at ?? null] : [content, spoiler_text, media_attachments]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16)
}

const listAgain = async (
  client: TimelineClient,
  { account, watched }: TimelineState,
): Promise<
  | { kind: 'listed'; posts: ReadonlyMap<string, Post>; fromMs: number; isWhole: boolean }
  | Extract<Looked, { kind: 'failed' }>
> => {
  const posts = new Map<string, Post>()
  const oldestMs = Math.min(...watched.map(each => Date.parse(each.createdAt)))
  let fromMs = Number.POSITIVE_INFINITY
  let maxId: string | null = null
  for (let pages = 0; pages < mostPages && !client.isShort(); pages++) {
    const page = await client.page(account.id, { sinceId: null, maxId })
    if (page.kind === 'failed') return page
    for (const post of page.posts) {
      posts.set(post.id, post)
      fromMs = Math.min(fromMs, Date.parse(post.created_at))
    }
    maxId = page.next
    if (maxId === null || page.posts.length === 0) return { kind: 'listed', posts, fromMs, isWhole: true }
    // One page more than needed does no harm: posts of the same second stay together.
    if (fromMs < oldestMs) break
  }
  return { kind: 'listed', posts, fromMs, isWhole: false }
}
