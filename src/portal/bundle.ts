import type { ItemId } from '../domain/ids.ts'
import { filesTaken } from '../store/downloads-taken.ts'
import type { Portal, Visit } from './env.ts'
import { bestLine, type FileLine, type Quota } from './files.ts'
import type { MemberView } from './member-view.ts'
import type { Story } from './story.ts'

/** What is taken together of a story and of what belongs to it: of each the best size that the licence covers. */
export interface Bundle {
  readonly files: readonly { readonly story: Story; readonly line: FileLine }[]
  readonly sizeBytes: number
  /** How many of them the downloads of the day still reach for, in this order. */
  readonly reach: number
}

interface Around {
  readonly story: Story
  readonly group: readonly Story[]
  readonly members: readonly MemberView[]
  readonly quota: Quota
}

/** The bundle of a collection, or of a story with its group; null where there are not two files. */
export const bundleOf = async (
  portal: Portal,
  visit: Visit,
  { story, group, members, quota }: Around,
): Promise<Bundle | null> => {
  const isCollection = story.delivery.version.type === 'collection'
  const all = isCollection ? members.flatMap(member => member.story ?? []) : [story, ...group]
  const unique = [...new Map(all.map(each => [each.view.item, each])).values()]
  const files = unique.flatMap(each => {
    const line = bestLine(each, visit)
    return line === null ? [] : [{ story: each, line }]
  })
  if (files.length < 2) return null
  const items: ItemId[] = files.map(each => each.story.view.item)
  const taken = await filesTaken(portal.db, { subscriber: visit.subscriber, items, now: visit.now })
  let left = quota.limit === null ? Number.POSITIVE_INFINITY : Math.max(0, quota.limit - quota.used)
  const isTaken = ({ story: { view }, line }: (typeof files)[number]) =>
    taken.some(each => each.item === view.item && each.version === view.number && each.role === line.file.role)
  const reach = files.filter(each => isTaken(each) || left-- > 0).length
  return { files, reach, sizeBytes: files.reduce((sum, { line }) => sum + (line.file.sizeBytes ?? 0), 0) }
}
