import { Refusal } from './refusal.ts'

declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** `{agency}:{type}:{YYYYMMDD}:{n}`, the grammar of HAS; n is decimal without padding, one counter for all types. */
export type ItemId = Branded<string, 'ItemId'>
/** The id that ties items filed together; the same grammar, or any label the desk chose. */
export type GroupId = Branded<string, 'GroupId'>
/** RFC 4151 `tag:` URI, made of the stored agency domain and stable for the item's life. */
export type Guid = Branded<string, 'Guid'>

export const itemTypes = ['text', 'picture', 'video', 'graphic', 'file', 'collection'] as const
export type ItemType = (typeof itemTypes)[number]

const itemIdPattern = /^([a-z][a-z0-9]{1,7}):(text|picture|video|graph|file|collection):(\d{8}):([1-9]\d{0,17})$/

/** HAS calls a graphic `graph` inside ids; everywhere else the type is `graphic`. */
const typeInId = (type: ItemType): string => (type === 'graphic' ? 'graph' : type)

/** @param day as YYYYMMDD in UTC @param n the number from the one counter, 1 and up */
export const formatItemId = (agency: string, type: ItemType, day: string, n: number): ItemId =>
  `${agency}:${typeInId(type)}:${day}:${n}` as ItemId

export const isItemId = (text: string): text is ItemId => itemIdPattern.test(text)

/** Reads an item id. @throws Refusal `bad-input` naming the field `id` */
export const parseItemId = (text: string): ItemId => {
  if (!isItemId(text)) {
    throw new Refusal('bad-input', `id must look like dl:text:20261123:1001, not "${text.slice(0, 80)}"`, {
      field: 'id',
    })
  }
  return text
}

/** The parts of an item id: agency code, type, day as YYYYMMDD, number. */
const partsOfItemId = (id: ItemId): { agency: string; type: ItemType; day: string; n: string } => {
  const [agency = '', type = '', day = '', n = ''] = id.split(':')
  return { agency, type: type === 'graph' ? 'graphic' : (type as ItemType), day, n }
}

/** The type that an id names. */
export const typeOfItemId = (id: ItemId): ItemType => partsOfItemId(id).type

/** `tag:meridian.example,2026-11-23:text:1001` (RFC 4151): the item's GUID, made once and stored. */
export const guidOf = (domain: string, id: ItemId): Guid => {
  const { type, day, n } = partsOfItemId(id)
  return `tag:${domain},${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}:${type}:${n}` as Guid
}

/** The day of a moment as ids write it: YYYYMMDD in UTC. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10).replaceAll('-', '')
