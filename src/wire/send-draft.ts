import type { Block } from '../domain/body.ts'
import type { ItemId, ItemType } from '../domain/ids.ts'
import type { Filing } from '../domain/item.ts'
import { settleDraft } from '../store/draft.ts'
import { freePictures } from '../store/draft-picture.ts'
import { countNames, namesIn } from '../store/used-name.ts'
import { storedAnswer } from '../store/wire.ts'
import type { Sent } from './broadcast.ts'
import { type Publisher, publish } from './publish.ts'

/** What is sent of a draft, frozen when somebody confirmed it; as JSON in the database it is the same after any restart. */
export interface DraftSending {
  readonly draft: string
  /** Of the draft, when it was frozen: what is saved later goes on as a draft of an update. */
  readonly revision: number
  /** Figures may name a draft of `pictures` instead of an item. */
  readonly filing: Filing
  /** Of a new item. */
  readonly type: ItemType
  readonly item: ItemId | null
  readonly expects: number | null
  /** Pictures in its text that are drafts themselves: they go first. */
  readonly pictures: readonly DraftSending[]
}

/** What was frozen, as it comes back from the database: with its times as times again. */
export const readSending = (stored: unknown): DraftSending => {
  const sending = stored as DraftSending
  return { ...sending, filing: readFiling(sending.filing), pictures: sending.pictures.map(readSending) }
}

/** A filing as it comes back from the database. */
export const readFiling = (stored: Filing): Filing => {
  const until = stored.embargo?.until
  return until == null ? stored : { ...stored, embargo: { until: new Date(until) } }
}

/** A draft goes on the wire once, whoever sends it, by hand or by schedule, and however often: its idempotency key is made of its id. */
export const draftKey = (id: string): string => `desk ${id}`

/**
 * Publishes a draft, the pictures in its text before it, counts whom it names and closes what was sent. Done again after a crash it goes on where it was: nothing
 * is sent twice, and figures name the same items.
 * @param by who sends it, for the trail; null: its schedule
 * @returns the story's entry
 * @throws Refusal as `publish`
 */
export const sendDraft = async (publisher: Publisher, sending: DraftSending, by: string | null): Promise<Sent> => {
  const items = new Map<string, ItemId>()
  for (const picture of sending.pictures) items.set(picture.draft, await itemOf(publisher, picture, by))
  const { draft, revision, type, item, expects } = sending
  const filing = withItems(sending.filing, items)
  const sent = await publish(publisher, { filing, type, item, expects, key: draftKey(draft) })
  if (filing.content !== null) await countNames(publisher.db, namesIn(filing.content))
  await settleDraft(publisher.db, { id: draft, revision, seq: sent.seq, item: sent.item, by })
  await freePictures(publisher.db, draft)
  return sent
}

/** The item that a picture is on the wire as, sent now or before. */
const itemOf = async (publisher: Publisher, picture: DraftSending, by: string | null): Promise<ItemId> => {
  const answer = await storedAnswer(publisher.db, draftKey(picture.draft))
  if (answer === null) return (await sendDraft(publisher, picture, by)).item
  const { seq, item } = answer
  await settleDraft(publisher.db, { id: picture.draft, revision: picture.revision, seq, item: item as ItemId, by })
  return item as ItemId
}

/** A filing whose figures name items in the place of drafts. */
export const withItems = (filing: Filing, items: ReadonlyMap<string, ItemId>): Filing => {
  if (filing.content === null || items.size === 0) return filing
  const placed = (block: Block): Block =>
    block.kind === 'figure' ? { ...block, item: items.get(block.item) ?? block.item } : block
  return { ...filing, content: { ...filing.content, body: filing.content.body.map(placed) } }
}
