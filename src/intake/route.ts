import type { ItemId } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import type { ReadItem } from '../formats/reading.ts'
import type { Db } from '../store/db.ts'
import { filesState, wantFiles } from '../store/intake-file.ts'
import type { Incoming, IncomingHold } from '../store/intake-item.ts'
import {
  arrivedItem,
  type Decision,
  decideItem,
  isSentByIntake,
  type Known,
  knownOf,
  supersedeItems,
  wireItemOf,
} from '../store/intake-known.ts'
import type { IntakeSource, Routing } from '../store/intake-source.ts'
import { isPassing } from '../store/unreachable.ts'
import { itemHead } from '../store/version.ts'
import { storedAnswer } from '../store/wire.ts'
import type { Log } from '../telemetry.ts'
import { parseFiling } from '../wire/filing.ts'
import { type Publisher, publish } from '../wire/publish.ts'
import { documentOf } from './document.ts'
import { takeIntoDraft } from './draft.ts'
import { filingOf } from './filing-of.ts'
import { linksOf } from './item-links.ts'
import { itemFiles, lackOfFiles } from './media-content.ts'
import { wantedFiles } from './media-wanted.ts'
import { successionOf } from './succession.ts'

/** What routing works with. */
export interface Router {
  readonly db: Db
  readonly publisher: Publisher
  /** The agency's, in which drafts show times. */
  readonly timeZone: string
  readonly log: Log
  /** Whether somebody fetches the files of items. */
  readonly hasFiles?: boolean
}

/** The status that an item came to; `fetching`: it will be decided on when its files have come. */
export type Routed = Decision['status'] | 'drafted' | 'fetching'

/** Decides on the oldest item of a source that was read: it waits at the desk, is held, becomes a draft or goes onto the wire, as its source is set. @returns null where none is left */
export const routeNext = async (router: Router, source: IntakeSource): Promise<Routed | null> => {
  const incoming = await arrivedItem(router.db, source.id)
  if (incoming === null) return null
  try {
    return await route(router, source, incoming)
  } catch (error) {
    if (isPassing(error)) throw error
    // One that trips us must not stand in the way of those behind it.
    router.log.error({ error, incoming: incoming.id }, 'an item that came in could not be routed')
    return hold(router.db, incoming, [{ code: 'fault', detail: 'Dateline failed at this item; its log says how' }])
  }
}

/** With which an item is sent once, whatever happens in between. */
const keyOf = ({ id }: Incoming): string => `intake:${id}`

const route = async (router: Router, source: IntakeSource, incoming: Incoming): Promise<Routed> => {
  const { db } = router
  const { id, raw, position, sourceItemId } = incoming
  const sent = await storedAnswer(db, keyOf(incoming))
  if (sent !== null) return decide(db, { id, status: 'sent', item: sent.item as ItemId, seq: sent.seq })
  const item = documentOf(incoming.document)
  const known = sourceItemId === null ? [] : await knownOf(db, { source: source.id, sourceItemId, raw, position })
  const succession = successionOf(incoming, known)
  const earlier = succession.kind === 'first' ? null : succession.earlier
  if (succession.kind === 'unchanged' || succession.kind === 'superseded') {
    return decide(db, { id, status: succession.kind, earlier })
  }
  if (router.hasFiles === true && (await isFetching(db, source, incoming, item))) return 'fetching'
  await supersedeItems(
    db,
    known.filter(each => !each.isLater).map(each => each.id),
  )
  const target = await targetOf(db, source, item, known)
  const place = { earlier, item: target }
  if (incoming.holds.length > 0) return hold(db, incoming, [], place)
  if (source.routing.mode === 'desk') return decide(db, { id, status: 'waiting', ...place })
  const draft = known.find(each => each.openDraft !== null)?.openDraft
  if (target === null && draft != null) {
    return hold(db, incoming, [{ code: 'draft-open', detail: `an earlier version is open as draft ${draft}` }], place)
  }
  return source.routing.mode === 'draft'
    ? makeDraft(router, source, incoming, place)
    : send(router, { source, incoming, item, place })
}

/** Whether an item has files that were not asked for yet; now they are. What takes something back waits for nothing. */
const isFetching = async (db: Db, source: IntakeSource, { id }: Incoming, item: ReadItem): Promise<boolean> => {
  const wanted = isText(item) ? wantedFiles(item, source) : []
  if (wanted.length === 0 || (await filesState(db, id)) !== null) return false
  await wantFiles(db, id, wanted)
  return true
}

/** Whether a signal brings a text of its own. */
const isText = ({ signal }: ReadItem): boolean => signal === 'new' || signal === 'update' || signal === 'correction'

/** What an item was found to be a version of. */
interface Place {
  readonly earlier: number | null
  readonly item: ItemId | null
}

const decide = async (db: Db, decision: Decision): Promise<Routed> => {
  await decideItem(db, decision)
  return decision.status
}

const hold = (db: Db, { id, holds }: Incoming, more: readonly IncomingHold[], place?: Place): Promise<Routed> =>
  decide(db, { id, status: 'held', holds: [...holds, ...more], ...place })

/** The item on the wire that it is a version of: by its id, or by that of the item that it says it replaces. */
const targetOf = async (
  db: Db,
  { id: source }: IntakeSource,
  { replaces }: ReadItem,
  known: readonly Known[],
): Promise<ItemId | null> => {
  const found = known.find(each => !each.isLater && each.item !== null)?.item
  if (found != null) return found
  return replaces === null ? null : wireItemOf(db, { source, sourceItemId: replaces })
}

const makeDraft = async (
  { db, timeZone }: Router,
  { person }: IntakeSource,
  incoming: Incoming,
  place: Place,
): Promise<Routed> => {
  if (person === null)
    return hold(db, incoming, [{ code: 'no-person', detail: 'the source names nobody whose draft it could be' }], place)
  try {
    await takeIntoDraft(db, incoming.id, { person: { id: person }, timeZone })
    return 'drafted'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return hold(db, incoming, [{ code: error.code, detail: error.message }], place)
  }
}

interface Sending {
  readonly source: IntakeSource
  readonly incoming: Incoming
  readonly item: ReadItem
  readonly place: Place
}

const send = async ({ db, publisher }: Router, { source, incoming, item, place }: Sending): Promise<Routed> => {
  const { id } = incoming
  const head = place.item === null ? null : await itemHead(db, place.item)
  if (isText(item) && !covers(source.routing, item)) return decide(db, { id, status: 'waiting', ...place })
  if (isText(item) && head !== null && !(await isSentByIntake(db, { item: head.id, seq: head.newest.seq }))) {
    return hold(
      db,
      incoming,
      [{ code: 'edited', detail: 'an editor has sent the item since; this would write over it' }],
      place,
    )
  }
  const replacedBy =
    item.replacedBy === null ? null : await wireItemOf(db, { source: source.id, sourceItemId: item.replacedBy })
  const target = head === null ? null : { item: head.id, embargo: head.embargoed ? head.newest.embargo : null }
  // Its embargo here had an end of its own, which has come.
  if (item.signal === 'release' && target !== null && target.embargo === null) {
    return decide(db, { id, status: 'unchanged', ...place })
  }
  const files = await itemFiles(db, id)
  const lack = isText(item) ? lackOfFiles(files) : null
  if (lack !== null) return hold(db, incoming, [lack], place)
  const links = await linksOf(db, source.id, { item, self: target?.item ?? null })
  const found = filingOf(item, { source, target, replacedBy, now: publisher.clock(), files, links })
  if ('hold' in found) return hold(db, incoming, [found.hold], place)
  try {
    const sent = await publish(publisher, {
      ...{ filing: parseFiling(found.filing), item: target?.item ?? null, expects: null, type: item.type },
      key: keyOf(incoming),
    })
    return await decide(db, { id, status: 'sent', ...place, item: sent.item, seq: sent.seq })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return hold(db, incoming, [{ code: error.code, detail: error.message }], place)
  }
}

/** Whether a source's rules let an item go out by itself. */
const covers = ({ categories, priorities, languages }: Routing, item: ReadItem): boolean =>
  (categories === undefined || (item.category !== null && categories.includes(item.category))) &&
  (priorities === undefined || priorities.includes(item.priority ?? 4)) &&
  (languages === undefined || languages.includes(item.language?.split('-', 1)[0] ?? ''))
