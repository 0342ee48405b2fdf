import type { Entry } from '../domain/entry.ts'
import type { ItemId } from '../domain/ids.ts'
import { covers } from '../domain/licence.ts'
import { type Listed, readable } from '../domain/readable.ts'
import { type ActKind, recordActs } from '../store/act.ts'
import { entriesOfItems } from '../store/entry.ts'
import type { Portal, Visit } from './env.ts'
import { readableEntry, type Story, storiesOf } from './story.ts'

/** A story that somebody opens. */
export interface Reading {
  readonly story: Story
  /** What the reader may see of the item, newest first. */
  readonly entries: readonly Listed[]
  /** Whether a newer version stands in its place by now. */
  readonly isOld: boolean
  /** The page of what replaces it, where the reader may open that. */
  readonly replacement: string | null
}

/**
 * Opens an item as this visit may see it. The act is recorded before anything is shown, and the item looked at once more: a kill that was sent
 * in between asked who has the item before this one was among them.
 * @param version that version of it; null: the one to go by
 * @returns null where there is nothing to see: no such item, none that is covered, or a version that shows no more than a notice
 */
export const openItem = async (
  portal: Portal,
  visit: Visit,
  { item, version = null, act }: { item: ItemId; version?: number | null; act: ActKind },
): Promise<Reading | null> => {
  const reading = await look(portal, visit, item, version)
  if (reading === null || reading.story.delivery.face === 'notice') return reading
  await record(portal, visit, act, reading.story)
  const again = await look(portal, visit, item, null)
  return again !== null && again.story.delivery.notice !== null ? again : reading
}

const look = async (portal: Portal, visit: Visit, item: ItemId, version: number | null): Promise<Reading | null> => {
  const { scope, now } = visit
  if (scope === null) return null
  const all = await entriesOfItems(portal.db, [item])
  const newest = readable(scope, all, now)
  const entries = all.flatMap((entry): Listed[] => listed(entry, covers(scope, entry, now))).reverse()
  const chosen =
    version === null || version === newest?.version
      ? newest
      : entries.find(entry => entry.version === version && entry.verdict !== 'notice')
  if (newest === null || chosen === null || chosen === undefined) return null
  const [story] = await storiesOf(portal, [chosen])
  if (story === undefined) return null
  return { story, entries, isOld: chosen.seq !== newest.seq, replacement: await replacementOf(portal, visit, story) }
}

const listed = (entry: Entry, verdict: ReturnType<typeof covers>): Listed[] =>
  verdict === 'none' ? [] : [{ ...entry, verdict }]

const replacementOf = async (portal: Portal, visit: Visit, { delivery }: Story): Promise<string | null> => {
  const { replacedBy } = delivery.version
  if (replacedBy === null || (await readableEntry(portal, visit, replacedBy)) === null) return null
  return `/portal/items/${replacedBy}`
}

const record = async (portal: Portal, visit: Visit, kind: ActKind, { delivery }: Story): Promise<void> => {
  const { item, version } = delivery.entry
  await recordActs(portal.db, [{ kind, subscriber: visit.subscriber, actor: visit.person.id, item, version }])
}
