import type { Context } from 'hono'
import { type ItemId, parseItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { SentVersion } from '../../domain/version.ts'
import { itemFacts } from '../../store/desk-list.ts'
import { downloadsOfItem, itemsOfGroup, itemsOfGuids, itemsOfIds } from '../../store/desk-pick.ts'
import { draftsOfItem } from '../../store/draft.ts'
import { draftEvents } from '../../store/draft-event.ts'
import { entriesOfItems } from '../../store/entry.ts'
import { draftsAboutItem } from '../../store/item-draft.ts'
import { looksOf } from '../../store/second-look.ts'
import { originalOf, translationsOf } from '../../store/translation.ts'
import { itemHead, versionsOfItem } from '../../store/version.ts'
import type { WebEnv } from '../../web/env.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { namesOf } from '../newsroom/told.tsx'
import { seatOf } from '../seat.ts'
import { boardOfItem } from './holding.ts'
import { ItemPage } from './page.tsx'
import type { ItemPageProps } from './props.ts'
import type { TrailParts } from './trail.tsx'

/** The id in the address. @throws Refusal `no-such-item` also for what is no id */
export const itemIdOf = (c: Context<WebEnv>): ItemId => {
  const id = c.req.param('id') ?? ''
  try {
    return parseItemId(id)
  } catch {
    throw new Refusal('no-such-item', `there is no item ${id.slice(0, 80)}`)
  }
}

/** @throws Refusal `no-such-item` */
export const requireHead = async (desk: Desk, id: ItemId) => {
  const head = await itemHead(desk.db, id)
  if (head === null) throw new Refusal('no-such-item', `there is no item ${id}`)
  return head
}

/** Draws an item with everything that the desk knows of it. */
export const drawItem = async (
  desk: Desk,
  c: Context<WebEnv>,
  id: ItemId,
  more: Partial<Pick<ItemPageProps, 'sheet' | 'errors'>> & { status?: number } = {},
) => {
  const head = await requireHead(desk, id)
  const [seat, versions, entries, facts, drafts] = await Promise.all([
    seatOf(desk, c),
    versionsOfItem(desk.db, id),
    entriesOfItems(desk.db, [id]),
    itemFacts(desk.db, id),
    draftsOfItem(desk.db, id),
  ])
  const [items, together, downloads, board, trail, original] = await Promise.all([
    itemsShownBy(desk, versions),
    head.newest.group === null ? [] : itemsOfGroup(desk.db, head.newest.group, groupShown),
    downloadsOfItem(desk.db, id),
    boardOfItem(desk, id),
    trailOf(desk, id),
    originalOf(desk.db, id),
  ])
  const translations = await translationsOf(desk.db, original?.item ?? id)
  if (facts === null) throw new Refusal('no-such-item', `there is no item ${id}`)
  const products = desk.publisher.rules().products
  const { status = 200, ...rest } = more
  return page(
    c,
    <ItemPage
      {...{
        seat,
        head,
        versions,
        entries,
        facts,
        drafts,
        products,
        items,
        board,
        sent: Number(c.req.query('sent')) || null,
      }}
      together={together.filter(each => each.item !== id)}
      downloads={new Map(downloads.map(({ role, count }) => [role, count]))}
      {...{ trail, original, translations, ...rest }}
    />,
    status,
  )
}

/** Events of all its drafts, and what a second person decided about it. */
const trailOf = async (desk: Desk, item: ItemId): Promise<TrailParts> => {
  const drafts = await draftsAboutItem(desk.db, item)
  const [events, looks, names] = await Promise.all([
    draftEvents(desk.db, drafts),
    looksOf(desk.db, { item, drafts }),
    namesOf(desk),
  ])
  return { events, looks, names }
}

const groupShown = 100

/** Items that stand in the text of versions or are held by them, by their newest versions. */
export const itemsShownBy = async ({ db }: Desk, versions: readonly Pick<SentVersion, 'content'>[]) => {
  const figures = versions.flatMap(({ content }) =>
    content.body.flatMap(block => (block.kind === 'figure' ? [block.item] : [])),
  )
  const guids = versions.flatMap(({ content }) => content.members?.map(each => each.guid) ?? [])
  return [...(await itemsOfIds(db, [...new Set(figures)])), ...(await itemsOfGuids(db, [...new Set(guids)]))]
}
