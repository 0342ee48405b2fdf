import type { ItemId } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Db } from '../store/db.ts'
import type { DraftText } from '../store/draft.ts'
import { fieldsOfContent } from '../store/draft-fields.ts'
import { draftIncoming } from '../store/intake-draft.ts'
import { type Incoming, incomingItem } from '../store/intake-item.ts'
import { knownOf } from '../store/intake-known.ts'
import { intakeSource } from '../store/intake-source.ts'
import { itemHead } from '../store/version.ts'
import { contentOf } from './content-of.ts'
import { documentOf } from './document.ts'
import { linksOf } from './item-links.ts'
import { itemFiles, withOwnFiles } from './media-content.ts'

/** Who takes, and in which zone times are shown to them: the agency's. */
export interface Taking {
  readonly person: { readonly id: string }
  readonly timeZone: string
}

/**
 * Makes a draft of an item that came in, in somebody's name: of a new item, or of the next version of the item on the wire that it is a version of.
 * @returns the draft's id; of the one there is already, where somebody has taken it before
 * @throws Refusal `not-found`; `signal-not-allowed` for a kill and the like, which are no drafts, and for what was sent or dismissed
 */
export const takeIntoDraft = async (
  db: Db,
  id: number,
  { person, timeZone }: Taking,
): Promise<{ draft: string; isNew: boolean }> => {
  const incoming = await incomingItem(db, id)
  if (incoming === null) throw new Refusal('not-found', `there is no incoming item ${id}`)
  if (incoming.draft !== null) return { draft: incoming.draft, isNew: false }
  const item = await targetOf(db, incoming)
  const head = item === null ? null : await itemHead(db, item)
  const text = await draftTextOf(db, incoming, { target: head?.id ?? null, timeZone })
  const made = await draftIncoming(db, {
    ...{ incoming: id, text, item: head?.id ?? null, baseSeq: head?.lastSeq ?? null, by: person.id },
  })
  if (made === null) {
    throw new Refusal('signal-not-allowed', `item ${id} that came in does not wait any more: it is ${incoming.status}`)
  }
  return made
}

/** What a draft of an item that came in says. @throws Refusal `signal-not-allowed` for signals that take something back */
const draftTextOf = async (
  db: Db,
  incoming: Incoming,
  { target, timeZone }: { target: ItemId | null; timeZone: string },
): Promise<DraftText> => {
  const item = documentOf(incoming.document)
  if (item.signal !== 'new' && item.signal !== 'update' && item.signal !== 'correction') {
    throw new Refusal('signal-not-allowed', `a ${item.signal} has no text to make a draft of`, { field: 'signal' })
  }
  const source = (await intakeSource(db, incoming.source)) ?? { name: incoming.sourceName, defaults: noDefaults }
  const { type, group, embargo } = item
  const links = await linksOf(db, incoming.source, { item, self: target })
  const isNew = target === null
  const content = withOwnFiles(contentOf(item, source, links), item, await itemFiles(db, incoming.id))
  const fields = fieldsOfContent(content, { type, group, embargo: isNew ? embargo : null, timeZone })
  const signal = isNew ? 'new' : item.signal === 'correction' ? 'correction' : 'update'
  return { signal, fields, note: item.note ?? '', line: item.line ?? '' }
}

const noDefaults = {
  ...{ language: null, timeZone: null, charset: null, category: null, categoryMap: {}, priority: null, provider: null },
}

/** The item on the wire that an item that came in is a version of; null: none. */
const targetOf = async (db: Db, incoming: Incoming): Promise<ItemId | null> => {
  const { item, source, sourceItemId, raw, position } = incoming
  if (item !== null || sourceItemId === null) return item
  const known = await knownOf(db, { source, sourceItemId, raw, position })
  return known.find(each => each.item !== null)?.item ?? null
}
