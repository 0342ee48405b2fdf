import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical.ts'
import { dayOf, formatItemId, guidOf, type ItemId, type ItemType } from '../domain/ids.ts'
import { type Filing, firstVersion, nextVersion } from '../domain/item.ts'
import { Refusal } from '../domain/refusal.ts'
import { slugOf } from '../domain/slug.ts'
import type { Db } from '../store/db.ts'
import { itemHead } from '../store/version.ts'
import { itemNumberBlock, storedAnswer, takeItemNumbers } from '../store/wire.ts'
import { broadcast, type Rules, type Sent } from './broadcast.ts'
import { withLinks } from './links.ts'

/** What publishing needs around it; one a process. */
export interface Publisher {
  readonly db: Db
  readonly agency: { readonly code: string; readonly domain: string }
  /** Rules in force now. */
  readonly rules: () => Rules
  readonly clock: () => Date
  readonly numbers: ItemNumbers
}

/** One request to publish. */
export interface Publication {
  readonly filing: Filing
  /** The item that the filing follows; null for a new one. */
  readonly item: ItemId | null
  /** The item's last seq that the sender saw; null: whatever it is now. */
  readonly expects: number | null
  readonly type?: ItemType
  /** With the same key the same request is answered as the first time; another request is refused. */
  readonly key: string | null
}

/** A block of item numbers of this process; numbers of a block that are not used are lost, which ids allow. */
export interface ItemNumbers {
  next(db: Db): Promise<number>
}

export const createItemNumbers = (): ItemNumbers => {
  let block: Promise<{ first: number; used: number }> | null = null
  return {
    async next(db) {
      for (;;) {
        block ??= takeItemNumbers(db).then(first => ({ first, used: 0 }))
        const mine = block
        const current = await mine.catch(error => {
          if (block === mine) block = null
          throw error
        })
        if (current.used < itemNumberBlock) return current.first + current.used++
        if (block === mine) block = null
      }
    },
  }
}

/** How often a filing that named no entry is tried again when the item moves under it. */
const maxTries = 20

/**
 * The one way onto the wire, for desk, command line, intake and jobs.
 * A kill, and any filing that named no entry it had seen, is computed anew and tried again when the item moves under it; else `item-moved`.
 * @throws Refusal as the domain says, and `no-such-item`, `item-moved`, `key-reused`
 */
export const publish = async (publisher: Publisher, publication: Publication): Promise<Sent> => {
  const { key } = publication
  const idempotency = key === null ? null : { key, requestDigest: digestOf(publication) }
  if (idempotency !== null) {
    const answer = await firstAnswer(publisher.db, idempotency)
    if (answer !== null) return answer
  }
  for (let tries = 1; ; tries++) {
    try {
      const sent = await attempt(publisher, publication, idempotency)
      if (sent !== null) return sent
    } catch (error) {
      if (idempotency === null || !(isDuplicate(error) || error instanceof Refusal)) throw error
      // Another sender of the same key may have been faster, and what it sent may be what this one is refused for.
      const answer = await firstAnswer(publisher.db, idempotency)
      if (answer !== null) return answer
      throw error
    }
    // Each turn that a kill loses is another's that went through: it tries until it does.
    if (!retriesByItself(publication) || (tries === maxTries && publication.filing.signal !== 'kill')) {
      const answer = idempotency === null ? null : await firstAnswer(publisher.db, idempotency)
      if (answer !== null) return answer
      throw new Refusal('item-moved', `${publication.item} has a newer version than the one you saw`)
    }
  }
}

const attempt = async (
  { db, agency, rules, clock, numbers }: Publisher,
  { filing: filed, item, expects, type = 'text' }: Publication,
  idempotency: { key: string; requestDigest: Buffer } | null,
): Promise<Sent | null> => {
  const now = clock()
  const content = filed.content === null ? null : await withLinks(db, filed.content, item)
  const filing = { ...filed, content }
  if (item === null) {
    const id = formatItemId(agency.code, type, dayOf(now), await numbers.next(db))
    const version = firstVersion({ item: id, guid: guidOf(agency.domain, id), type }, filing, now)
    return broadcast(db, rules(), {
      version,
      expects: null,
      slug: slugOf(version.content.headline, id),
      sent: null,
      idempotency,
    })
  }
  const head = await itemHead(db, item)
  if (head === null) throw new Refusal('no-such-item', `there is no item ${item}`, { field: 'item' })
  if (expects !== null && expects !== head.lastSeq && filing.signal !== 'kill') {
    throw new Refusal(
      'item-moved',
      `${item} has a newer version (entry ${head.lastSeq}) than the one you saw (entry ${expects})`,
    )
  }
  const version = nextVersion(head, filing)
  const sent = filing.signal === 'release' ? head : null
  return broadcast(db, rules(), { version, expects: head.lastSeq, slug: head.slug, sent, idempotency })
}

const retriesByItself = ({ filing, expects }: Publication): boolean => filing.signal === 'kill' || expects === null

const digestOf = ({ filing, item, expects, type }: Publication): Buffer =>
  createHash('sha256').update(canonicalJson({ filing, item, expects, type })).digest()

const firstAnswer = async (
  db: Db,
  { key, requestDigest }: { key: string; requestDigest: Buffer },
): Promise<Sent | null> => {
  const answer = await storedAnswer(db, key)
  if (answer === null) return null
  if (!answer.requestDigest.equals(requestDigest)) {
    throw new Refusal('key-reused', 'this idempotency key was used for another request', { field: 'key' })
  }
  const { seq, at, item, version } = answer
  return { seq, at, item: item as ItemId, version }
}

const isDuplicate = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505'
