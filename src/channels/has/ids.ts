import { type ItemId, type ItemType, isItemId, itemTypes } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'

/** The id of a series, as `group_id` gives it: named after an item, it stands for all pictures or videos of that item's group. */
export interface SeriesId {
  readonly type: 'picture' | 'video'
  /** Ids that the item may have: there is one counter for all types. */
  readonly named: readonly ItemId[]
}

const seriesForm = /^([a-z][a-z0-9]{1,7}):(picture|video)group:(\d{8}):([1-9]\d{0,17})$/u

/** null for an id of anything else. */
export const seriesIdOf = (id: string): SeriesId | null => {
  const [, agency = '', type, day = '', n] = seriesForm.exec(id) ?? []
  if (type === undefined) return null
  return {
    type: type === 'picture' ? 'picture' : 'video',
    named: itemTypes.map(each => `${agency}:${typeName(each)}:${day}:${n}` as ItemId),
  }
}

/** `dl:picturegroup:20261123:1002`. @param item any of the agency @param head day and number of the item that the group is named after */
export const seriesIdFor = (item: ItemId, type: 'picture' | 'video', head: { day: string; n: string }): string =>
  `${item.split(':', 1)[0]}:${type}group:${head.day}:${head.n}`

/** The day and number of an item. */
export const headOf = (item: ItemId): { day: string; n: string } => {
  const [, , day = '', n = ''] = item.split(':')
  return { day, n }
}

/** @throws Refusal `not-found` */
export const itemIdOf = (id: string): ItemId => {
  if (isItemId(id)) return id
  throw new Refusal('not-found', 'no such id')
}

/** As ids have it, which say `graph` where we say graphic. */
const typeName = (type: ItemType): string => (type === 'graphic' ? 'graph' : type)
