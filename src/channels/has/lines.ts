import { type Scope, seenFrom } from '../../domain/licence.ts'
import { shown } from '../../formats/shown.ts'
import { type GroupHead, groupHeads } from '../../store/groups.ts'
import type { Delivery } from '../../wire/delivery.ts'
import type { Wire } from '../../wire/open.ts'
import { headOf, seriesIdFor } from './ids.ts'

/** What a search says of an item. */
export interface Line {
  readonly id: string
  readonly type: string
  /** When the scope could first see this version, so that a kill or correction comes anew to whoever polls by dates. */
  readonly date: string
  readonly title: string
  readonly group_id: string | null
}

/** A line for each delivery, with the series that it belongs to: one look for all of them. */
export const linesOf = async (
  { db }: Wire,
  { scope, deliveries, now }: { scope: Scope; deliveries: readonly Delivery[]; now: Date },
): Promise<Line[]> => {
  const groups = deliveries.flatMap(({ version }) => version.group ?? [])
  const looked = deliveries.flatMap(({ version }) => (isSeries(version.type) ? [] : (version.group ?? [])))
  const heads = new Map((await groupHeads(db, { scope, now, groups, looked })).map(head => [head.group, head]))
  return deliveries.map(delivery => {
    const { entry, face, version, notice } = delivery
    const head = version.group === null ? undefined : heads.get(version.group)
    return {
      id: entry.item,
      // As the id has it, which says `graph` where we say graphic.
      type: entry.item.split(':')[1] ?? entry.type,
      date: `${seenFrom(scope, entry).toISOString().slice(0, 19)}Z`,
      title: shown(version, { face, notice }).headline,
      group_id: seriesIdOf(delivery, head),
    }
  })
}

const isSeries = (type: string): type is 'picture' | 'video' => type === 'picture' || type === 'video'

/** Never null for a picture or a video, which is a series of one where it has no group; of anything else what there is to look at in its group. */
const seriesIdOf = ({ entry: { item, type } }: Delivery, head: GroupHead | undefined): string | null => {
  const named = head === undefined || head.day === null || head.n === null ? headOf(item) : { day: head.day, n: head.n }
  if (isSeries(type)) return seriesIdFor(item, type, named)
  if (head?.hasPictures) return seriesIdFor(item, 'picture', named)
  return head?.hasVideos ? seriesIdFor(item, 'video', named) : null
}
