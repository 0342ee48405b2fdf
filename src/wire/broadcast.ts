import { createHash, randomBytes } from 'node:crypto'
import { canonicalJson } from '../domain/canonical.ts'
import type { ItemId } from '../domain/ids.ts'
import { usualLine } from '../domain/notice.ts'
import { type Product, productsOf } from '../domain/product.ts'
import { summarise } from '../domain/summarise.ts'
import { isForPublic, type PublicityRule, type Teaser } from '../domain/teaser.ts'
import type { Version } from '../domain/version.ts'
import type { Db } from '../store/db.ts'
import { type Appended, appendAllToWire, appendToWire, type WireWrite } from '../store/wire.ts'
import { createGather, type Gather } from './gather.ts'

/** What the wire decides by, apart from the version itself. */
export interface Rules {
  readonly products: readonly Product[]
  readonly publicity: PublicityRule
}

/** A version ready to be numbered. */
export interface Broadcast {
  readonly version: Version
  /** The item's last seq as it was read; null for a new item. */
  readonly expects: number | null
  readonly slug: string
  /** For `release`: the stored digest of the newest version, which is sent again. */
  readonly sent: { readonly document: string; readonly salt: Buffer; readonly digest: Buffer } | null
  readonly idempotency: { readonly key: string; readonly requestDigest: Buffer } | null
}

/** The entry that a version became. */
export interface Sent {
  readonly seq: number
  readonly at: Date
  readonly item: ItemId
  readonly version: number
}

/** Computes products, teaser and digest, then numbers the version on the wire in one statement.
 *  @returns the entry, or null if the item has changed since it was read */
export const broadcast = async (
  db: Db,
  rules: Rules,
  { version, expects, slug, sent, idempotency }: Broadcast,
): Promise<Sent | null> => {
  const { content } = version
  const sealed = sent ?? seal(version)
  const appended = await append(db, {
    version,
    expects,
    isNewVersion: sent === null,
    ...sealed,
    memberships: productsOf(
      { ...content, type: version.type, subjects: content.subjects.map(each => each.qcode) },
      rules.products,
    ),
    slug,
    teaser: teaserOf(version, slug, { rule: rules.publicity, isRelease: sent !== null }),
    publicLine: version.state === 'usable' ? null : (version.line ?? usualLine(version.state, content.language)),
    publicDelayMinutes: rules.publicity.delayMinutes,
    idempotency,
  })
  return appended === null ? null : { ...appended, item: version.item, version: version.number }
}

/** The canonical document of a version and its salted digest: sha256(salt || document). Salted, so that an erased body cannot be guessed from it. */
const seal = (version: Version): { document: string; salt: Buffer; digest: Buffer } => {
  const document = canonicalJson(version)
  const salt = randomBytes(16)
  return { document, salt, digest: createHash('sha256').update(salt).update(document).digest() }
}

const teaserOf = (
  version: Version,
  slug: string,
  { rule, isRelease }: { rule: PublicityRule; isRelease: boolean },
): Teaser | null => {
  const { content } = version
  if (version.state !== 'usable' || !isForPublic(rule, version.type, content)) return null
  const { summary, kind } = summarise(content)
  return {
    item: version.item,
    slug,
    language: content.language,
    category: content.category,
    priority: content.priority,
    headline: content.headline,
    dateline: content.dateline,
    summary,
    summaryKind: kind,
    // What was put right under embargo the public never had wrong.
    correction: version.signal === 'correction' && version.embargo === null && !isRelease ? version.line : null,
  }
}

/** Of one transaction; others wait for it, so it stays short. */
const together = 8
/** While one transaction is written, the next is being prepared. */
const atOnce = 2

type Outcome = PromiseSettledResult<Appended | null>

/** By pool, what is broadcast over it at the same time. */
const gathers = new WeakMap<Db, Gather<WireWrite, Outcome>>()

/** Several writers at once share a transaction: each alone would hold the head until the disk has its own, one after the other. */
const append = async (db: Db, write: WireWrite): Promise<Appended | null> => {
  const gather = gathers.get(db) ?? createGather({ most: together, atOnce }, batch => appendBatch(db, batch))
  gathers.set(db, gather)
  const outcome = await gather.ask(write)
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}

const appendBatch = async (db: Db, writes: readonly WireWrite[]): Promise<Outcome[]> => {
  const alone = () => Promise.allSettled(writes.map(write => appendToWire(db, write)))
  if (writes.length === 1) return alone()
  try {
    const appended = await appendAllToWire(db, writes)
    return appended.map(value => ({ status: 'fulfilled', value }))
  } catch (error) {
    // An ERROR has undone the whole transaction, so each may be tried alone; after anything else the wire may have them.
    if (error instanceof Error && 'severity' in error && error.severity === 'ERROR') return alone()
    throw error
  }
}
