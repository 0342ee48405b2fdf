import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { writeBody } from '../../domain/body-text.ts'
import { type GroupId, type ItemId, isItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { SentVersion } from '../../domain/version.ts'
import { assetsOf } from '../../store/asset.ts'
import { itemsOfGroup } from '../../store/desk-pick.ts'
import { type Carried, type DraftFields, requireDraft } from '../../store/draft.ts'
import { itemHead } from '../../store/version.ts'
import type { WebEnv } from '../../web/env.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { beginCollectionOf, beginEach, makeGroupId } from '../media/begin.ts'
import { memberOf, withMembers } from '../media/members.tsx'
import { changeDraft } from './draft-change.ts'

/** What is chosen for a draft on its sheets: files, a picture in the text, members of a collection; and where collections begin. */
export const draftPartRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/drafts/:id/files', c => chooseFiles(desk, c, c.req.param('id')))
  routes.post('/drafts/:id/figures', c => insertFigure(desk, c, c.req.param('id')))
  routes.post('/drafts/:id/members', c => addMembers(desk, c, c.req.param('id')))
  routes.post('/drafts/:id/pictures', c => beginPictures(desk, c, c.req.param('id')))
  routes.get('/collections/new', c => c.redirect('/desk/new?type=collection', 302))
  routes.post('/collections', c => collectGroup(desk, c))
  return routes
}

/** All values of a field of the posted form. */
const valuesOf = async (c: Context<WebEnv>): Promise<(name: string) => string[]> => {
  const form = await c.req.parseBody({ all: true })
  return name => [form[name] ?? []].flat().filter(each => typeof each === 'string')
}

/** More uploads than any item is made of. */
const mostFiles = 20

const chooseFiles = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const values = await valuesOf(c)
  const found = await assetsOf(desk.db, values('asset').slice(0, mostFiles))
  if (found.length === 0) throw new Refusal('bad-input', 'no upload is chosen', { field: 'asset' })
  const isMore = values('do').includes('add')
  await changeDraft(desk, { draft: id, by: person.id }, fields => {
    const { carried } = fields
    if (carried === undefined || carried.type === 'text' || carried.type === 'collection')
      throw new Refusal('bad-input', 'this draft is of something that has no files', { field: 'asset' })
    const before = isMore ? (carried.media?.assets ?? []) : []
    const assets = [...new Set([...before, ...found.map(each => each.id)])].slice(0, mostFiles)
    return { ...fields, carried: { ...carried, media: { ...(carried.media ?? noMedia), assets } } }
  })
  return c.redirect(`/desk/drafts/${id}`, 303)
}

const noMedia = {
  ...{ assets: [], altText: null, takenAt: null, place: null, persons: [], credit: null, focus: null },
} satisfies NonNullable<Carried['media']>

const insertFigure = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const values = await valuesOf(c)
  const item = await requireItem(desk, values('item')[0] ?? '')
  const isTied = values('tie').includes('1')
  const [at = ''] = values('at')
  await changeDraft(desk, { draft: id, by: person.id }, fields => {
    const withPicture = withFigure(fields, item, /^\d{1,9}$/u.test(at) ? Number(at) : null)
    return isTied && fields.group.trim() === '' && item.group !== null
      ? { ...withPicture, group: item.group }
      : withPicture
  })
  return c.redirect(`/desk/drafts/${id}#field-body`, 303)
}

/** The fields with a picture below the paragraph that has a place in the text, null: at its end, as a line `[[picture n: …]]` that can be moved. */
const withFigure = (fields: DraftFields, { item, content }: SentVersion, at: number | null): DraftFields => {
  const caption = [{ text: content.headline }]
  const { text } = writeBody([{ kind: 'figure', item, caption }])
  const number = fields.kept.length + 1
  const line = text.replace(/^(\[\[\p{L}+) \d+/u, `$1 ${number}`)
  const { body } = fields
  const gap = at === null ? -1 : body.slice(at).search(/\n[ \t]*\n/u)
  const end = at === null || gap === -1 ? body.length : at + gap
  return {
    ...fields,
    body: [body.slice(0, end).trimEnd(), line, body.slice(end).trim()].filter(each => each !== '').join('\n\n'),
    kept: [...fields.kept, { kind: 'figure', item, caption }],
  }
}

/** @throws Refusal `no-such-item` */
const requireItem = async (desk: Desk, id: string): Promise<SentVersion> => {
  const head = isItemId(id) ? await itemHead(desk.db, id) : null
  if (head === null) throw new Refusal('no-such-item', `there is no item ${id.slice(0, 80)}`)
  return head.newest
}

const addMembers = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const values = await valuesOf(c)
  const items = await Promise.all(
    values('item')
      .slice(0, 200)
      .map(each => requireItem(desk, each)),
  )
  await changeDraft(desk, { draft: id, by: person.id }, fields => {
    const { carried } = fields
    if (carried?.type !== 'collection') throw new Refusal('bad-input', 'this draft is no collection', { field: 'item' })
    return { ...fields, carried: withMembers(carried, items.map(memberOf)) }
  })
  return c.redirect(`/desk/drafts/${id}#field-members`, 303)
}

/** Begins drafts of pictures for a text, in its group; a text without one is given one. */
const beginPictures = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const values = await valuesOf(c)
  const { fields } = await requireDraft(desk.db, id)
  const group = fields.group.trim() === '' ? makeGroupId(desk.publisher.clock()) : fields.group.trim()
  if (group !== fields.group.trim())
    await changeDraft(desk, { draft: id, by: person.id }, now => ({ ...now, group: now.group.trim() || group }))
  const { timeZone } = screenOf(c)
  const drafts = await beginEach(desk, { person, timeZone, assets: values('asset'), group })
  return c.redirect(drafts.length === 1 ? `/desk/drafts/${drafts[0]}` : '/desk/drafts', 303)
}

const groupShown = 200

/** Begins a collection of a group of items, or of one item. */
const collectGroup = async (desk: Desk, c: Context<WebEnv>) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const values = await valuesOf(c)
  const group = (values('group')[0] ?? '') as GroupId
  const tied = group === '' ? [] : await itemsOfGroup(desk.db, group, groupShown)
  const usable = tied.filter(each => each.state === 'usable' && each.type !== 'collection')
  const named = values('item').filter((each): each is ItemId => isItemId(each))
  const chosen = await Promise.all(named.map(each => requireItem(desk, each)))
  const members = [...usable, ...chosen].map(memberOf)
  const draft = await beginCollectionOf(desk, person, { members, group: group === '' ? null : group })
  return c.redirect(`/desk/drafts/${draft}`, 303)
}
