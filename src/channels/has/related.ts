import type { ItemId } from '../../domain/ids.ts'
import type { Scope } from '../../domain/licence.ts'
import type { Member } from '../../domain/media.ts'
import { membersOfGroups } from '../../store/groups.ts'
import type { Delivery } from '../../wire/delivery.ts'
import type { Wire } from '../../wire/open.ts'
import { itemsSeen } from '../../wire/seen.ts'

/** Of one group; a story has a few dozen at most. */
const linkedAtMost = 100

/**
 * What clients of `newsml29` find the pictures of a story by: what its text shows, then pictures, videos and graphics of its group, as far as this
 * reader may see them now. One look for all deliveries.
 * @returns by item; of those that have none there is nothing
 */
export const relatedOf = async (
  { books }: Wire,
  { scope, deliveries, now }: { scope: Scope; deliveries: readonly Delivery[]; now: Date },
): Promise<ReadonlyMap<ItemId, readonly Member[]>> => {
  const texts = deliveries.filter(({ face, version }) => face === 'full' && version.type === 'text')
  const groups = texts.flatMap(({ version }) => version.group ?? [])
  const members = await membersOfGroups(books.db, {
    groups,
    types: ['picture', 'video', 'graphic'],
    limit: linkedAtMost,
  })
  const wanted = new Map(
    texts.map(({ version }) => [
      version.item,
      [
        ...figuresOf(version),
        ...members.filter(each => version.group !== null && each.group === version.group).map(each => each.item),
      ],
    ]),
  )
  const items = [...new Set([...wanted.values()].flat())]
  const seen = await itemsSeen(books, { scope, items, now })
  const known = new Map(seen.filter(each => each.notice === null).map(each => [each.entry.item, memberOf(each)]))
  return new Map([...wanted].map(([item, each]) => [item, [...new Set(each)].flatMap(id => known.get(id) ?? [])]))
}

const figuresOf = ({ content }: Delivery['version']): ItemId[] =>
  content.body.flatMap(block => (block.kind === 'figure' ? [block.item] : []))

const memberOf = ({ version }: Delivery): Member => ({
  guid: version.guid,
  type: version.type,
  headline: version.content.headline,
  version: null,
})
