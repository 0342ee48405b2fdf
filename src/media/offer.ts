import { coversRendition, type Scope, useOf } from '../domain/licence.ts'
import { blobOf, type Rendition, type RenditionRole } from '../domain/media.ts'
import type { Notice } from '../domain/notice.ts'
import { Refusal } from '../domain/refusal.ts'
import type { SentVersion } from '../domain/version.ts'
import type { Db } from '../store/db.ts'
import { countDownload } from '../store/download.ts'

/** An item as its reader has it now: a `Delivery` of the wire. */
export interface Seen {
  readonly face: 'full' | 'headline' | 'notice'
  readonly version: SentVersion
  readonly notice: Notice | null
}

/** Who takes a file, under which contract. */
export interface Taker {
  readonly subscriber: string
  /** A person or a credential. */
  readonly actor: string
  readonly scope: Scope
  /** Downloads a day; null: no limit. */
  readonly downloadLimit: number | null
}

/** A file of ours that may be given. */
export interface Offered {
  readonly version: SentVersion
  readonly rendition: Rendition
  readonly digest: string
}

/**
 * The rendition of an item that a reader may have; nothing is counted yet.
 * @throws Refusal `killed`, `withheld`, `not-entitled`, or `not-found` where the item has no such file of ours
 */
export const offered = (scope: Scope, { face, version, notice }: Seen, role: RenditionRole): Offered => {
  const { item, type, content } = version
  if (notice !== null)
    throw new Refusal(notice.kind === 'killed' ? 'killed' : 'withheld', `${item}: ${notice.line ?? notice.headline}`)
  const use = useOf(role)
  if (face === 'notice' || (face === 'headline' && use !== 'shown'))
    throw new Refusal('not-entitled', `your licence does not cover ${item} in full`)
  const rendition = content.renditions?.find(each => each.role === role)
  const digest = rendition === undefined ? null : blobOf(rendition)
  if (rendition === undefined || digest === null) {
    const has = (content.renditions ?? [])
      .filter(each => each.role !== 'comp' && blobOf(each) !== null)
      .map(each => each.role)
    throw new Refusal('not-found', `${item} has no ${role}, only ${has.join(', ') || 'no files'}`)
  }
  if (!coversRendition(scope, type, role))
    throw new Refusal('not-entitled', `your licence does not cover the size ${role} of ${item}`)
  return { version, rendition, digest }
}

/** Counts what was offered against the contract, if it is of a size that is sold; before a byte of it goes out. @throws Refusal `download-limit` */
export const taken = async (
  db: Db,
  { subscriber, actor, downloadLimit }: Taker,
  { version, rendition }: Offered,
  now: Date,
): Promise<void> => {
  if (useOf(rendition.role) !== 'sold') return
  const download = { subscriber, actor, item: version.item, version: version.number, role: rendition.role }
  const counted = await countDownload(db, download, { limit: downloadLimit, now })
  if (counted === 'used-up')
    throw new Refusal('download-limit', `all ${downloadLimit} downloads of today are used up, ${anewFrom(now)}`)
}

const dayMs = 86_400_000

const anewFrom = (now: Date): string => {
  const midnight = new Date((Math.floor(now.getTime() / dayMs) + 1) * dayMs)
  return `they begin anew at ${midnight.toISOString().slice(0, 19)}Z`
}
