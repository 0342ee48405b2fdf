import type { Known } from '../store/intake-known.ts'

/** What is asked about: an item under an id of its source. */
export interface Candidate {
  readonly sourceVersion: string | null
  readonly versionCreated: Date | null
  readonly digest: Uint8Array
}

/**
 * How an item stands to the others of its source under the same id: the first, a newer version, the same again, or an older one that comes late.
 * `earlier` is the one that it follows, repeats or is outdone by.
 */
export type Succession =
  | { readonly kind: 'first' }
  | { readonly kind: 'follows' | 'unchanged' | 'superseded'; readonly earlier: number }

/** @param known all others under the id, the last to arrive first */
export const successionOf = (item: Candidate, known: readonly Known[]): Succession => {
  // What was outdone itself says nothing on what is newest; what arrived later and is not decided on yet will be compared with this one.
  const others = known.filter(each => each.status !== 'superseded' && each.status !== 'arrived')
  const newer = others.find(each => (each.isLater ? !isOlder(each, item) : isOlder(item, each)))
  if (newer !== undefined) return { kind: 'superseded', earlier: newer.id }
  const last = others.find(each => !each.isLater)
  if (last === undefined) return { kind: 'first' }
  const kind = Buffer.from(last.digest).equals(item.digest) ? 'unchanged' : 'follows'
  return { kind, earlier: last.id }
}

type Dated = Pick<Candidate, 'sourceVersion' | 'versionCreated'>

/** Whether a version is older than another by its source's own count, else by its time; where neither tells, no. */
const isOlder = (a: Dated, b: Dated): boolean => {
  const counted = [countOf(a.sourceVersion), countOf(b.sourceVersion)]
  const [first, second] = counted
  if (first != null && second != null && first !== second) return first < second
  if (a.versionCreated === null || b.versionCreated === null) return false
  return a.versionCreated < b.versionCreated
}

const countOf = (version: string | null): bigint | null =>
  version !== null && /^\d{1,30}$/.test(version) ? BigInt(version) : null
