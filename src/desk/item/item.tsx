import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { type ItemId, parseItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { signalTable } from '../../domain/signal.ts'
import type { SentVersion } from '../../domain/version.ts'
import { itemFacts } from '../../store/desk-list.ts'
import { downloadsOfItem, itemsOfGroup, itemsOfGuids, itemsOfIds } from '../../store/desk-pick.ts'
import { draftOf, draftsOfItem, insertDraft, isDraftId, makeDraftId } from '../../store/draft.ts'
import { entriesOfItems } from '../../store/entry.ts'
import { itemHead, versionsOfItem } from '../../store/version.ts'
import type { WebEnv } from '../../web/env.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { seatOf } from '../seat.ts'
import { draftFromForm, draftFromVersion, laterSignals, readForm } from '../write/draft-form.ts'
import { ItemPage } from './page.tsx'
import type { ItemPageProps } from './props.ts'

/** `/desk/items/{id}/drafts`: drafts of an item's next version begin here; the page itself is drawn with its sheets in acts.tsx. */
export const itemRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/items/:id/drafts', c => beginDraft(desk, c, itemIdOf(c)))
  return routes
}

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
  const [items, together, downloads] = await Promise.all([
    itemsShownBy(desk, versions),
    head.newest.group === null ? [] : itemsOfGroup(desk.db, head.newest.group, groupShown),
    downloadsOfItem(desk.db, id),
  ])
  if (facts === null) throw new Refusal('no-such-item', `there is no item ${id}`)
  const products = desk.publisher.rules().products
  const { status = 200, ...rest } = more
  return page(
    c,
    <ItemPage
      {...{ seat, head, versions, entries, facts, drafts, products, items, sent: Number(c.req.query('sent')) || null }}
      together={together.filter(each => each.item !== id)}
      downloads={new Map(downloads.map(({ role, count }) => [role, count]))}
      {...rest}
    />,
    status,
  )
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

/** Begins a draft of an update or a correction: from the newest version, or from what an editor had typed into a draft that was sent meanwhile. */
const beginDraft = async (desk: Desk, c: Context<WebEnv>, item: ItemId) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const text = await readForm(c)
  const head = await requireHead(desk, item)
  const signal = laterSignals.find(each => each === text('signal')) ?? 'update'
  if (!signalTable[signal].after.includes(head.state)) {
    throw new Refusal('signal-not-allowed', `${signal} cannot follow: ${item} is ${head.state}`)
  }
  const from = isDraftId(text('from')) ? await draftOf(desk.db, text('from')) : null
  const newest = draftFromVersion(await lastWithText(desk, item), signal)
  const draft =
    from === null ? newest : draftFromForm(text, { ...newest, fields: { ...newest.fields, kept: from.fields.kept } })
  const id = makeDraftId()
  await insertDraft(desk.db, { ...draft, id, item, baseSeq: head.lastSeq, by: person.id })
  return c.redirect(`/desk/drafts/${id}`, 303)
}

/** The newest version that has its text: a withheld one gave it up, and what is corrected is the one before. */
const lastWithText = async (desk: Desk, item: ItemId) => {
  const versions = await versionsOfItem(desk.db, item)
  const version = versions.findLast(each => each.state === 'usable') ?? versions.at(-1)
  if (version === undefined) throw new Refusal('no-such-item', `there is no item ${item}`)
  return version
}
