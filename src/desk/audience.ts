import type { Entry } from '../domain/entry.ts'
import { covers, type Scope } from '../domain/licence.ts'
import { type Product, productsOf } from '../domain/product.ts'
import { isRecall, type Signal } from '../domain/signal.ts'
import { isForPublic } from '../domain/teaser.ts'
import type { Version } from '../domain/version.ts'
import { type Channel, channelsSeen } from '../store/consumer.ts'
import { itemFacts } from '../store/desk-list.ts'
import { entriesOfItems } from '../store/entry.ts'
import type { Subscriber } from '../store/subscriber.ts'
import { holdersOf } from '../wire/holders.ts'
import type { Desk } from './env.ts'

/** Who will get something if it is sent now. Everybody stands in one list only. */
export interface Reach {
  readonly products: readonly Product[]
  /** In full, at once. */
  readonly full: readonly Subscriber[]
  /** In full, when the delay of their contract is over. */
  readonly delayed: readonly Subscriber[]
  /** Not trusted with copy under embargo: in full when it ends. */
  readonly atRelease: readonly Subscriber[]
  /** Signal and headline only: they had an earlier version, and this one is in none of their products. */
  readonly headline: readonly Subscriber[]
  /** The notice that takes the text back. */
  readonly notice: readonly Subscriber[]
  /** Of all those told, who has text of the item by the ledger. */
  readonly holders: readonly Subscriber[]
  /** Everybody to whom something goes now or when a delay is over. */
  readonly count: number
  readonly publicly: Publicly
  /** How those whom it goes to take their copy, each channel with how many were seen on it in the last 30 days; one may use several. */
  readonly channels: readonly { readonly channel: Channel | 'none'; readonly count: number }[]
}

/** What the public sees of it: its teaser from a moment on, or after the embargo; nothing; or a notice in the teaser's place. */
export type Publicly =
  | { readonly kind: 'from'; readonly at: Date }
  | { readonly kind: 'after-embargo' | 'never' | 'notice' }

const minuteMs = 60_000
const seenMs = 30 * 86_400_000

/** @param version as it would be sent @param signal why; for `release` it differs from the version's own */
export const reachOf = async (desk: Desk, version: Version, signal: Signal, isNew: boolean): Promise<Reach> => {
  const now = desk.publisher.clock()
  const products = productsFor(desk, version)
  const entries = isNew ? [] : await entriesOfItems(desk.db, [version.item])
  const entry = entryToBe(version, signal, products, entries.at(-1) ?? null, now)
  const held = isRecall(signal) ? await holdersOf(desk.books, version.item, null) : new Set<string>()
  const lists = { full: [], delayed: [], atRelease: [], headline: [], notice: [] } satisfies Record<
    string,
    Subscriber[]
  >
  const told: Record<keyof typeof lists, Subscriber[]> = lists
  for (const subscriber of desk.catalogue.subscribers()) {
    const scope = desk.catalogue.scopeOf(subscriber.id, now)
    const how = (scope === null ? null : placeOf(scope, entry, now)) ?? widened(held.has(subscriber.id), signal)
    if (how !== null) told[how].push(subscriber)
  }
  return {
    ...told,
    products,
    holders: desk.catalogue.subscribers().filter(each => held.has(each.id)),
    count: told.full.length + told.delayed.length + told.headline.length + told.notice.length,
    publicly: await publiclyOf(desk, version, signal, isNew, now),
    channels: await channelsOf(desk, [...told.full, ...told.delayed, ...told.headline, ...told.notice], now),
  }
}

const productsFor = (desk: Desk, { type, content }: Version): Product[] => {
  const all = desk.publisher.rules().products
  const matched = productsOf({ ...content, type, subjects: content.subjects.map(each => each.qcode) }, all)
  return all.filter(product => matched.some(each => each.product === product.id))
}

const entryToBe = (
  version: Version,
  signal: Signal,
  products: readonly Product[],
  last: Entry | null,
  at: Date,
): Entry => {
  const ids = products.map(each => each.id)
  const { item, number, type, content, embargo, state } = version
  return {
    ...{ seq: Number.MAX_SAFE_INTEGER, at, item, version: number, signal, type, state },
    ...{ language: content.language, category: content.category, priority: content.priority },
    products: ids,
    itemProducts: [...new Set([...(last?.itemProducts ?? []), ...ids])],
    embargoed: embargo !== null && signal !== 'release',
    firstAt: last?.firstAt ?? at,
    releasedAt: signal === 'release' ? at : (last?.releasedAt ?? null),
    newestVersion: number,
    recalledAt: null,
  }
}

const placeOf = (
  scope: Scope,
  entry: Entry,
  now: Date,
): 'full' | 'delayed' | 'atRelease' | 'headline' | 'notice' | null => {
  const atOnce = covers(scope, entry, now)
  if (atOnce !== 'none') return atOnce
  const due = new Date(now.getTime() + scope.delayMinutes * minuteMs)
  const later = covers(scope, entry, due)
  if (later !== 'none') return later === 'full' ? 'delayed' : later
  const trusted = { ...scope, embargoTrust: true }
  return entry.embargoed && covers(trusted, entry, due) === 'full' ? 'atRelease' : null
}

/** Corrections, withholds and kills reach everybody who has text of the item, whatever their contract says now. */
const widened = (isHolder: boolean, signal: Signal): 'notice' | null => (isHolder && isRecall(signal) ? 'notice' : null)

const channelsOf = async ({ db }: Desk, who: readonly Subscriber[], now: Date): Promise<Reach['channels']> => {
  const ids = new Set(who.map(each => each.id))
  const seen = (await channelsSeen(db, new Date(now.getTime() - seenMs))).filter(each => ids.has(each.subscriber))
  const none = ids.size - new Set(seen.map(each => each.subscriber)).size
  const counts = (['stream', 'pull', 'has', 'portal'] as const).map(channel => ({
    channel,
    count: seen.filter(each => each.channel === channel).length,
  }))
  return [...counts, { channel: 'none' as const, count: none }].filter(({ count }) => count > 0)
}

const publiclyOf = async (
  desk: Desk,
  version: Version,
  signal: Signal,
  isNew: boolean,
  now: Date,
): Promise<Publicly> => {
  const { publicity } = desk.publisher.rules()
  const facts = isNew ? null : await itemFacts(desk.db, version.item)
  if (version.state !== 'usable') {
    const isSeen = facts?.isPublic && facts.visibleFrom !== null && facts.visibleFrom <= now
    return { kind: isSeen || facts?.hasNotice ? 'notice' : 'never' }
  }
  if (!isForPublic(publicity, version.type, version.content)) return { kind: 'never' }
  if (version.embargo !== null && signal !== 'release') return { kind: 'after-embargo' }
  const soon = new Date(now.getTime() + publicity.delayMinutes * minuteMs)
  const at = signal === 'release' ? soon : (facts?.visibleFrom ?? soon)
  return { kind: 'from', at: at > now ? at : now }
}
