import { randomBytes } from 'node:crypto'
import type { Person } from '../../accounts/people.ts'
import { dayOf, type ItemType } from '../../domain/ids.ts'
import type { Member } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import { contentOfAsset } from '../../media/content-of.ts'
import { type Asset, assetsOf } from '../../store/asset.ts'
import { usesOfAssets } from '../../store/asset-use.ts'
import { type DraftFields, insertDraft, makeDraftId } from '../../store/draft.ts'
import { fieldsOfContent } from '../../store/draft-fields.ts'
import { itemHead } from '../../store/version.ts'
import type { Desk } from '../env.ts'
import { emptyDraft } from '../write/draft-form.ts'

interface Beginning {
  readonly person: Person
  readonly timeZone: string
  /** Ids, in the order in which they are to stand. */
  readonly assets: readonly string[]
  /** The group of all that is begun; null: one of their own where there are several. */
  readonly group?: string | null
}

/** A label that ties what is filed together. */
export const makeGroupId = (now: Date): string => `group-${dayOf(now)}-${randomBytes(4).toString('hex')}`

/** Begins a draft of an item for each upload; several are tied by one group. @returns the ids of the drafts, in order */
export const beginEach = async (desk: Desk, { person, timeZone, assets, group }: Beginning): Promise<string[]> => {
  const found = await chosen(desk, assets)
  const tie = group ?? (found.length > 1 ? makeGroupId(desk.publisher.clock()) : null)
  const drafts: string[] = []
  for (const asset of found) {
    const content = contentOfAsset(asset, { language: person.language, category: null })
    const fields = fieldsOfContent(content, { type: asset.type, group: tie, embargo: null, timeZone })
    drafts.push(await begin(desk, person, fields))
  }
  return drafts
}

/** Begins a draft of one graphic that comes in several files. @throws Refusal `bad-input` naming what is no graphic */
export const beginGraphic = async (desk: Desk, { person, timeZone, assets }: Beginning): Promise<string> => {
  const found = await chosen(desk, assets)
  const other = found.find(each => each.type !== 'graphic')
  if (other !== undefined) throw new Refusal('bad-input', other.fileName, { field: 'graphic' })
  const telling = found.find(each => each.facts.headline !== null || each.facts.caption !== null) ?? found[0]
  if (telling === undefined) throw new Refusal('bad-input', 'no upload is chosen', { field: 'asset' })
  const content = contentOfAsset(telling, { language: person.language, category: null })
  const media = content.media === undefined ? undefined : { ...content.media, assets: found.map(each => each.id) }
  const fields = fieldsOfContent({ ...content, media }, { type: 'graphic', group: null, embargo: null, timeZone })
  return begin(desk, person, fields)
}

/** Begins a draft of a collection of the items that uploads stand in. @throws Refusal `bad-input` naming an upload that is not on the wire */
export const beginCollection = async (desk: Desk, { person, assets }: Beginning): Promise<string> => {
  const found = await chosen(desk, assets)
  const uses = await usesOfAssets(desk.db, assets)
  const members: Member[] = []
  for (const asset of found) {
    const item = uses.find(each => each.asset === asset.id && each.sentAt !== null)?.item
    const head = item == null ? null : await itemHead(desk.db, item)
    if (head === null) throw new Refusal('bad-input', asset.fileName, { field: 'collection' })
    const { guid, type, content, number } = head.newest
    if (members.some(each => each.guid === guid)) continue
    members.push({ guid, type, headline: content.headline, version: number })
  }
  return beginCollectionOf(desk, person, { members, group: null })
}

/** Begins a draft of a collection with these members. */
export const beginCollectionOf = (
  desk: Desk,
  person: Person,
  { members, group }: { members: readonly Member[]; group: string | null },
): Promise<string> => {
  const { fields } = emptyDraft(person)
  const type: ItemType = 'collection'
  return begin(desk, person, { ...fields, group: group ?? '', carried: { type, members } })
}

const begin = async (desk: Desk, person: Person, fields: DraftFields): Promise<string> => {
  const id = makeDraftId()
  await insertDraft(desk.db, {
    ...{ id, fields, signal: 'new' as const, note: '', line: '', item: null, baseSeq: null, by: person.id },
  })
  return id
}

/** @throws Refusal `bad-input` where none is chosen, `not-found` for one that is gone */
const chosen = async ({ db }: Desk, ids: readonly string[]): Promise<Asset[]> => {
  if (ids.length === 0) throw new Refusal('bad-input', 'no upload is chosen', { field: 'asset' })
  const found = await assetsOf(db, ids)
  const gone = ids.find(id => !found.some(each => each.id === id))
  if (gone !== undefined) throw new Refusal('not-found', `there is no upload ${gone}`)
  return found
}
